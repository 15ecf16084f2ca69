"""What all tests share: golden files, and the rule that a golden changes only when asked for by name."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from worked_out_twice import resolve_twice

from reconnect.archive import Archive, resolving

GOLDEN = Path(__file__).parent / "golden"

# No test measures time: a busy machine is no failure.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")


def can_mount() -> bool:
    """Whether this machine lets us mount a small disk."""
    if not shutil.which("mount") or os.geteuid() != 0:
        return False
    with TemporaryDirectory() as folder:
        if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=False, capture_output=True).returncode:
            return False
        subprocess.run(["umount", folder], check=True)
    return True


def has(*programs: str) -> bool:
    """Whether programs are there that tests need; where all must be tested, a missing one is an error."""
    return bool(os.environ.get("CI")) or all(map(shutil.which, programs))


def has_dovecot() -> bool:
    """Whether there is a Dovecot that we can write a configuration for; 2.4 has another language for it."""
    if os.environ.get("CI") or not has("doveadm", "dovecot"):
        return has("doveadm", "dovecot")
    version = subprocess.run(["dovecot", "--version"], check=False, capture_output=True, text=True).stdout
    return version.startswith("2.3.")


IN_DOVECOT = ["drafts/test_drafts_in_dovecot.py", *(f"sources/test_imap{of}.py" for of in ("", "_cut", "_drafts"))]

# The corpus is other people's files, which the project neither holds nor needs; a small disk needs the rights of root;
# systemd is of Linux alone, and not of all of it; a browser is large; a mail server is no part of the usual system.
collect_ignore = [
    *([] if os.environ.get("RECONNECT_CORPUS") else ["test_corpus.py"]),
    *([] if can_mount() else ["archive/test_small_disk.py"]),
    *([] if shutil.which("systemd-analyze") else ["cli/test_schedule_units.py"]),
    *([] if has("chromium", "chromedriver") else ["report/test_html_in_chromium.py"]),
    *([] if has_dovecot() else IN_DOVECOT),
]


def pytest_report_header() -> list[str]:
    return [f"left out, since this machine lacks what it needs: {name}" for name in collect_ignore]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="overwrite golden files with what the program says now"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("golden files are never updated in CI")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file tests/golden/<name>; a missing file fails unless --update-golden is given."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"there is no golden file {name}; make it with --update-golden and read it"
        assert text == path.read_text(encoding="utf-8")

    return compare


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test proves nothing, so in CI it is an error."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session", autouse=True)
def everything_is_worked_out_twice() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resolving, "resolve", resolve_twice(resolving.resolve))
        yield


@pytest.fixture(scope="session", autouse=True)
def nothing_reaches_beyond_this_machine() -> Iterator[None]:
    """No test talks to anybody but servers on this machine, and none asks who bears a name."""
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not ip_address(address[0].partition("%")[0]).is_loopback:
            raise AssertionError(f"a test reaches for {address}")
        connect(self, address)

    def known_here(host: Any, *rest: Any, **named: Any) -> Any:
        if host not in ("localhost", None) and not re.fullmatch(r"[0-9.]+|[0-9a-f:]+", str(host)):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return resolve(host, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", only_here)
        patch.setattr(socket, "getaddrinfo", known_here)
        yield


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive into which nothing has been imported."""
    return Archive(tmp_path / "data" / "reconnect.db")
