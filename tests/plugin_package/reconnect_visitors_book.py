"""The visitors' book of a gallery is a text file: a title, then a visit a line, `day | name | e-mail | remark`.

Many visitors leave no e-mail address, and some no name.
"""

from __future__ import annotations

from collections.abc import Iterator

from importers import Contact, Export, Importer, Member, Origin, Record, Skipped
from importers.reading import decode, guarded, natural_key, numbered, unbroken
from reconnect.plugins import hookimpl

TITLE = b"VISITORS' BOOK"


class VisitorsBookImporter:
    """Reads the file that the gallery sends; a visitor becomes a contact, known since the day of the visit."""

    name = "visitors-book"
    title = "Visitors' book"
    where = "Ask the gallery for its visitors' book as a text file."

    def identify(self, export: Export) -> bool:
        """Claim a single file that begins with the title."""
        return export.is_single_file and export.members[0].head().startswith(TITLE)

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield a contact a visit; a line that is none becomes a problem, and costs no other."""
        for member in export.members:
            yield from numbered(unbroken(member, guarded(visits(member), contact)))


def visits(member: Member) -> Iterator[tuple[Origin, str]]:
    """Yield the lines below the title, with their place; empty lines do not count."""
    with member.open() as stream:
        lines = [line for line in decode(stream.read()).splitlines() if line.strip()]
    for number, line in enumerate(lines[1:], 1):
        yield Origin(member.name, number), line


def contact(origin: Origin, line: str) -> Contact | Skipped:
    """Build the record of one line."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != 4:
        raise ValueError(f"it has {len(cells)} cells and not 4: day, name, e-mail, remark")
    day, name, email, remark = cells
    if not name:
        return Skipped(origin, "visitors without a name")
    emails = (email,) if email else ()
    key = natural_key("", "", name, email, day)
    return Contact(key=key, origin=origin, formatted_name=name, emails=emails, since=day, note=remark)


@hookimpl
def reconnect_importers() -> list[Importer]:
    """Hand the importer to reconnect."""
    return [VisitorsBookImporter()]
