"""Servers that refuse, lie, stall, or never end are one clear line each, and never learn or repeat what is secret."""

from __future__ import annotations

import datetime
import gc
import logging
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path

import pytest
import trustme
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import NOW, READERS
from wires import LOGIN, Answer, drip, pour, scripted, stall

from importers.mail.mbox import read_range
from reconnect.archive import Archive
from reconnect.archive.importing import ImportRun, found
from reconnect.errors import (
    BrokenAnswer,
    CollectionRefused,
    LoginRefused,
    ServerError,
    Unreachable,
    Untrusted,
)
from reconnect.sources.failures import OR_OWN
from reconnect.sources.imap import Mailboxes, connection, letters
from reconnect.sources.secrets import Secrets
from reconnect.sources.server import Security, Server

PASSWORD = "correct-horse"
SECRETS = Secrets("", {"RECONNECT_PASSWORD": PASSWORD})
HEADER = (
    b"From: Katie <katie@harbour.example>\r\nMessage-ID: <1@mail.example>\r\nDate: 5 Mar 2020 08:00:00 +0000\r\n\r\n"
)


def fetched(header: bytes, more: bytes = b"") -> bytes:
    """The answer that gives the headers of the only message."""
    return b"* 1 FETCH (UID 1 BODY[HEADER.FIELDS (FROM)] {%d}\r\n%s%s)\r\nTAG OK done\r\n" % (len(header), header, more)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "SECONDS", 0.4)


def server_at(port: int, security: Security = "none", host: str = "127.0.0.1") -> Server:
    return Server("imap", security, host, port, "ann")


def refusal(port: int, security: Security = "none", host: str = "127.0.0.1") -> tuple[type[Exception], str]:
    """The error with which the login ends, and what it says behind the name of the server."""
    with pytest.raises(ServerError) as told:
        Mailboxes(server_at(port, security, host), PASSWORD)
    assert PASSWORD not in str(told.value)
    where, _, what = str(told.value).partition(f"@{host}:{port}")
    assert where in ("imap://ann", "imaps://ann")
    return type(told.value), what


def fetch(archive: Archive, port: int, path: str = "/") -> ImportRun:
    return archive.import_exports(found([f"imap://ann@127.0.0.1:{port}{path}"], READERS, secrets=SECRETS), NOW)


WRONG = (LoginRefused, ": wrong user or password; many services want an app password made for this")
HUNG_UP = (BrokenAnswer, ": it hung up at the login; try again later")
NO_IMAP = (BrokenAnswer, ": its answer is no IMAP, or broke off; try again later")
ENDLESS = (BrokenAnswer, ": its answer does not end; nothing of it is used")
WITHOUT_PLAIN: dict[str, Answer] = {"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n"}
LOGINS: dict[str, tuple[Mapping[str, Answer], tuple[type[Exception], str]]] = {
    "wrong password": ({"": b"TAG NO [AUTHENTICATIONFAILED] go away\r\n"}, WRONG),
    "wrong password, repeated": ({"": b"TAG NO it is not correct-horse\r\n"}, WRONG),
    "wrong password, LOGIN": ({**WITHOUT_PLAIN, "LOGIN": b"TAG NO no\r\n"}, WRONG),
    "a command it does not know": ({**WITHOUT_PLAIN, "LOGIN": b"TAG BAD LOGIN ann correct-horse?\r\n"}, WRONG),
    "it cannot ask now": (
        {"": b"TAG NO [UNAVAILABLE] try later\r\n"},
        (Unreachable, ": nobody can log in now; try again later"),
    ),
    "BYE": ({"": b"* BYE too many of you\r\n"}, HUNG_UP),
    "it hangs up": ({"": None}, HUNG_UP),
    "no login": (
        {"CAPABILITY": b"* CAPABILITY IMAP4rev1 LOGINDISABLED\r\nTAG OK done\r\n"},
        (LoginRefused, ": it takes no password there; name it as imaps://, or ask its owner"),
    ),
    "garbage": ({"CAPABILITY": b"\x00\xff\xfe garbage\r\n"}, NO_IMAP),
    "no capabilities": ({"CAPABILITY": b"TAG OK done\r\n"}, NO_IMAP),
    "not even IMAP4": ({"CAPABILITY": b"* CAPABILITY POP3\r\nTAG OK done\r\n"}, NO_IMAP),
    "letters that there are not": ({"CAPABILITY": b"* CAPABILITY IMAP4rev1 \xff\r\nTAG OK done\r\n"}, NO_IMAP),
    "an endless line": ({"CAPABILITY": pour(of=b"x" * 65_536)}, NO_IMAP),
    "endless lines": ({"CAPABILITY": pour(of=b"* OK x\r\n" * 9_000)}, ENDLESS),
    "a huge literal": ({"CAPABILITY": b"* CAPABILITY {99999999999}\r\n"}, ENDLESS),
    "a number too large to read": ({"CAPABILITY": b"* CAPABILITY {" + b"9" * 5_000 + b"}\r\n"}, NO_IMAP),
}


@pytest.mark.parametrize("name", LOGINS)
def test_a_login_that_fails_is_one_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "MOST_OF_AN_ANSWER", 256 << 10)
    answers, expected = LOGINS[name]
    with scripted(answers) as (port, _):
        assert refusal(port) == expected


GREETINGS = {
    b"* BYE not today\r\n": NO_IMAP,
    b"HTTP/1.1 400 Bad Request\r\n": NO_IMAP,
    b"\x16\x03\x01\x00\x05\r\n": NO_IMAP,
    b"* PREAUTH welcome\r\n": (BrokenAnswer, ": it asks for no password; nothing is read there"),
}


@pytest.mark.parametrize("greeting", GREETINGS)
def test_a_greeting_that_is_none_is_one_line(greeting: bytes) -> None:
    with scripted(greeting=greeting) as (port, _):
        assert refusal(port) == GREETINGS[greeting]


@pytest.mark.parametrize("way", [stall, drip])
@pytest.mark.parametrize("command", ["CAPABILITY", "AUTHENTICATE", ""])
@pytest.mark.usefixtures("impatient")
def test_a_login_that_takes_too_long_is_given_up(command: str, way: Answer) -> None:
    with scripted({command: way}) as (port, _):
        assert refusal(port) == (Unreachable, ": it did not answer within 0.4 s; try again later")


@pytest.mark.parametrize("way", [stall, drip])
@pytest.mark.parametrize("command", ["LIST", "EXAMINE", "SEARCH", "FETCH"])
@pytest.mark.usefixtures("impatient")
def test_an_answer_that_takes_too_long_is_given_up(command: str, way: Answer, archive: Archive) -> None:
    with scripted({command: way}) as (port, _), pytest.raises(Unreachable, match=r": it did not answer within 0\.4 s"):
        fetch(archive, port)


def test_nobody_listening_and_no_such_host_are_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert refusal(port) == (Unreachable, ": nobody answers there; check the address and the port")

    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    told = refusal(port, "tls", "mail.example.org")
    assert told == (Unreachable, ": there is no server of that name; check the address and the network")


def test_a_password_goes_in_plain_text_to_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "getpeername", lambda _: ("192.0.2.7", 143))
    with scripted() as (port, heard):
        told = refusal(port, host="localhost")
    assert (told, heard) == ((Untrusted, ": that is another machine; name it as imaps://"), [])


@pytest.mark.parametrize("greeting", [b"* OK\r\n", b"* PREAUTH\r\n"])
def test_what_offers_no_encryption_gets_no_password(greeting: bytes) -> None:
    with scripted(greeting=greeting) as (port, heard):
        told = refusal(port, "starttls")
    assert told == (Untrusted, ": it offers no encryption there; name it as imaps://")
    assert [each.split()[1] for each in heard] == ["CAPABILITY", "LOGOUT"]


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Whom this machine trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return authority


def context_of(authority: trustme.CA, *names: str, until: datetime.datetime | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, not_after=until).configure_cert(context)
    return context


def test_whom_this_machine_trusts_is_talked_to(authority: trustme.CA) -> None:
    with scripted(context=context_of(authority, "localhost")) as (port, _):
        Mailboxes(server_at(port, "tls", "localhost"), PASSWORD).close()


CERTIFICATES = {
    "expired": (("localhost",), datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC), "certificate has expired"),
    "of another": (("mail.example.org",), None, "Hostname mismatch, certificate is not valid for 'localhost'."),
}


@pytest.mark.parametrize("what", CERTIFICATES)
def test_a_certificate_that_proves_nothing_ends_it(what: str, authority: trustme.CA) -> None:
    names, until, reason = CERTIFICATES[what]
    with scripted(context=context_of(authority, *names, until=until)) as (port, heard):
        told = refusal(port, "tls", "localhost")
    assert (told, heard) == (
        (Untrusted, f": its certificate is not to be trusted ({reason}); check the address, {OR_OWN}"),
        [],
    )


@pytest.mark.usefixtures("authority")
def test_a_certificate_of_nobody_we_know_ends_it() -> None:
    with scripted(context=context_of(trustme.CA(), "localhost")) as (port, _):
        kind, told = refusal(port, "tls", "localhost")
    assert kind is Untrusted
    assert told.startswith(": its certificate is not to be trusted (")


@pytest.mark.usefixtures("authority")
def test_a_server_without_encryption_where_it_should_be_is_one_line() -> None:
    with scripted() as (port, _):
        told = refusal(port, "tls", "localhost")
    assert told == (Untrusted, ": no encrypted connection comes about; check the address and the port")


def test_a_password_is_in_no_log_and_in_nothing_that_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), scripted(WITHOUT_PLAIN) as (port, heard):
        mailboxes = Mailboxes(server_at(port), PASSWORD)
        kept = [each for each in gc.get_objects() if isinstance(each, dict) and "_cmd_log" in each]
        mailboxes.close()
    assert any(PASSWORD in each for each in heard)
    assert PASSWORD not in caplog.text
    assert [each["_cmd_log"] for each in kept if each.get("port") == port] == [{}]


ANSWERS: dict[str, tuple[Mapping[str, Answer], type[Exception]]] = {
    "LIST: no": ({"LIST": b"TAG NO no\r\n"}, ServerError),
    "LIST: deep": ({"LIST": b"* LIST " + b"(" * 5_000 + b"\r\nTAG OK done\r\n"}, BrokenAnswer),
    "LIST: half": ({"LIST": b"* LIST () \r\nTAG OK done\r\n"}, BrokenAnswer),
    "EXAMINE: no": ({"EXAMINE": b"TAG NO [NOPERM] no\r\n"}, CollectionRefused),
    "EXAMINE: not now": ({"EXAMINE": b"TAG NO [UNAVAILABLE] no\r\n"}, Unreachable),
    "EXAMINE: no numbers": ({"EXAMINE": b"* x EXISTS\r\n* OK [UIDVALIDITY x]\r\nTAG OK done\r\n"}, BrokenAnswer),
    "EXAMINE: BYE": ({"EXAMINE": b"* BYE no\r\n"}, BrokenAnswer),
    "SEARCH: no": ({"SEARCH": b"TAG NO no\r\n"}, CollectionRefused),
    "SEARCH: no numbers": ({"SEARCH": b"* SEARCH x\r\nTAG OK done\r\n"}, BrokenAnswer),
    "FETCH: no": ({"FETCH": b"TAG NO [SERVERBUG] no\r\n"}, CollectionRefused),
    "FETCH: too much": ({"FETCH": b"TAG NO [OVERQUOTA] Account exceeded bandwidth\r\n"}, Unreachable),
    "FETCH: deep": ({"FETCH": b"* 1 FETCH (UID 1 " + b"(" * 5_000 + b"\r\nTAG OK done\r\n"}, BrokenAnswer),
    "FETCH: half": ({"FETCH": b"* 1 FETCH (UID\r\nTAG OK done\r\n"}, BrokenAnswer),
    "FETCH: huge": ({"FETCH": b"* 1 FETCH (UID 1 BODY[] {99999999999}\r\n"}, BrokenAnswer),
    "FETCH: short": ({"FETCH": b"* 1 FETCH (UID 1 BODY[] {99}\r\nTAG OK done\r\n"}, Unreachable),
}


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.usefixtures("impatient")
def test_an_answer_that_is_none_is_one_line_and_leaves_nothing(name: str, archive: Archive) -> None:
    answers, kind = ANSWERS[name]
    with scripted(answers) as (port, _), pytest.raises(kind) as told:
        fetch(archive, port)
    assert str(told.value).startswith(f"imap://ann@127.0.0.1:{port}")
    assert "\n" not in str(told.value)
    assert archive.imports() == []


def test_a_folder_that_is_refused_costs_only_itself(archive: Archive) -> None:
    folders = b'* LIST () "/" A\r\n* LIST () "/" "\xff"\r\n* LIST () "/" {8}\r\nB"\r\nA1 X\r\n'
    folders += b'* LIST () "/" B\r\n* LIST (\\Noselect) "/" C\r\nTAG OK done\r\n'
    with scripted({"LIST": folders, "FETCH": fetched(HEADER)}) as (port, _):
        run = fetch(archive, port)
    here = f"imap://ann@127.0.0.1:{port}"
    assert [each.path for each in run.imports] == [f"{here}/A", f"{here}/B"]
    assert [str(each.error) for each in run.unclaimed] == [
        f"{here}/{name}: its name is not written as IMAP asks for; rename it" for name in ('B"%0D%0AA1%20X', "ÿ")
    ]


HEADERS = {
    "as it is": HEADER,
    "another in it": HEADER.replace(b"Date", b"From eve@mail.example Thu Jan  1 00:00:00 2026\r\nSubject: no\r\nDate"),
    "a line of nothing first": b"junk\r\n" + HEADER,
    "without an end": HEADER.rstrip(),
    "lines that end as they should not": HEADER.replace(b"\r\n", b"\n"),
    "more behind it": HEADER + b"From eve@mail.example Thu Jan  1 00:00:00 2026\r\nSubject: no\r\n\r\n",
}


@pytest.mark.parametrize("name", HEADERS)
def test_one_message_is_one_message_whatever_stands_in_it(name: str, archive: Archive) -> None:
    with scripted({"FETCH": fetched(HEADERS[name])}) as (port, _):
        (imported,) = fetch(archive, port).imports
    assert (imported.brought.read, imported.brought.new) == (1, 1)
    with archive.reading() as conn:
        assert conn.execute("select key, at from interactions").fetchall() == [("1@mail.example", 1_583_395_200)]


@given(st.binary(max_size=300), st.sampled_from([b"", HEADER[:-2]]))
def test_no_header_ever_passes_for_two(noise: bytes, before: bytes) -> None:
    text = letters.letter({b"HEADER": before + noise}) + letters.letter({b"HEADER": HEADER})
    blocks = [block for _, block, _ in read_range(BytesIO(text))]
    assert len(blocks) == 1 + bool(letters.letter({b"HEADER": before + noise}))
    assert blocks[-1].endswith(b"Date: 5 Mar 2020 08:00:00 +0000")


def test_what_a_server_says_unasked_changes_nothing(archive: Archive) -> None:
    unasked = b"* 2 EXISTS\r\n* 1 FETCH (FLAGS (\\Seen))\r\n* OK [ALERT] hello\r\n* 9 FETCH (UID 9 FLAGS ())\r\n"
    answers: dict[str, Answer] = {
        "SEARCH": unasked + b"* SEARCH 1\r\nTAG OK done\r\n",
        "FETCH": unasked + fetched(HEADER, b' X-ODD "a \\"b" FLAGS ()'),
    }
    with scripted(answers) as (port, _):
        (imported,) = fetch(archive, port).imports
        assert (imported.brought.read, imported.brought.new) == (1, 1)
        assert [each.brought.same_as for each in fetch(archive, port).imports] == [f"imap://ann@127.0.0.1:{port}/INBOX"]


LIES: dict[str, bytes] = {
    "none": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7]\r\nTAG OK done\r\n",
    "too low": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 1]\r\nTAG OK done\r\n",
    "too high": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 4294967295]\r\nTAG OK done\r\n",
}


@pytest.mark.parametrize("lie", LIES)
def test_mail_is_not_lost_where_the_next_uid_is_a_lie(lie: str, archive: Archive) -> None:
    said: dict[str, Answer] = {**LOGIN, "EXAMINE": LIES[lie], "FETCH": fetched(HEADER)}
    with scripted(said) as (port, heard):
        first = fetch(archive, port)
        said["EXAMINE"] = LIES[lie].replace(b"* 1 ", b"* 2 ")
        said["SEARCH"] = b"* SEARCH 1 2\r\nTAG OK done\r\n"
        said["FETCH"] = fetched(HEADER.replace(b"1@", b"2@")).replace(b"UID 1", b"UID 2")
        second = fetch(archive, port)
    assert [each.brought.new for run in (first, second) for each in run.imports] == [1, 1]
    assert [each.split()[3] for each in heard if "FETCH" in each.split()] == ["1", "2"]


GMAIL: dict[str, Answer] = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN X-GM-EXT-1\r\nTAG OK done\r\n",
    "LIST": b'* LIST () "/" INBOX\r\n* LIST (\\All) "/" Todos\r\n* LIST (\\Sent) "/" Enviados\r\nTAG OK done\r\n',
    "FETCH": b"* 1 FETCH (X-GM-THRID 1278455344230334865 X-GM-LABELS (\"\\\\Inbox\" {6}\r\nFri, a) UID 1 "
    b"BODY[HEADER.FIELDS (FROM)] {%d}\r\n%s)\r\nTAG OK done\r\n" % (len(HEADER), HEADER),
}  # fmt: skip


def test_gmail_gives_all_mail_once_with_its_threads(archive: Archive) -> None:
    with scripted(GMAIL) as (port, heard):
        (imported,) = fetch(archive, port).imports
    assert imported.path == f"imap://ann@127.0.0.1:{port}/Todos"
    with archive.reading() as conn:
        assert conn.execute("select key, thread from interactions").fetchall() == [
            ("1@mail.example", "1278455344230334865")
        ]
    assert [each.split()[-2:] for each in heard if "FETCH" in each] == [["X-GM-THRID", "X-GM-LABELS)"]]


@pytest.mark.parametrize(("label", "reason"), [(b"\\\\Draft", "drafts"), (b"Spam", "spam"), (b"&BCEEPwQwBDw-", "spam")])
def test_what_gmail_labels_as_spam_or_drafts_is_skipped(label: bytes, reason: str, archive: Archive) -> None:
    told = bytes(GMAIL["FETCH"]).replace(b"\\\\Inbox", label)  # type: ignore[arg-type]
    with scripted({**GMAIL, "FETCH": told}) as (port, _):
        (imported,) = fetch(archive, port).imports
    assert (imported.brought.read, imported.brought.skipped) == (1, {reason: 1})


def test_the_usual_answer_and_the_odd_one_tell_the_same() -> None:
    usual = [(b"1 (UID 5 HEADER {3}", b"a\r\n"), b")", (b"2 (UID 7 HEADER {0}", b""), b")"]
    odd = [(b"1 (HEADER {3}", b"a\r\n"), b" UID 5)", (b"2 (UID 7 FLAGS () HEADER {0}", b""), b")", b"3 (FLAGS ())"]
    header = {uid: told[b"HEADER"] for uid, told in letters.told_of(odd).items() if b"HEADER" in told}
    assert {uid: told[b"HEADER"] for uid, told in letters.told_of(usual).items()} == header == {5: b"a\r\n", 7: b""}


ALMOST = [
    b"(", b")", b"[", b"]", b'"', b"\\", b"{3}\r\n", b"{", b"}", b"NIL", b" ", b"\r\n", b"* ", b"1 FETCH ", b"UID ",
    b"9" * 30, b"INTERNALDATE ", b'"01-Jan-99999999999 00:00:00 +0000"', b"ENVELOPE ", b"BODY ", b"FLAGS ",
    b"LIST ", b"&!-", b"\xff", b"+ ", b"TAG NO ", b"SEARCH ", b"EXISTS", b"OK [UIDVALIDITY ",
    b"BODY[HEADER.FIELDS (", b"\x00", b"* BYE ",
]  # fmt: skip


@pytest.fixture(scope="module")
def babbler() -> Iterator[tuple[int, dict[str, Answer]]]:
    """A server, and what it is to say."""
    says: dict[str, Answer] = {}
    with scripted(says) as (port, _):
        yield port, says


@given(
    st.sampled_from(["LIST", "EXAMINE", "SEARCH", "FETCH"]),
    st.lists(st.sampled_from(ALMOST), max_size=12).map(b"".join),
    st.sampled_from([b"* LIST ", b"* 1 FETCH (UID 1 ", b"* SEARCH ", b"* OK [", b"* ", b""]),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_server_says_ends_in_mail_or_in_one_line(
    babbler: tuple[int, dict[str, Answer]], command: str, babble: bytes, beginning: bytes
) -> None:
    port, says = babbler
    says.clear()
    says[command] = beginning + babble + b"\r\nTAG OK done\r\n* BYE\r\n"
    with suppress(ServerError, CollectionRefused):
        mailboxes = Mailboxes(server_at(port), PASSWORD)
        with closing(mailboxes):
            for mailbox in mailboxes.collections():
                if delivery := mailbox.fetch([]):
                    list(delivery.export.members[0].open_unbuffered())
