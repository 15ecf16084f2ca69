"""Messages are gathered as columns, since a file may hold hundreds of thousands.

Who sent and who received is told by URLs alone: the sent ones lie in the INBOX too. Most messages are between the same
few people, so what was found out about two cells is kept for the next row that has them.
The columns are described in samples/linkedin/FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from importers.linkedin.dates import read_seconds
from importers.linkedin.people import is_deleted, named_receivers, participant, receivers
from importers.records import InteractionBlock, Mailbox, Origin, Participant, Role, Skipped, digest_told, told_of

CHANNEL = "linkedin"
RECEIVERS = "recipient profile urls"
COLUMNS = (
    "conversation id", "from", "sender profile url", "to", RECEIVERS, "date", "subject", "content", "folder",
    "is message draft", "is conversation draft",
)  # fmt: skip
SPONSORED = "spinmail-quill-editor"
UNFILLED = "%FIRSTNAME%"
YES = frozenset({"Yes", "yes", "YES", "True", "true", "TRUE"})
KEYS_KEPT = 1 << 14


@dataclass(frozen=True, slots=True, eq=False)
class _Parties:
    """The sender and the receivers of a message."""

    participants: Sequence[Participant]
    told: bytes
    sender: str  # the key of their mailbox
    roles: Sequence[Role]


class Messages:
    """The messages of the block that is being filled.

    `columns` are those that the file has; `urls` tells the profile URLs of receivers by name where it has none.
    """

    def __init__(self, member: str, columns: Container[str], urls: Mapping[str, str]) -> None:
        self._member = member
        self._has_urls, self._has_receivers = "sender profile url" in columns, RECEIVERS in columns
        self._urls = urls
        self._parties_of = lru_cache(maxsize=1 << 14)(self._find_parties)
        self._times: dict[str, int] = {}  # how often each of the last keys was seen
        self._begin()

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, record: int, row: Sequence[str]) -> Skipped | None:
        """Add a message, the cells of `COLUMNS`, or say why it is no exchange between people."""
        conversation, name, url, to, urls, date, subject, content, folder, draft, all_draft = row
        reason = "drafts" if draft in YES or all_draft in YES else self._left_out(name, url, content, folder)
        parties = None if reason else self._parties_of(name, url, to, urls)
        if parties is None:
            return Skipped(Origin(self._member, record), reason or "deleted members")
        seconds, at = read_seconds(date)
        key = self._numbered(f"{conversation}|{at}|{parties.sender}")
        facts = (CHANNEL, key, str(seconds), "personal", "", subject, conversation, "")
        self._keys.append(key)
        self._records.append(record)
        self._ats.append(seconds)
        self._subjects.append(subject)
        self._threads.append(conversation)
        self._digests.append(digest_told(facts, parties.told))
        self._parties.append(parties)
        return None

    def take(self) -> InteractionBlock:
        """Return what was gathered as a block, and begin anew."""
        number, blank = len(self), [""] * len(self)
        mailboxes, of_message, of_role, of_mailbox = _flat(self._parties)
        block = InteractionBlock(
            channel=CHANNEL,
            keys=self._keys,
            members=[self._member] * number,
            records=self._records,
            ats=self._ats,
            kinds=["personal"] * number,
            witnesses=blank,
            subjects=self._subjects,
            threads=self._threads,
            replies=blank,
            digests=self._digests,
            mailboxes=mailboxes,
            of_message=of_message,
            of_role=of_role,
            of_mailbox=of_mailbox,
        )
        self._begin()
        return block

    def _begin(self) -> None:
        self._keys: list[str] = []
        self._records: list[int] = []
        self._ats: list[int] = []
        self._subjects: list[str] = []
        self._threads: list[str] = []
        self._digests: list[int] = []
        self._parties: list[_Parties] = []

    def _left_out(self, name: str, url: str, content: str, folder: str) -> str:
        """Return why a message is no exchange between people, or ""."""
        if folder != "INBOX" and folder.casefold() == "spam":
            return "spam"
        if SPONSORED in content or (not url and UNFILLED in content):
            return "sponsored"
        return "deleted members" if is_deleted(name, url if self._has_urls else None) else ""

    def _find_parties(self, name: str, url: str, to: str, urls: str) -> _Parties | None:
        """Return who stands in these cells, None if no receiver is left."""
        found = receivers(to, urls) if self._has_receivers else named_receivers(to, self._urls)
        if not found:
            return None
        participants = (participant("from", name, url), *found)
        roles = [each.role for each in participants]
        return _Parties(participants, told_of(participants), participants[0].mailbox.key, roles)

    def _numbered(self, key: str) -> str:
        """Return the key, the second and third time with `#2` and `#3`; equal ones stand near each other."""
        times = self._times[key] = self._times.get(key, 0) + 1
        if len(self._times) > KEYS_KEPT:
            self._times = dict(list(self._times.items())[KEYS_KEPT // 2 :])
        return key if times == 1 else f"{key}#{times}"


def _flat(messages: Sequence[_Parties]) -> tuple[list[Mailbox], list[int], list[Role], list[int]]:
    """Return the mailboxes of a block, and for each participant its message, its role and its mailbox."""
    index: dict[Mailbox, int] = {}
    places_of = {
        parties: [index.setdefault(each.mailbox, len(index)) for each in parties.participants]
        for parties in dict.fromkeys(messages)
    }
    of_message = [number for number, parties in enumerate(messages) for _ in parties.roles]
    of_role = list(chain.from_iterable([parties.roles for parties in messages]))
    of_mailbox = list(chain.from_iterable([places_of[parties] for parties in messages]))
    return list(index), of_message, of_role, of_mailbox
