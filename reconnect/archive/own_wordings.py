"""Letters in a person's own wordings: files in their folder take the place of those that come with the program."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from reconnect.drafts.wordings import OwnLetters, UnreadableWording, letter, names, parse, text_of
from reconnect.errors import CannotWrite
from reconnect.files import write_whole

ENDING = ".txt"


def own_letters(folder: Path) -> OwnLetters:
    """Read the wordings in a folder, by name; none where there is no such folder. Errors: UnreadableWording."""
    return {
        path.name.removesuffix(ENDING): parse(_read(path), path.name.split(".")[1], str(path))
        for path in sorted(folder.glob(f"*{ENDING}"))
        if _is_named(path)
    }


class Listed(NamedTuple):
    """A file of wordings: its name, whether it is a person's own, and whether a native reader has seen it."""

    name: str
    is_own: bool
    reviewed: bool


def listed(folder: Path) -> list[Listed]:
    """Return all wordings that there are. Errors: UnreadableWording."""
    own = own_letters(folder)
    found = ((name, letter(name.split(".")[0], name.split(".")[1], own)) for name in names())
    return [Listed(name, name in own, form is not None and form.reviewed) for name, form in found]


def copy(name: str, folder: Path) -> Path:
    """Copy one of our files of wordings into a folder, to be changed there. Errors: CannotWrite."""
    path = folder / f"{name}{ENDING}"
    if name not in names():
        raise CannotWrite(f"{name}: there are no wordings of that name; there are: {', '.join(names())}")
    if path.exists():
        raise CannotWrite(f"{path}: it is there already, and is yours; change it, or take it away first")
    write_whole(path, text_of(name).encode("utf-8"))
    return path


def _is_named(path: Path) -> bool:
    if path.name.removesuffix(ENDING) in names():
        return True
    raise UnreadableWording(f"{path}: no letter is named so; there are: {', '.join(names())}")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise UnreadableWording(f"{path}: it cannot be read ({why}); correct it, or take it away") from None
