"""Folders packed in every way that a download may be, and what can be read of damaged ones."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from importers.containers import DAMAGE


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def zip_of(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tar_bytes(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def tar_of(path: Path, files: Mapping[str, bytes]) -> Path:
    data = tar_bytes(files)
    path.write_bytes(data if path.suffix == ".tar" else gzip.compress(data, 1))
    return path


def packed(folder: Path, target: Path, *, backwards: bool = False) -> Path:
    """Pack a folder in the way that the name of the target says; `backwards` turns the order of its files around."""
    files = files_of(folder)
    files = dict(reversed(files.items())) if backwards else files
    return (zip_of if target.suffix == ".zip" else tar_of)(target, files)


def until_damage(read: Callable[[], bytes]) -> tuple[bytes, str]:
    """All pieces that a call gives, and the error that ends them, "" where none does."""
    found = b""
    try:
        while piece := read():
            found += piece
    except DAMAGE as error:
        return found, str(error)
    return found, ""
