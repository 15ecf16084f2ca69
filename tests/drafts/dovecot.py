"""A real Dovecot that reads a copy of somebody's mail, started by a test and gone with it.

It speaks IMAP over a pipe, as somebody who has logged in already, so it needs neither port nor password nor anything of
the system's. Mail of root it reads for nobody, so where root runs the tests it reads as the user `nobody`.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from imaplib import IMAP4_stream
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

CONFIGURATION = """
base_dir = {folder}/state
log_path = /dev/stderr
mail_location = {location}
stats_writer_socket_path =
"""
LOCATIONS = {"maildir": "maildir:{folder}/mail", "mbox": "mbox:{folder}/state:INBOX={folder}/mail"}
_TOKEN = re.compile(rb'[()]|"(?:[^"\\]|\\.)*"|[^\s()"]+')


class Served(NamedTuple):
    """A message as Dovecot has it.

    `envelope` is what it understood of the headers, lists and bytes: RFC 3501, section 7.4.2, with None for NIL.
    """

    flags: set[bytes]
    envelope: list[Any]
    data: bytes


def served(mail: Path, kind: str) -> list[Served]:
    """Return the messages of a "maildir" or an "mbox" as Dovecot serves them, in its order."""
    with _dovecot(mail, kind) as imap:
        state, _ = imap.select(readonly=True)
        assert state == "OK", mail
        _, answers = imap.fetch("1:*", "(FLAGS ENVELOPE BODY.PEEK[])")
    messages = _nested(_tokens(answers))[1::2]  # between the numbers of the messages
    return [Served(set(flags), envelope, data) for _, flags, _, envelope, _, data in messages]


@contextmanager
def _dovecot(mail: Path, kind: str) -> Iterator[IMAP4_stream]:
    with TemporaryDirectory(prefix="dovecot", dir="/tmp") as name:  # where `nobody` may go as well
        folder = Path(name)
        copy = shutil.copytree if mail.is_dir() else shutil.copyfile
        copy(mail, folder / "mail")
        (folder / "state").mkdir()
        configuration = CONFIGURATION.format(folder=folder, location=LOCATIONS[kind].format(folder=folder))
        if os.geteuid() == 0:
            configuration += _given_to_nobody(folder)
        (folder / "dovecot.conf").write_text(configuration, encoding="utf-8")
        command = f"env USER=jonas HOME={folder}/state doveadm -c {folder}/dovecot.conf exec imap"
        with IMAP4_stream(command) as imap:
            yield imap


def _given_to_nobody(folder: Path) -> str:
    nobody = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return f"mail_uid = {nobody.pw_uid}\nmail_gid = {nobody.pw_gid}\n"


def _tokens(answers: Iterable[Any]) -> Iterator[bytes | tuple[bytes]]:
    """Yield the words of IMAP's answers; a text that stands as itself behind its length is one in a tuple."""
    for answer in answers:
        told, *texts = answer if isinstance(answer, tuple) else (answer,)
        yield from _TOKEN.findall(told)[: -1 if texts else None]
        yield from ((text,) for text in texts)


def _nested(tokens: Iterable[bytes | tuple[bytes]]) -> list[Any]:
    """Return words as the lists that their parentheses make of them."""
    stack: list[list[Any]] = [[]]
    for token in tokens:
        if token == b"(":
            stack.append([])
        elif token == b")":
            stack[-2].append(stack.pop())
        else:
            stack[-1].append(_value(token))
    (values,) = stack
    return values


def _value(token: bytes | tuple[bytes]) -> bytes | None:
    if isinstance(token, tuple):
        return token[0]
    if token.startswith(b'"'):
        return re.sub(rb"\\(.)", rb"\1", token[1:-1])
    return None if token == b"NIL" else token
