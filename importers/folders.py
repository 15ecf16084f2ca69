"""What lies on disk, one file or a folder of them, is read where it lies."""

from __future__ import annotations

import io
import os
from pathlib import Path

from importers.containers import NOBODYS, Container, Entry, Opened, UnreadableExport


class OnDisk(Container):
    """Files whose entries are paths inside of a folder."""

    is_packed = False
    folder: Path

    def open(self, name: str) -> Opened:
        """Open a file. Errors: OSError."""
        # A Maildir has a hundred thousand of them, and a Path for each takes its time.
        return io.FileIO(f"{self.folder}/{name}")

    def path_of(self, name: str) -> Path | None:
        """Return the file itself."""
        return self.folder / name


class File(OnDisk):
    """One file. Errors: UnreadableExport for what is no file, OSError."""

    is_single_file = True

    def __init__(self, path: Path) -> None:
        self.folder, self.damaged = path.parent, []
        status = path.stat()
        if not path.is_file():
            raise UnreadableExport("it is neither a file nor a folder; name the file itself")
        self.entries = {path.name: Entry(status.st_size, status.st_size, modified=status.st_mtime_ns)}


class Folder(OnDisk):
    """A folder with all that is in it, at any depth, but for what may not be read. Errors: OSError."""

    def __init__(self, path: Path) -> None:
        self.folder, self.damaged = path, []
        found: dict[str, Entry] = {}
        waiting = [""]
        while waiting:
            inside = waiting.pop()
            for entry in self._listed(inside):
                name = f"{inside}{entry.name}"
                try:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{name}/")
                    elif entry.is_file() and not NOBODYS.search(name):
                        status = entry.stat()
                        found[name] = Entry(status.st_size, status.st_size, modified=status.st_mtime_ns)
                except FileNotFoundError:  # a mail program has renamed it meanwhile
                    continue
                except OSError as error:
                    self.damaged.append((name, f"it cannot be read ({error.strerror})"))
        self.entries = dict(sorted(found.items()))

    def _listed(self, inside: str) -> list[os.DirEntry[str]]:
        """Return what lies in one of the folders; a Maildir may have a hundred thousand files."""
        try:
            with os.scandir(self.folder / inside) as listing:
                return list(listing)
        except OSError:
            if not inside:
                raise
            self.damaged.append((inside.rstrip("/"), "you may not read this folder; change its permissions"))
            return []
