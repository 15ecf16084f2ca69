"""The registry of importers, and who claims an export.

A foreign package adds an importer with one hook, found through the entry point group "reconnect":

    from reconnect.plugins import hookimpl

    @hookimpl
    def reconnect_importers():
        return [MyImporter()]

A plugin that cannot be loaded is one warning, not the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points, version
from pathlib import PurePath

import pluggy

from importers.base import Importer
from importers.export import Export, UnreadableExport
from importers.parts import joined, missing, together
from reconnect.errors import (
    AmbiguousExport,
    BrokenImporter,
    NoSuchImporter,
    ReconnectError,
    UnknownExport,
    UnreadablePath,
)

GROUP = "reconnect"
NAMED_IN_ERROR = 4
TABLES = (".csv", ".tsv")
PACKED = (".zip", ".tgz", ".tar", ".gz")
SAY_COLUMNS = 'say what its columns hold: --map "Name=formatted_name,Mail=emails"'

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


class Hooks:
    """What a plugin may add."""

    @hookspec
    def reconnect_importers(self) -> Sequence[Importer]:
        """Return importers to be asked beside those that ship."""
        raise AssertionError("a specification is never called")


@dataclass(frozen=True, slots=True)
class Registered:
    """An importer with the version of the package that it came in."""

    importer: Importer
    version: str


@dataclass(frozen=True, slots=True)
class Claim:
    """An export that exactly one importer knows."""

    export: Export
    reader: Registered


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Something that is not read, and the line that says why."""

    location: str
    error: ReconnectError


def registry(warn: list[str] | None = None) -> tuple[Registered, ...]:
    """Return all importers, those that ship first; what could not be loaded is added to `warn`."""
    from importers import BUILTIN  # every reader comes with it

    own = version("reconnect")
    found = [Registered(importer, own) for importer in BUILTIN]
    for point in entry_points(group=GROUP):
        manager = pluggy.PluginManager(GROUP)
        manager.add_hookspecs(Hooks)
        try:
            manager.register(point.load())
            foreign = [importer for group in manager.hook.reconnect_importers() for importer in group]
        except Exception as error:  # a foreign package may fail in any way, and may not stop the others
            (warn if warn is not None else []).append(f"the plugin {point.name} could not be loaded: {error}")
            continue
        found += [Registered(importer, point.dist.version if point.dist else "") for importer in foreign]
    return tuple(found)


def claims(
    path: str, readers: Sequence[Registered], forced: str = "", further: Sequence[str] = ()
) -> list[Claim | Unclaimed]:
    """Tell who reads what at a path: all of it, or, where nobody knows all of it, its entries one by one.

    `forced` names the importer to use without asking; `further` are the other parts of the download at `path`. Errors:
    UnreadablePath, NoSuchImporter, and, where nothing at all can be read, UnknownExport or AmbiguousExport.
    """
    parts, found = _opened([path, *further])
    if forced:
        return [*found, *(Claim(export, _named(forced, readers)) for export in _joined(parts))]
    found += [each for export in _joined(parts) for each in _offered(export, readers)]
    found += _missing([path, *further])
    found += [each for part in parts for each in _unreadable(part)]
    if not any(isinstance(each, Claim) for each in found):
        errors = [each.error for each in found if isinstance(each, Unclaimed)]
        telling = [error for error in errors if not isinstance(error, UnknownExport)]
        raise next(iter(telling), errors[0] if len(errors) == 1 else _unknown(parts[0]))
    return found


def _opened(paths: Sequence[str]) -> tuple[list[Export], list[Claim | Unclaimed]]:
    """Return the exports that can be opened, and what is wrong with the others. Errors: UnreadablePath if none can."""
    opened: list[Export] = []
    refused: list[Claim | Unclaimed] = []
    for path in paths:
        try:
            opened.append(Export(path or "(nothing)"))  # an empty path would be the current folder
        except UnreadableExport as error:
            refused.append(Unclaimed(path, UnreadablePath(f"{path}: {error}")))
    if not opened:
        raise next(each.error for each in refused if isinstance(each, Unclaimed))
    return opened, refused


def _unreadable(export: Export) -> Iterator[Unclaimed]:
    for location, reason in export.unreadable:
        yield Unclaimed(location, UnreadablePath(f"{location}: {reason}"))


def _joined(parts: Sequence[Export]) -> Sequence[Export]:
    """Return the parts of a download as one export, or as they are where they do not agree."""
    whole = joined(parts) if parts else None
    return parts if whole is None else [whole]


def _missing(parts: Sequence[str]) -> list[Claim | Unclaimed]:
    lost = "this part is not here, and what it holds is not read; download it as well"
    return [Unclaimed(part, UnreadablePath(f"{part}: {lost}")) for part in missing(parts)]


def _named(name: str, readers: Sequence[Registered]) -> Registered:
    for reader in readers:
        if reader.importer.name == name:
            return reader
    names = ", ".join(reader.importer.name for reader in readers)
    raise NoSuchImporter(f"--as {name}: there is no importer of that name; choose one of: {names}")


def _offered(export: Export, readers: Sequence[Registered]) -> Iterator[Claim | Unclaimed]:
    claiming, failed = _claiming(export, readers)
    yield from failed
    if len(claiming) == 1:
        yield Claim(export, claiming[0])
    elif claiming:
        names = [reader.importer.name for reader in claiming]
        known = " and ".join(names)
        text = f"{export.location}: {known} both know this; choose one: --as {names[0]}"
        yield Unclaimed(export.location, AmbiguousExport(text))
    elif export.is_single_file or not export.members:
        yield Unclaimed(export.location, _unknown(export))
    else:
        for names in together(export.entry_names()):
            yield from _offered_together(export, names, readers)


def _offered_together(
    export: Export, names: Sequence[str], readers: Sequence[Registered]
) -> Iterator[Claim | Unclaimed]:
    """Offer the entries of one folder that are parts of one download, or a single entry."""
    parts = []
    for name in names:
        try:
            parts.append(export.entry(name))
            if not export.is_packed:
                yield from _unreadable(parts[-1])
        except UnreadableExport as error:
            yield Unclaimed(f"{export.location}/{name}", UnreadablePath(f"{export.location}/{name}: {error}"))
    for each in _joined(parts):
        yield from _offered(each, readers)
    yield from _missing([f"{export.location}/{name}" for name in names])


def _claiming(export: Export, readers: Sequence[Registered]) -> tuple[list[Registered], list[Unclaimed]]:
    """Return who knows an export, and who failed on it; the last resorts are asked only if nobody else knows it."""
    claiming: list[Registered] = []
    failed: list[Unclaimed] = []
    for last in (False, True):
        for reader in readers:
            if (claiming and last) or getattr(reader.importer, "last_resort", False) is not last:
                continue
            try:
                if reader.importer.identify(export):
                    claiming.append(reader)
            except Exception as error:  # a foreign package may fail in any way, and may not stop the others
                name, what = reader.importer.name, type(error).__name__
                text = f"{export.location}: the importer {name} failed on it ({what}); report that to its maker"
                failed.append(Unclaimed(export.location, BrokenImporter(text)))
    return claiming, failed


def _unknown(export: Export) -> UnknownExport:
    names = [member.name for member in export.members[:NAMED_IN_ERROR]]
    more = ", ..." if len(export.members) > NAMED_IN_ERROR else ""
    if export.is_single_file:
        packed = export.is_packed and export.members[0].name.lower().endswith(PACKED)
        unknown = "it is packed twice; unpack the outer one" if packed else "no importer knows this file"
        what = "it is empty" if export.size == 0 else unknown
        if export.size and PurePath(export.name).suffix.lower() in TABLES:
            return UnknownExport(f"{export.location}: {what}; if it is a table of people, {SAY_COLUMNS}")
    else:
        what = f"no importer knows this export (it holds: {', '.join(names)}{more})" if names else "it is empty"
    return UnknownExport(f"{export.location}: {what}; reconnect importers lists what can be read")
