"""What a review shows of people is counted in messages, however many files hold a message, and in years."""

from __future__ import annotations

from pathlib import Path

from invented import ME, NOW, card, take_in, write_cards, write_mbox

from reconnect.archive import Archive
from reconnect.store import asked
from reconnect.store.asked import Span

JON = "John Smith <smiths@mail.example>"
MAILS = [(JON, ME, "2012-12-31T23:59", "The kiln"), (ME, JON, "2014-01-01T00:00", "Re: The kiln")]
SMITHS = [card("Ana Smith", "EMAIL:smiths@mail.example", "UID:x"), card("John Brown", "UID:y")]


def archive_of_smiths(folder: Path) -> Archive:
    archive = Archive(folder / "a.db")
    copy = write_mbox(folder / "copy.mbox", MAILS)
    copy.write_text(copy.read_text(encoding="utf-8").replace("Subject:", "Delivered-To: x@y.example\nSubject:"))
    take_in(archive, write_cards(folder / "a.vcf", SMITHS), write_mbox(folder / "mail.mbox", MAILS), copy)
    return archive


def test_a_message_in_two_mailboxes_is_one_and_who_wrote_none_has_no_span(tmp_path: Path) -> None:
    archive = archive_of_smiths(tmp_path)
    with archive.reading() as conn:
        keys = conn.execute("select importer, key from contacts").fetchall()
        (jon,) = [key for key in keys if key[0] == "mail" and "smiths" in key[1]]
        assert asked.spans(conn, [jon, ("vcard", "x"), ("vcard", "y")]) == {jon: Span(2, "2012", "2014")}
        assert asked.spans(conn, []) == {}


def test_whose_contacts_are_and_what_is_decided_is_told_of_what_is_stored(tmp_path: Path) -> None:
    archive = archive_of_smiths(tmp_path)
    x, y, gone = ("vcard", "x"), ("vcard", "y"), ("vcard", "gone")
    ana, brown = archive.person("ana")["id"], archive.person("brown")["id"]
    archive.join(ana, brown, NOW)
    with archive.reading() as conn:
        assert asked.people_of(conn, [x, y, gone]) == {x: ana, y: ana}
        assert asked.decided(conn, [(x, y), (x, gone), (gone, y)]) == {(x, y)}
        assert [each.contact.formatted_name for each in asked.contacts(conn, [y, x, gone])] == [
            "Ana Smith",
            "John Brown",
        ]


def test_decisions_about_contacts_that_are_two_people_are_told_of_those_people(tmp_path: Path) -> None:
    archive = archive_of_smiths(tmp_path)
    (row,) = archive.questions()
    a, b = row["a_person_id"], row["b_person_id"]
    with archive.reading() as conn:
        assert asked.decided_people(conn) == []
        assert set(asked.keys_of_people(conn)) == {a, b}
    archive.join(a, b, NOW)
    with archive.reading() as conn:
        assert (asked.decided_people(conn), asked.keys_of_people(conn)) == ([], {})
    joined = archive.person(str(min(a, b)))
    archive.part(joined["id"], archive.contacts_of(joined["id"])[0].id, NOW)
    with archive.reading() as conn:
        assert {verdict for _, _, verdict in asked.decided_people(conn)} == {"not"}
