"""Small exports of an invented person, written by the tests: mail, cards, LinkedIn, Facebook, with overlaps."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from importers import BUILTIN, Export, MailImporter, Record
from reconnect.archive import Archive
from reconnect.archive.importing import ImportRun, found
from reconnect.cli.people import person_as_json
from reconnect.cli.review import question_as_json
from reconnect.plugins import Registered
from reconnect.report import json_file

ME = "Ines Duarte <ines@duarte.example>"
KATIE = "Katie O'Neil <katie@harbour.example>"
TEO = "Teo Marchetti <teo@trieste.example>"
NEWS = "Harbour News <news@letters.example>"
AS_OF = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
READERS = tuple(Registered(importer, "test") for importer in BUILTIN)

Mail = tuple[str, str, str, str]  # from, to, day, subject; more headers may follow the subject, a line each


def exchanged(them: str, days: Sequence[str], subject: str) -> list[Mail]:
    """A correspondence: they write on each day, and I answer on the day after."""
    mails = []
    for day in days:
        after = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
        mails += [(them, ME, day, subject), (ME, them, after, f"Re: {subject}")]
    return mails


CORRESPONDENCE: list[Mail] = [
    *exchanged(KATIE, ["2016-03-01", "2016-06-10", "2017-01-20", "2018-05-05", "2019-02-11", "2020-08-08"], "The kiln"),
    (TEO, ME, "2025-03-02", "A room in Trieste?"),
    *(
        (NEWS, ME, f"2026-{month:02}-03", "What is on\nList-Unsubscribe: <mailto:off@letters.example>")
        for month in range(1, 11)
    ),
]


def write_mbox(path: Path, mails: Iterable[Mail] = CORRESPONDENCE) -> Path:
    """Write mails as an mbox; the same mail always has the same Message-ID."""
    text = ""
    for sender, to, day, subject in mails:
        at = format_datetime(datetime.fromisoformat(day if "T" in day else f"{day}T12:00").replace(tzinfo=UTC))
        identity = f"{hash_of(sender + to + day + subject)}@mail.example"
        text += f"From a@mail.example Thu Jan  1 00:00:00 2026\nFrom: {sender}\nTo: {to}\nDate: {at}\n"
        text += f"Message-ID: <{identity}>\nSubject: {subject}\n\nWords.\n\n"
    path.write_text(text, encoding="utf-8")
    return path


def hash_of(text: str) -> int:
    """The same number for the same text in every process."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


def card(name: str, *lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""])


CARDS = (
    card(
        "Katherine O'Neil",
        "N:O'Neil;Katherine;;;",
        "NICKNAME:Katie",
        "EMAIL:katie@harbour.example",
        "TEL:+353 1 555 0142",
        "UID:k1",
    ),
    card("Teo Marchetti", "N:Marchetti;Teo;;;", "EMAIL:teo@trieste.example", "UID:t1"),
    card("Oksana Hrytsenko", "N:Hrytsenko;Oksana;;;", "EMAIL:oksana@kyiv.example", "UID:o1"),
)


def write_cards(path: Path, cards: Sequence[str] = CARDS) -> Path:
    path.write_text("".join(cards), encoding="utf-8", newline="")
    return path


CONNECTIONS = (
    'Notes:\n"Some of the email addresses are missing."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Katherine,O'Neil,https://www.linkedin.com/in/katie-oneil,katie@harbour.example,Harbour Studio,"
    "Design lead,02 Jun 2016\n"
    "Amara,Osei,https://www.linkedin.com/in/amara-osei,,Harbour Studio,Potter,12 May 2017\n"
    "Teo,Marchetti,https://www.linkedin.com/in/teo-marchetti,,,,03 Mar 2018\n"
    ",,,,,,07 Jun 2019\n"
)
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    "c1,,Ines Duarte,https://www.linkedin.com/in/ines-duarte,Katherine O'Neil,https://www.linkedin.com/in/katie-oneil,"
    "2021-02-01 10:00:00 UTC,,Hello,INBOX\n"
    "c2,,Ines Duarte,https://www.linkedin.com/in/ines-duarte,Teo Marchetti,https://www.linkedin.com/in/teo-marchetti,"
    "2021-03-01 10:00:00 UTC,,Hello,INBOX\n"
)
PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
    "Twitter Handles,Websites,Instant Messengers\nInes,Duarte,,,,Piano maker,,,,,,,\n"
)


def write_linkedin(path: Path) -> Path:
    """Write LinkedIn's ZIP."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", CONNECTIONS)
        archive.writestr("messages.csv", MESSAGES)
        archive.writestr("Profile.csv", PROFILE)
    return path


def write_facebook(folder: Path) -> Path:
    """Write Facebook's folder."""
    friends = [{"name": "Katie O'Neil", "timestamp": 1300000000}, {"name": "Bela Nagy", "timestamp": 1400000000}]
    thread = {
        "participants": [{"name": "Bela Nagy"}, {"name": "Ines Duarte"}],
        "messages": [{"sender_name": "Bela Nagy", "timestamp_ms": 1500000000000, "content": "Hi"}],
    }
    for name, value in {
        "connections/friends/your_friends.json": {"friends_v2": friends},
        "your_activity_across_facebook/messages/inbox/belanagy_1/message_1.json": thread,
        "personal_information/profile_information/profile_information.json": {
            "profile_v2": {"name": {"full_name": "Ines Duarte"}, "emails": {"emails": ["ines@duarte.example"]}}
        },
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(value), encoding="utf-8")
    return folder


def write_everything(folder: Path) -> list[Path]:
    """Write all four exports and return their paths."""
    return [
        write_mbox(folder / "mail.mbox"),
        write_cards(folder / "contacts.vcf"),
        write_linkedin(folder / "Basic_LinkedInDataExport_11-20-2026.zip"),
        write_facebook(folder / "facebook-ines-2026-11-18"),
    ]


def take_in(archive: Archive, *paths: Path) -> ImportRun:
    """Import paths, one run."""
    return archive.import_exports(found([str(path) for path in paths], READERS), NOW)


def answers(archive: Archive) -> dict[str, Any]:
    """Everything that the archive answers, ids left out: equal answers are equal archives."""
    people = [without_ids(person_as_json(row, contacts)) for row, contacts in archive.listed()]
    report = json.loads(json_file.write(archive.report(AS_OF, 0)))
    questions = [without_ids(question_as_json(row)) for row in archive.questions()]
    return {
        "people": sorted(people, key=lambda person: json.dumps(person, sort_keys=True)),
        "report": {**report, "rows": [without_ids(row) for row in report["rows"]]},
        "review": questions,
        "me": archive.me(),
        "problems": [{**row, "import": None} for row in archive.problems()],
    }


def without_ids(value: dict[str, Any]) -> dict[str, Any]:
    """A JSON object without the numbers that the database gave."""
    kept = {key: each for key, each in value.items() if key not in ("id", "person", "people")}
    if "contacts" in kept:
        kept["contacts"] = [without_ids(each) for each in kept["contacts"]]
    return kept


class WholeMail:
    """The mail importer without its memory."""

    name = "mail"
    title = "Mail, read whole"

    def identify(self, export: Export) -> bool:
        return MailImporter().identify(export)

    def extract(self, export: Export) -> Iterator[Record]:
        return MailImporter().extract(export)
