"""A password is asked for when it is needed, and kept nowhere: not in the database, a setting, a log or an error.

It comes from a command (`pass show mail`), else from the environment, else from the keyring where the package `keyring`
is installed, else from whoever sits at the terminal.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reconnect.errors import NoPassword
from reconnect.sources.server import Server

PASSWORD = "RECONNECT_PASSWORD"  # noqa: S105  (the name of a variable)
COMMAND = "RECONNECT_PASSWORD_COMMAND"
SERVICE = "reconnect"
"""The name under which the keyring has our passwords; the user is the server's address without its path."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """Where passwords come from: `command` is a line for a program, `ask` asks a person with the words it is given."""

    command: str = ""
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    ask: Callable[[str], str] | None = None

    @property
    def is_one_for_all(self) -> bool:
        """Whether every server would be told the same password."""
        return not self._command and bool(self.environment.get(PASSWORD))

    @property
    def _command(self) -> str:
        return self.command or self.environment.get(COMMAND, "")

    def password(self, server: Server) -> str:
        """Return the password for a server. Errors: NoPassword."""
        if self._command:
            found: str | None = _from_command(self._command, server)
        else:
            found = self.environment.get(PASSWORD) or _from_keyring(server)
        if not found and self.ask is not None:
            found = self.ask(f"Password for {server.account}")
        if not found:
            raise NoPassword(
                f"{server.account}: no password is at hand; answer at a terminal, set {PASSWORD}, name a program with "
                f"--password-command, or keep it: keyring set {SERVICE} {server.account}"
            )
        if not found.isprintable():
            raise NoPassword(f"{server.account}: the password has a line break or a control character in it; check it")
        return found


def _from_command(command: str, server: Server) -> str:
    """Return the first line that a program prints; it is told the server in its environment.

    Errors: NoPassword, which does not repeat the command: some would write the password itself there.
    """
    told = {"RECONNECT_HOST": server.host, "RECONNECT_USER": server.user}
    environment = {name: text for name, text in os.environ.items() if name != PASSWORD}
    what = "the password command"
    try:
        done = subprocess.run(_words(command), stdout=subprocess.PIPE, check=False, env={**environment, **told})  # noqa: S603
    except (OSError, ValueError) as error:
        raise NoPassword(f"{what}: it cannot be run ({_reason(error)}); name a program and its arguments") from None
    if done.returncode:
        raise NoPassword(f"{what}: it ended with code {done.returncode} and gave no password; try it by itself")
    return done.stdout.decode("utf-8", "replace").partition("\n")[0].removesuffix("\r")


def _words(command: str) -> list[str]:
    words = shlex.split(command)
    if not words:
        raise ValueError("nothing is named")
    return words


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _from_keyring(server: Server) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(SERVICE, server.account)
    except (KeyringError, RuntimeError):  # none is set up, or it is locked
        return None
