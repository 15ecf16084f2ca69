"""The files of one archive explain each other: who the owner is, and which URL a name has.

Profile.csv has the owner's name and no URL; invitations and messages have both. What another file must tell is read
ahead, and only if it is needed. The files are described in samples/linkedin/FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from typing import TypeAlias

from importers.ahead import WORTHWHILE_FROM, read_ahead, worthwhile
from importers.export import Member
from importers.linkedin import rows
from importers.linkedin.address_book import uploaded
from importers.linkedin.files import Layout
from importers.linkedin.messages import COLUMNS, RECEIVERS, Messages
from importers.linkedin.people import urls_by_name
from importers.reading import DAMAGE, gathered, guarded, unbroken
from importers.records import Contact, Interaction, InteractionBlock, Origin, Problem, Record, Skipped

Build: TypeAlias = Callable[[Origin, rows.Cells], Contact | Interaction | Skipped]


class Archive:
    """The files of one export that are read, each with its layout."""

    def __init__(self, files: Sequence[tuple[Member, Layout]]) -> None:
        self._files = files

    def records(self) -> Iterator[Record]:
        """Yield what all files say, one after the other."""
        for member, layout in self._files:
            if layout.name == "messages":
                yield from self._messages(member, layout)
            else:
                yield from unbroken(member, guarded(layout.table(member), self._build(layout)))

    def _messages(self, member: Member, layout: Layout) -> Iterator[Record]:
        table = layout.table(member)
        columns: Sequence[str] = ()
        with suppress(*DAMAGE):  # what is damaged is told when the rows are read
            columns = table.columns()
        read = partial(_messages, layout, columns, {} if RECEIVERS in columns else self._sender_urls)
        aside = member.size > WORTHWHILE_FROM and worthwhile() > 1
        return read_ahead(read, member) if aside else read(member)

    def _build(self, layout: Layout) -> Build:
        match layout.name:
            case "profile":
                return partial(rows.profile, url=self._me[1])
            case "endorsementgiveninfo" | "endorsementreceivedinfo":
                return partial(rows.endorsement, me=self._me, mine="given" in layout.name)
            case "recommendationsgiven" | "recommendationsreceived":
                return partial(
                    rows.recommendation, me=self._me, mine="given" in layout.name, urls=self._connection_urls
                )
            case name:
                return _BUILDS[name]

    @cached_property
    def _me(self) -> tuple[str, str]:
        """The owner's name and profile URL, "" for what no file tells."""
        profiles = self._ahead("profile", "first name", "last name")
        name = next(filter(None, (rows.full_name(*row) for row in profiles)), "")
        invited = self._ahead("invitations", "direction", "from", "inviterprofileurl", "to", "inviteeprofileurl")
        for direction, inviter, inviter_url, invitee, invitee_url in invited:
            mine = (inviter, inviter_url) if direction.casefold() == "outgoing" else (invitee, invitee_url)
            if mine[1]:
                return name or mine[0], mine[1]
        return name, self._sender_urls.get(name, "") if name else ""

    @cached_property
    def _sender_urls(self) -> Mapping[str, str]:
        sent = self._ahead("messages", "from", "sender profile url")
        return urls_by_name((name, url) for name, url in sent)

    @cached_property
    def _connection_urls(self) -> Mapping[str, str]:
        connected = self._ahead("connections", "first name", "last name", "url")
        return urls_by_name((rows.full_name(given, family), url) for given, family, url in connected)

    def _ahead(self, name: str, *columns: str) -> Iterator[Sequence[str]]:
        """Yield cells of the good rows of a file that is read in its turn as well; what is damaged is told then."""
        for member, layout in self._files:
            if layout.name == name:
                with suppress(*DAMAGE):
                    for _, row in layout.table(member).picked(*columns):
                        if not isinstance(row, Problem):
                            yield row


def _messages(
    layout: Layout, columns: Sequence[str], urls: Mapping[str, str], member: Member
) -> Iterator[InteractionBlock | Skipped | Problem]:
    return gathered(member, layout.table(member).picked(*COLUMNS), Messages(member.name, columns, urls))


_BUILDS: dict[str, Build] = {
    "connections": rows.connection,
    "invitations": rows.invitation,
    "emailaddresses": rows.own_address,
    "phonenumbers": rows.own_number,
    "whatsappphonenumbers": rows.own_number,
    "contacts": uploaded,
    "importedcontacts": uploaded,
    "notes": rows.note,
}
