"""Where passwords come from, in which order, and that they go nowhere."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import keyring
import pytest
from keyring.errors import KeyringLocked, NoKeyringError

from reconnect.errors import NoPassword
from reconnect.sources.secrets import Secrets
from reconnect.sources.server import server_of

SERVER = server_of("imaps://ann@mail.example.org/INBOX")
NOTHING_AT_HAND = (
    "imaps://ann@mail.example.org: no password is at hand; answer at a terminal, set RECONNECT_PASSWORD, "
    "name a program with --password-command, or keep it: keyring set reconnect imaps://ann@mail.example.org"
)


class Ring:
    """A keyring that holds one password."""

    def get_password(self, service: str, username: str) -> str | None:
        return "of the ring" if (service, username) == ("reconnect", "imaps://ann@mail.example.org") else None


class Locked(Ring):
    """A keyring that its owner has locked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("locked")


class NoRing(Ring):
    """What stands for a keyring on a machine that has none."""

    def get_password(self, service: str, username: str) -> str | None:
        raise NoKeyringError("none is set up")


@pytest.fixture(autouse=True)
def no_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    with_ring(monkeypatch, NoRing())


def printing(folder: Path, *lines: str) -> str:
    """A command that runs some lines of Python."""
    script = folder / "password.py"
    script.write_text("\n".join(lines), encoding="utf-8")
    return shlex.join([sys.executable, str(script)])


def with_ring(monkeypatch: pytest.MonkeyPatch, ring: Ring) -> None:
    monkeypatch.setattr(keyring, "get_password", ring.get_password)


def test_a_command_comes_first_and_is_told_whose_password_it_is(tmp_path: Path) -> None:
    command = printing(
        tmp_path, "import os", "print(os.environ['RECONNECT_USER'], os.environ['RECONNECT_HOST'])", "print('more')"
    )
    secrets = Secrets(command, {"RECONNECT_PASSWORD": "of the environment"}, lambda _: "of a person")
    assert (secrets.password(SERVER), secrets.is_one_for_all) == ("ann mail.example.org", False)


def test_a_command_may_be_named_in_the_environment(tmp_path: Path) -> None:
    command = printing(tmp_path, "import sys", "sys.stdout.write('with a return\\r\\n')")
    assert Secrets("", {"RECONNECT_PASSWORD_COMMAND": command}).password(SERVER) == "with a return"


def test_a_command_is_not_told_the_password_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONNECT_PASSWORD", "hunter2")
    monkeypatch.setenv("STORE", "of ann")
    command = printing(tmp_path, "import os", "print(os.environ['STORE'], 'RECONNECT_PASSWORD' in os.environ)")
    assert Secrets(command, os.environ).password(SERVER) == "of ann False"


def test_an_empty_variable_is_no_password() -> None:
    secrets = Secrets("", {"RECONNECT_PASSWORD": ""}, lambda _: "of a person")
    assert (secrets.password(SERVER), secrets.is_one_for_all) == ("of a person", False)


def test_the_environment_comes_before_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    with_ring(monkeypatch, Ring())
    secrets = Secrets("", {"RECONNECT_PASSWORD": "of the environment"})
    assert (secrets.password(SERVER), secrets.is_one_for_all) == ("of the environment", True)


def test_the_keyring_comes_before_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    with_ring(monkeypatch, Ring())
    secrets = Secrets("", {}, lambda _: "of a person")
    assert (secrets.password(SERVER), secrets.is_one_for_all) == ("of the ring", False)
    assert secrets.password(server_of("imaps://bob@mail.example.org/")) == "of a person"


def test_where_no_keyring_opens_the_person_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(words: str) -> str:
        asked.append(words)
        return "of a person"

    secrets = Secrets("", {}, ask)
    found = [secrets.password(SERVER)]
    with_ring(monkeypatch, Locked())
    found.append(secrets.password(SERVER))
    monkeypatch.setitem(sys.modules, "keyring", None)
    found.append(secrets.password(SERVER))
    assert found == ["of a person"] * 3
    assert asked == ["Password for imaps://ann@mail.example.org"] * 3


def test_without_any_it_says_how_one_is_given() -> None:
    with pytest.raises(NoPassword) as told:
        Secrets().password(SERVER)
    assert str(told.value) == NOTHING_AT_HAND


@pytest.mark.parametrize("password", ["two\nlines", "a\x00b", "a\r"])
def test_a_password_with_a_line_break_is_not_sent(password: str) -> None:
    with pytest.raises(NoPassword) as told:
        Secrets("", {"RECONNECT_PASSWORD": password}).password(SERVER)
    assert str(told.value) == (
        "imaps://ann@mail.example.org: the password has a line break or a control character in it; check it"
    )


def test_a_command_that_fails_is_one_line_without_what_it_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    failing = printing(tmp_path, "print('hunter2')", "raise SystemExit(3)")
    told = []
    for command in (failing, "hunter2 of\nannie", "'unclosed", " "):
        with pytest.raises(NoPassword) as error:
            Secrets(command).password(SERVER)
        told.append(str(error.value))
    assert told == [
        "the password command: it ended with code 3 and gave no password; try it by itself",
        "the password command: it cannot be run (No such file or directory); name a program and its arguments",
        "the password command: it cannot be run (No closing quotation); name a program and its arguments",
        "the password command: it cannot be run (nothing is named); name a program and its arguments",
    ]
    assert "hunter2" not in "".join(capfd.readouterr())


def test_nothing_that_is_printed_of_secrets_is_a_secret() -> None:
    assert "hunter2" not in repr(Secrets("pass show mail", {"RECONNECT_PASSWORD": "hunter2"}))
