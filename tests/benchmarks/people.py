"""Who is who among 50,000 contacts, and 1,000 new ones against them: seconds, and memory in a process of its own.

An invented address book of several sources: people with some of phone, mail, LinkedIn and Facebook, families that share
an address or a telephone, and mail correspondents whose names are as their writers wrote them. Names are made of
syllables and follow Zipf's law, as names do; with names all alike or all different, blocks would be of another size.

people.py [CONTACTS] [--large]
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from dataclasses import dataclass
from itertools import accumulate, islice, product
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import python, seconds

CONTACTS, NEW, LARGE = 50_000, 1_000, 500_000
GIVEN_NAMES, FAMILY_NAMES, COMPANIES = 3_000, 20_000, 4_000
NICKNAMES = {"Katherine": "Katie", "Robert": "Bob", "William": "Bill", "Elizabeth": "Liz", "Thomas": "Tom"}
GIVEN = "ka te mi jo an be so li ru", "na ra lo ri mas ne to"
FAMILY = (
    "har ber wol kem tan ros lin fal mor gre sta nor dul pes vin",
    "ton ley man sen berg er ov well ski son dez ic eau i as es o a u",
)
TRADES = "pot kil cla gla wea car", "tery nes yware zing ving pets mics sons works hall"
CONTACTS_EACH = 2.1
BYTES = 1 << (10 if sys.platform == "darwin" else 0)  # what getrusage counts in, against KB


class Zipf:
    """Words of which the n-th is 1 / (n + flat) as frequent as all; 10 fits given names, 30 family names."""

    def __init__(self, words: list[str], flat: int, chance: random.Random) -> None:
        self._words, self._chance = words, chance
        self._weights = list(accumulate(1 / (place + flat) for place in range(1, len(words) + 1)))

    def __call__(self) -> str:
        return self._chance.choices(self._words, cum_weights=self._weights)[0]


def made_of(beginnings: str, endings: str, number: int) -> list[str]:
    """Make names of syllables, the shorter ones first."""
    syllables = [consonant + vowel for vowel in "aeiou" for consonant in "bdfgklmnprstvz"]
    longer = (a + b + c for b, a, c in product(["", *syllables], beginnings.split(), endings.split()))
    return [name.capitalize() for name in islice(dict.fromkeys(longer), number)]


@dataclass(slots=True)
class Invented:
    """Somebody, as the sources will tell."""

    number: int
    given: str
    family: str
    company: str
    household: int

    @property
    def mail(self) -> str:
        return f"{self.given}.{self.family}{self.number}@mail{self.number % 40}.example".lower()

    @property
    def work(self) -> str:
        return f"{self.given[0]}.{self.family}{self.number % 9}@{self.company.replace(' ', '')}.example".lower()

    @property
    def home(self) -> str:
        return f"{self.family}family{self.household}@home.example".lower()

    @property
    def phone(self) -> str:
        return f"+1 212 {200 + self.number // 10_000 % 800} {self.number % 10_000:04}"

    @property
    def called(self) -> str:
        return f"{NICKNAMES.get(self.given, self.given)} {self.family}"


def people(chance: random.Random, number: int) -> list[Invented]:
    """Invent people; every fifth lives with the one before, mostly under one family name."""
    given = Zipf([*NICKNAMES, *made_of(*GIVEN, GIVEN_NAMES)], 10, chance)
    family = Zipf(made_of(*FAMILY, FAMILY_NAMES), 30, chance)
    company = Zipf([f"{name} Works" for name in made_of(*TRADES, COMPANIES)], 10, chance)
    found: list[Invented] = []
    for place in range(number):
        one = Invented(place, given(), family(), company(), place)
        if place % 5 == 4:
            one.household = found[-1].household
            one.family = found[-1].family if chance.random() < 0.8 else one.family
        found.append(one)
    return found


def write_exports(folder: Path, everybody: list[Invented], chance: random.Random) -> list[Path]:
    """Write an address book, LinkedIn's and Facebook's lists and a mailbox, with some of everybody in each."""
    folder.mkdir()
    writers = {"contacts.vcf": (cards, 0.55), "Connections.csv": (connections, 0.5), "friends.json": (friends, 0.45)}
    for name, (write, share) in {**writers, "mail.mbox": (mails, 0.6)}.items():
        some = [one for one in everybody if chance.random() < share]
        write(folder / name, some, chance)
    (folder / "facebook" / "connections" / "friends").mkdir(parents=True)
    (folder / "friends.json").rename(folder / "facebook" / "connections" / "friends" / "your_friends.json")
    return [folder / name for name in ("contacts.vcf", "Connections.csv", "facebook", "mail.mbox")]


def cards(path: Path, some: list[Invented], chance: random.Random) -> None:
    with path.open("w", encoding="utf-8", newline="\r\n") as out:
        for one in some:
            lines = [f"UID:{one.number}", f"N:{one.family};{one.given};;;", f"FN:{one.given} {one.family}"]
            lines += [f"EMAIL:{one.mail}"] if chance.random() < 0.5 else []
            lines += [f"EMAIL:{one.home}"] if one.number % 5 > 2 else []
            lines += [f"TEL:{one.phone}"] if chance.random() < 0.6 else []
            lines += [f"ORG:{one.company}"] if chance.random() < 0.3 else []
            out.write("\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""]))


def connections(path: Path, some: list[Invented], chance: random.Random) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"])
        for one in some:
            url = f"https://www.linkedin.com/in/{one.given}-{one.family}-{one.number}".lower()
            mail = one.work if chance.random() < 0.05 else ""
            table.writerow([one.given, one.family, url, mail, one.company, "Potter", "02 Jun 2016"])


def friends(path: Path, some: list[Invented], chance: random.Random) -> None:
    listed = [{"name": one.called, "timestamp": 1_300_000_000 + one.number} for one in some]
    path.write_text(json.dumps({"friends_v2": listed}), encoding="utf-8")


def mails(path: Path, some: list[Invented], chance: random.Random) -> None:
    with path.open("w", encoding="utf-8") as out:
        for one in some:
            names = (f"{one.given} {one.family}", one.called, f"{one.family}, {one.given}", one.given, "")
            address = chance.choices((one.mail, one.work, one.home), (6, 3, 1))[0]
            out.write(
                "From a@mail.example Tue Mar  5 08:00:00 2024\nDate: Tue, 5 Mar 2024 08:00:00 +0000\n"
                f'From: "{chance.choice(names)}" <{address}>\nTo: Ines Duarte <ines@duarte.example>\n'
                f"Message-ID: <{one.number}@mail.example>\nSubject: Letter\n\nWords.\n\n"
            )


WORK = {
    "reading it": "contacts = known()",
    "resolve of identity": "contacts = known(); began = time.process_time(); identity.resolve(contacts)",
    "resolve of the archive, from nothing": (
        "db = open_store(path); db.execute('delete from kept'); began = time.process_time(); resolving.resolve(db)"
    ),
    "resolve of the archive, when nothing has changed": (
        "db = open_store(path); began = time.process_time(); resolving.resolve(db)"
    ),
}
PROGRAM = """
import gc, json, sys, time, resource
from pathlib import Path
from reconnect import identity
from reconnect.archive import resolving
from reconnect.store import queries
from reconnect.store.opening import open_reader, open_store
gc.set_threshold(50_000)
path = Path(sys.argv[1])
def known():
    stored = queries.contacts(open_reader(path))
    return [identity.KnownContact(each.id, each.importer, each.contact.key, each.contact) for each in stored]
began = time.process_time()
WORK
print(json.dumps([time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


def worked(work: str, database: Path) -> tuple[float, int]:
    """Do one piece of work in a process of its own; return its processor's seconds and the most MB that it had."""
    command = [sys.executable, "-c", PROGRAM.replace("WORK", work), str(database)]
    took, memory = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return took, int(memory) * BYTES >> 10


def measure(contacts: int) -> None:
    """Print what it takes to tell who is who among so many contacts, and among so many with some new ones."""
    chance = random.Random(1)
    everybody = people(chance, round((contacts + NEW) / CONTACTS_EACH))
    new = round(NEW / CONTACTS_EACH)
    with TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "reconnect.db"
        paths = write_exports(folder / "known", everybody[new:], chance)
        more = write_exports(folder / "new", everybody[:new], chance)
        took = seconds(lambda: import_into(database, paths))
        print(f"{contacts:,} contacts, imported in {took:.1f} s")
        for what, work in WORK.items():
            took, memory = worked(work, database)
            print(f"  {what}: {took:.2f} s of a processor, at most {memory} MB")
        took = seconds(lambda: import_into(database, more))
        print(f"  {NEW:,} new contacts against them, the whole import: {took:.2f} s")


def import_into(database: Path, paths: list[Path]) -> None:
    """The whole command, into a database that may be there."""
    python(["-m", "reconnect", "--db", str(database), "import", *map(str, paths)])


def main() -> None:
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()] or [CONTACTS]
    for contacts in [*numbers, *([LARGE] if "--large" in sys.argv[1:] else [])]:
        measure(contacts)


if __name__ == "__main__":
    main()
