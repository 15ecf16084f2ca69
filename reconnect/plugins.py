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

import pluggy

from importers import BUILTIN
from importers.base import Importer
from importers.export import Export, UnreadableExport
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


def claims(path: str, readers: Sequence[Registered], forced: str = "") -> list[Claim | Unclaimed]:
    """Tell who reads what at a path: all of it, or, where nobody knows all of it, its entries one by one.

    `forced` names the importer to use without asking. Errors: UnreadablePath, NoSuchImporter, and, where nothing at all
    can be read, UnknownExport or AmbiguousExport.
    """
    try:
        export = Export(path or "(nothing)")  # an empty path would be the current folder
    except UnreadableExport as error:
        raise UnreadablePath(f"{path}: {error}") from None
    if forced:
        return [Claim(export, _named(forced, readers))]
    found: list[Claim | Unclaimed] = list(_offered(export, readers))
    refused = "you may not read this folder; change its permissions"
    found += [Unclaimed(folder, UnreadablePath(f"{folder}: {refused}")) for folder in export.unreadable]
    if not any(isinstance(each, Claim) for each in found):
        errors = [each.error for each in found if isinstance(each, Unclaimed)]
        telling = [error for error in errors if not isinstance(error, UnknownExport)]
        raise next(iter(telling), errors[0] if len(errors) == 1 else _unknown(export))
    return found


def _named(name: str, readers: Sequence[Registered]) -> Registered:
    for reader in readers:
        if reader.importer.name == name:
            return reader
    names = ", ".join(reader.importer.name for reader in readers)
    raise NoSuchImporter(f"--as {name}: there is no importer of that name; choose one of: {names}")


def _offered(export: Export, readers: Sequence[Registered]) -> Iterator[Claim | Unclaimed]:
    claiming = []
    for reader in readers:
        try:
            if reader.importer.identify(export):
                claiming.append(reader)
        except Exception as error:  # a foreign package may fail in any way, and may not stop the others
            what = (
                f"the importer {reader.importer.name} failed on it ({type(error).__name__}); report that to its maker"
            )
            yield Unclaimed(export.location, BrokenImporter(f"{export.location}: {what}"))
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
        for name in export.entry_names():
            try:
                entry = export.entry(name)
            except UnreadableExport as error:
                yield Unclaimed(f"{export.location}/{name}", UnreadablePath(f"{export.location}/{name}: {error}"))
            else:
                yield from _offered(entry, readers)


def _unknown(export: Export) -> UnknownExport:
    names = [member.name for member in export.members[:NAMED_IN_ERROR]]
    more = ", ..." if len(export.members) > NAMED_IN_ERROR else ""
    if export.is_single_file:
        packed = export.is_zip and export.name.lower().endswith(".zip")
        unknown = "it is a ZIP inside a ZIP; unpack the outer one" if packed else "no importer knows this file"
        what = "it is empty" if export.size == 0 else unknown
    else:
        what = f"no importer knows this export (it holds: {', '.join(names)}{more})" if names else "it is empty"
    return UnknownExport(f"{export.location}: {what}; reconnect importers lists what can be read")
