"""A real Dovecot on a free port of this machine, started by a test and gone with it; its users need no account here.

Mail of root it reads for nobody, so where root runs the tests it runs as the users that its package has made.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

PASSWORD = "correct-horse"
SPECIAL = {"Sent": "\\Sent", "Trash": "\\Trash", "Spam": "\\Junk", "Drafts": "\\Drafts"}
CONFIGURATION = """
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/dovecot.log
instance_name = t{port}
protocols = imap
listen = 127.0.0.1
ssl = {ssl}
{certificate}
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
mail_uid = {uid}
mail_gid = {gid}
mail_home = {root}/home/%n
mail_location = maildir:{root}/home/%n/Maildir:LAYOUT=fs
mail_fsync = never
namespace inbox {{
  inbox = yes
  separator = /
  {special}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={root}/home/%n
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service auth {{
  user = {auth_user}
}}
"""
MAILBOX = """
  mailbox {name} {{
    auto = subscribe
    special_use = {use}
  }}
"""


@dataclass
class Dovecot:
    """A running Dovecot and the mail of one of its users; there are as many as one names."""

    root: Path
    port: int
    user: str = "ann"

    def somebody_new(self) -> Dovecot:
        """The same server as another user has it, whose mailbox is empty."""
        other = replace(self, user=f"ann{len(list((self.root / 'home').iterdir()))}")
        other.folder("INBOX")
        return other

    def address(self, path: str = "/") -> str:
        return f"imap://{self.user}@127.0.0.1:{self.port}{path}"

    @property
    def maildir(self) -> Path:
        return self.root / "home" / self.user / "Maildir"

    def folder(self, name: str) -> Path:
        """The folder on disk; it is made where it is not there yet."""
        folder = self.maildir if name == "INBOX" else self.maildir / name
        for part in ("cur", "new", "tmp"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        self.own()
        return folder

    def put(self, name: str, letters: Iterable[str], flags: str = "") -> None:
        """Put letters into a folder, as a delivery does."""
        folder = self.folder(name)
        behind = len(list((folder / "cur").iterdir()))
        for number, text in enumerate(letters, behind):
            path = folder / "cur" / f"{1_700_000_000 + number}.M{number}P1.desk:2,{flags}"
            path.write_text(text, encoding="utf-8")
        self.own()

    def files(self) -> dict[str, list[str]]:
        """The names of all letters, with their flags, by folder."""
        folders = {path.parent for path in self.maildir.rglob("cur")}
        return {
            str(folder.relative_to(self.maildir)): sorted(
                f"{path.parent.name}/{path.name}" for path in folder.glob("[cn]*/*")
            )
            for folder in sorted(folders)
        }

    def own(self) -> None:
        """Give all mail to the user that Dovecot reads it as."""
        if os.geteuid() == 0:
            mail = pwd.getpwnam("mail")
            home = self.root / "home"
            for path in (home, *home.rglob("*")):
                os.chown(path, mail.pw_uid, mail.pw_gid)


@contextmanager
def dovecot(certificate: tuple[Path, Path] | None = None, special: bool = True) -> Iterator[Dovecot]:
    """Start a Dovecot with an empty mailbox; with a certificate and its key it speaks STARTTLS, and TLS alone."""
    with TemporaryDirectory(prefix="dovecot", dir="/tmp") as name:  # where the users of the package may go as well
        server = Dovecot(Path(name), _free_port())
        server.root.chmod(0o755)
        server.folder("INBOX")
        (server.root / "dovecot.conf").write_text(_configuration(server, certificate, special), encoding="utf-8")
        command = [shutil.which("dovecot") or "dovecot", "-F", "-c", str(server.root / "dovecot.conf")]
        process = subprocess.Popen(command)
        try:
            _wait_for(server)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def _configuration(server: Dovecot, certificate: tuple[Path, Path] | None, special: bool) -> str:
    is_root = os.geteuid() == 0
    owner = pwd.getpwnam("mail") if is_root else pwd.getpwuid(os.geteuid())
    user = "dovenull" if is_root else owner.pw_name
    boxes = "".join(MAILBOX.format(name=name, use=use) for name, use in SPECIAL.items()) if special else ""
    chain, key = certificate or ("", "")
    return CONFIGURATION.format(
        root=server.root,
        port=server.port,
        special=boxes,
        user=user,
        group=grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name,
        uid=owner.pw_uid,
        gid=owner.pw_gid,
        auth_user="root" if is_root else user,
        password=PASSWORD,
        ssl="required" if certificate else "no",
        certificate=f"ssl_cert = <{chain}\nssl_key = <{key}" if certificate else "",
    )


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _wait_for(server: Dovecot) -> None:
    for _ in range(500):
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 5) as connection:
            if connection.recv(4) == b"* OK":
                return
        time.sleep(0.02)
    raise AssertionError((server.root / "dovecot.log").read_text(encoding="utf-8"))
