"""A damaged export loses nothing but what the damage hit: random damage to all samples, and what must hold then.

No importer raises or takes over a second of processor time, and every record outside the damaged bytes arrives as it
did before. Only where damage reaches what tells two records apart, or the header row of a table, may others go with
it, and then something must be said. Run by hand:

    python tests/mutations.py --count 100000 --jobs 2
    python tests/mutations.py --only vcard/apple --seed 17 --count 1
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import sys
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import FrameType
from typing import NamedTuple, TypeAlias

from damage import Damage, Unit, joined, random_damage, random_overwriting, recognisable, touched, units

from importers import BUILTIN, Contact, Interaction, InteractionBlock, Origin, Problem, Skipped
from importers.base import Importer
from importers.export import Export, UnreadableExport
from reconnect.errors import BrokenImporter, ReconnectError
from reconnect.plugins import Registered, Unclaimed, claims

SAMPLES = Path(__file__).parents[1] / "samples"
CASES = [
    f"{importer.name}/{case.name}"
    for importer in BUILTIN
    for case in sorted((SAMPLES / importer.name).glob("*"))
    if case.is_dir()
]
SECONDS = 1.0
SECONDS_AT_FIRST = 10.0
"""With an undamaged sample, when much is imported that was not needed before."""

A_JOB = 250
ZIPS = ("file", "file", "file", "file", "file", "member", "archive")
"""How often a folder is damaged as a file of it, as a member in its ZIP, and as that ZIP anywhere."""

KNOWN_BY_ITS_ROWS = frozenset({"table/addresses"})
"""Samples without a header row: where damage leaves too few rows to know them by, the file is refused, and says so."""

Single: TypeAlias = Contact | Interaction | Skipped | Problem


class TooLong(BaseException):
    """An importer took too long; it is no Exception, so that no importer catches it."""


class Arrived(NamedTuple):
    """What an import of a path brings, one by one, and what it refuses to read."""

    records: list[Single]
    refused: list[ReconnectError]

    def complaints(self) -> Counter[str]:
        """Count what is said of what could not be read."""
        reasons = [x.reason for x in self.records if isinstance(x, Problem)]
        losses = [loss for x in self.records if isinstance(x, Contact) for loss in x.losses]
        return Counter([*reasons, *losses, *map(str, self.refused)])


class Sample:
    """A copy of the sample `name` (importer/case) below `folder`, of which one file at a time is damaged."""

    def __init__(self, name: str, folder: Path, importers: Sequence[Importer] = BUILTIN) -> None:
        self.name, self.importer, self._importers = name, name.partition("/")[0], importers
        root = Path(shutil.copytree(SAMPLES / name, folder / name))
        self.paths = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}
        self.contents = {member: path.read_bytes() for member, path in self.paths.items()}
        self.is_single = len(self.paths) == 1 and "/" not in next(iter(self.paths))
        self.export = next(iter(self.paths.values())) if self.is_single else root
        self._units: dict[str, list[tuple[Unit, Single]]] = {}
        with time_limit(SECONDS_AT_FIRST):
            self.before = arriving(self.export, importers)

    def units(self, member: str) -> list[tuple[Unit, Single]]:
        """Return where the records of a file stand; nothing where the rules of `damage.units` do not find all."""
        if member not in self._units:
            records = [x for x in self.before.records if x.origin.member == member and x.origin.record is not None]
            records.sort(key=lambda record: record.origin.record or 0)
            found = units(self.importer, member, self.contents[member], len(records))
            self._units[member] = list(zip(found, records, strict=bool(found)))
        return self._units[member]

    def violations(self, seed: int) -> list[str]:
        """Return what does not hold after the damage that the seed gives."""
        chance = Random(f"{self.name}/{seed}")
        member = chance.choice([member for member, data in self.contents.items() if data])
        way = "file" if self.is_single else chance.choice(ZIPS)
        if way == "file":
            path, data = self.paths[member], self.contents[member]
            damage = random_damage(chance, data, self.contents[chance.choice(list(self.contents))])
        else:
            path = self.export.with_name(f"{self.export.name}.zip")
            data, start, stop = self._packed(member)
            damage = (
                random_overwriting(chance, data, start, stop)
                if way == "member"
                else random_damage(chance, data, b"PK\3\4PK\1\2PK\5\6")
            )
        try:
            path.write_bytes(damage.to(data))
            with time_limit(SECONDS):
                after = arriving(path if way != "file" else self.export, self._importers)
                force(chance.choice(self._importers), path)
            wrong = self._wrong(member, damage, way, after)
        except (Exception, TooLong) as error:
            wrong = [f"{type(error).__name__}: {error} ({traceback.extract_tb(error.__traceback__)[-1]})"]
        finally:
            path.write_bytes(data)
        return [f"--only {self.name} --seed {seed}: {way} {member}: {damage.told}: {each}" for each in wrong]

    def _wrong(self, member: str, damage: Damage, way: str, after: Arrived) -> list[str]:
        data = self.contents[member]
        must = [x for x in self.before.records if x.origin.member != member] if way != "archive" else []
        fewest = len(self.before.records) if way == "archive" else 0
        placed = self.units(member) if way == "file" else []
        for i, (unit, record) in enumerate(placed):
            if not touched(unit, damage, data):
                following = placed[i + 1][0] if placed[i + 1 :] else None
                if not joined(unit, following, damage) and damage.start >= placed[0][0].start:
                    must.append(record)
        if placed:
            left = [unit for unit, _ in placed if recognisable(unit, damage, data, self.importer)]
            torn = sum(touched(unit, damage, data) for unit in left)  # what is left of several may look like one
            fewest = len(self.before.records) - (len(placed) - len(left)) - max(0, torn - 1)
        untouched = Arrived(must if way != "archive" else self.before.records, [])
        told = bool(after.complaints() - untouched.complaints())
        bare = partial(without_what_others_told, importer=self.importer, member=member, data=data)
        if self.name in KNOWN_BY_ITS_ROWS and after.refused and not after.records:
            return []
        lost = Counter(map(bare, must)) - Counter(map(bare, after.records))
        lost = Counter({x: n for x, n in lost.items() if not (isinstance(x, Problem) or repeated(x))})
        if lost:
            return [f"{'lost' if told else 'silently lost'} {lost.total()} records, {_shown(next(iter(lost)))}"]
        if not told and len(after.records) < fewest:
            return [f"{len(after.records)} records instead of {fewest}, and nothing said"]
        return []

    def _packed(self, member: str) -> tuple[bytes, int, int]:
        """Return the ZIP of the sample, and from where to where a member stands in it."""
        path = self.export.with_name(f"{self.export.name}.zip")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.contents.items():
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        starts = [info.header_offset for info in archive.infolist()] + [archive.start_dir]
        place = list(self.contents).index(member)
        return path.read_bytes(), starts[place], starts[place + 1]


def arriving(path: Path, importers: Sequence[Importer]) -> Arrived:
    """Read a path as an import does."""
    records: list[Single] = []
    refused: list[ReconnectError] = []
    try:
        found = claims(str(path), [Registered(importer, "") for importer in importers])
    except ReconnectError as error:
        found, refused = [], [error]
    for each in found:
        if isinstance(each, Unclaimed):
            refused.append(each.error)
            continue
        for record in each.reader.importer.extract(each.export):
            records += record if isinstance(record, InteractionBlock) else [record]
    if broken := [error for error in refused if isinstance(error, BrokenImporter)]:
        raise broken[0]
    return Arrived(records, refused)


def _shown(record: Single) -> str:
    told = getattr(record, "key", "") or getattr(record, "reason", "")
    return f"{type(record).__name__} {told!r}"


def force(importer: Importer, path: Path) -> None:
    """Have an importer read what may not be its own, as `--as` does."""
    with suppress(UnreadableExport):
        export = Export(path)
        for _ in importer.extract(export):
            pass


def without_what_others_told(record: Single, importer: str, member: str, data: bytes) -> Single:
    """Return what a record says by itself, its place and its number among equals left out.

    Who took part in a chat is told by the profile and by the thread's other files; in older LinkedIn messages by the
    other rows. Who the owner is, is told by LinkedIn's profile and invitations, and who the people are that recommend
    and endorse, by all its files. Google repeats people in every group.
    Whether a day stands before its month, the whole column of a table tells.
    """
    record = replace(record, origin=Origin(""))
    owner = importer == "linkedin" and member in ("Profile.csv", "Invitations.csv")
    if isinstance(record, Contact):
        record = replace(record, raw=None, key=re.sub(r"#\d+$", "", record.key))
        if importer == "google":
            record = replace(record, categories=())
        elif importer == "table":
            record = replace(record, key="", since="", birthday="", losses=())
        return replace(record, key="", urls=()) if owner and record.is_me else record
    if isinstance(record, Interaction):
        owner = owner or record.key.startswith(("recommendation|", "endorsement|"))
        record = replace(record, key="" if owner else re.sub(r"#\d+$", "", record.key))
        rows = importer == "linkedin" and member == "messages.csv" and b"RECIPIENT PROFILE URLS" not in data
        return replace(record, participants=()) if owner or rows or importer in ("facebook", "instagram") else record
    return record


def repeated(record: Single) -> bool:
    """Tell whether a record was left out only because another one says the same, which damage may have changed."""
    return isinstance(record, Skipped) and record.reason.startswith("repeated")


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooLong when more seconds of processor time are used; a busy machine is no fault.

    It is raised again and again, for where an object is being finalised an exception gets lost.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong(f"over {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def run(name: str, seeds: Sequence[int]) -> list[str]:
    """Return the violations of a sample for these seeds."""
    warnings.simplefilter("error")
    with TemporaryDirectory() as folder:
        sample = Sample(name, Path(folder))
        return [violation for seed in seeds for violation in sample.violations(seed)]


def _run(job: tuple[str, range]) -> list[str]:
    return run(*job)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Damage the samples at random and tell what does not hold.")
    parser.add_argument("--count", type=int, default=1_000, help="how many in all")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--only", default="", help="an importer, or importer/case")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    chosen = parser.parse_args(arguments)
    names = [name for name in CASES if name == chosen.only or name.startswith(chosen.only.rstrip("/") + "/")]
    names = names if chosen.only else CASES
    each = -(-chosen.count // len(names))
    stop = chosen.seed + each
    jobs = [(name, range(s, min(s + A_JOB, stop))) for s in range(chosen.seed, stop, A_JOB) for name in names]
    begun, found = time.monotonic(), 0
    with get_context("spawn").Pool(chosen.jobs) as pool:
        for violations in pool.imap_unordered(_run, jobs):
            found += len(violations)
            for violation in violations:
                print(violation, flush=True)
    minutes = (time.monotonic() - begun) / 60
    print(f"{each * len(names)} mutations of {len(names)} samples in {minutes:.1f} minutes: {found} violations")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
