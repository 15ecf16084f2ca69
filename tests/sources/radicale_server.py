"""A real Radicale with a user and address books, started by a test on this machine and gone with it."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

USER, PASSWORD = "ann", "hunter2"

CONFIGURATION = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {root}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {root}/data
[rights]
type = owner_only
[web]
type = none
[logging]
level = info
"""

_REQUEST = re.compile(r"(\w+) request for '([^']*)'")


class Radicale:
    """A running server; its books lie on disk, where a test writes and removes cards as other programs would."""

    def __init__(self, root: Path, port: int) -> None:
        self._root, self.port = root, port
        self.address = f"carddav://{USER}@127.0.0.1:{port}/"
        self._seen = 0

    def book(self, name: str, cards: Mapping[str, str]) -> None:
        """Make an address book; the cards are texts by the names of their files, ".vcf" left out."""
        self._folder(name).mkdir(parents=True)
        (self._folder(name) / ".Radicale.props").write_text(json.dumps({"tag": "VADDRESSBOOK"}))
        for card, text in cards.items():
            self.put(name, card, text)

    def calendar(self, name: str) -> None:
        """Make a calendar, which is no address book."""
        self._folder(name).mkdir(parents=True)
        (self._folder(name) / ".Radicale.props").write_text(json.dumps({"tag": "VCALENDAR"}))

    def put(self, name: str, card: str, text: str) -> None:
        """Write a card."""
        (self._folder(name) / f"{card}.vcf").write_text(text, encoding="utf-8", newline="")

    def delete(self, name: str, card: str) -> None:
        """Remove a card."""
        (self._folder(name) / f"{card}.vcf").unlink()

    def empty(self) -> None:
        """Remove all books."""
        shutil.rmtree(self._root / "data", ignore_errors=True)

    def asked(self) -> list[str]:
        """Return the requests since the last call, each with its method and path."""
        told = _REQUEST.findall((self._root / "log").read_text(encoding="utf-8"))
        fresh, self._seen = told[self._seen :], len(told)
        return [" ".join(each) for each in fresh]

    def _folder(self, name: str) -> Path:
        return self._root / "data" / "collection-root" / USER / name


@contextmanager
def radicale(root: Path) -> Iterator[Radicale]:
    """Start a server that keeps everything below `root`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root.mkdir(parents=True, exist_ok=True)
    (root / "users").write_text(f"{USER}:{PASSWORD}\n")
    (root / "radicale.conf").write_text(CONFIGURATION.format(port=port, root=root))
    command = [sys.executable, "-m", "radicale", "--config", str(root / "radicale.conf")]
    with (root / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        try:
            _wait_for(server, port)
            yield Radicale(root, port)
        finally:
            server.terminate()


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(400):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "Radicale ended at once"
        time.sleep(0.05)
    raise AssertionError("Radicale does not answer")
