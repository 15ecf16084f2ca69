"""The pages of an HTML download give the accounts, the owner and the messages that their JSON gives."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from importers.export import Export
from importers.facebook import FacebookImporter
from importers.instagram import InstagramImporter
from importers.records import Contact, Interaction, Mailbox, Origin, Participant, Problem, Record, Skipped

IMPORTER = InstagramImporter()
LISTS = "connections/followers_and_following"
INBOX = "your_instagram_activity/messages/inbox"
BLOCK = '<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder">'


def page(title: str, *blocks: str) -> str:
    body = "".join(f"{BLOCK}{block}</div>" for block in blocks)
    return f'<!DOCTYPE html><html><head><title>{title}</title></head><body><main class="_a706">{body}</main></html>'


def account(url: str, date: str, name: str = "") -> str:
    heading = f'<h2 class="_3-95 _2pim _a6-h _a6-i">{name}</h2>' if name else ""
    return f'{heading}<div class="_a6-p"><div><div><a href="{url}">link</a></div><div>{date}</div></div></div>'


def message(who: str, text: str, date: str, tag: str = "h2") -> str:
    return (
        f'<{tag} class="_3-95 _2pim _a6-h _a6-i">{who}</{tag}><div class="_3-95 _a6-p"><div><div></div>'
        f'<div>{text}</div></div></div><div class="_3-94 _a6-o">{date}</div>'
    )


def read(root: Path, name: str, content: str) -> list[Record]:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(content, encoding="utf-8")
    assert IMPORTER.identify(Export(root))
    return list(IMPORTER.extract(Export(root)))


def follower(name: str, record: int, user: str, url: str, **more: object) -> Contact:
    return Contact(
        key=f"followers|{user}",
        origin=Origin(name, record),
        urls=(url,),
        handles=(f"instagram:{user}",),
        categories=("followers",),
        **more,  # type: ignore[arg-type]
    )


def test_a_list_of_accounts_is_read_by_its_links(tmp_path: Path) -> None:
    name, home = f"{LISTS}/followers_1.html", "https://www.instagram.com"
    told = page(
        "Followers",
        account(f"{home}/zoe.l", "Sep 13, 2020 12:26 pm"),
        account(f"{home}/_u/ana.b", "14 sept. 2020, 08:00", "ana.b"),
        account(f"{home}/bela.k", "some day"),
        account(f"{home}/p/abc/", "Sep 13, 2020 12:26 pm"),
        f'<a href="{home}/carl.d"></a><a href="{home}/dora.e">x</a>',
        "<a>no address</a>",
    )
    lost = ("the date of this entry could not be read",)
    assert read(tmp_path, name, told) == [
        follower(name, 1, "zoe.l", f"{home}/zoe.l", since="2020-09-13"),
        follower(name, 2, "ana.b", f"{home}/_u/ana.b", since="2020-09-14"),
        follower(name, 3, "bela.k", f"{home}/bela.k", losses=lost),
        follower(name, 4, "carl.d", f"{home}/carl.d"),
        follower(name, 5, "dora.e", f"{home}/dora.e"),
    ]


def test_a_page_gives_the_key_that_its_json_gives(tmp_path: Path) -> None:
    (record,) = read(tmp_path, f"{LISTS}/close_friends.html", page("", account("https://instagram.com/Zoe.L", "")))
    assert isinstance(record, Contact)
    assert (record.key, record.categories) == ("close friends|zoe.l", ("close friends",))


@pytest.mark.parametrize("tag", ["h2", "div"])
def test_a_thread_is_read_as_facebooks_are(tag: str, tmp_path: Path) -> None:
    name = f"{INBOX}/zoelind_1/message_1.html"
    told = page(
        "Zoe Lind",
        message("Zoe Lind", "Liked a message", "Nov 14, 2023 10:18 pm", tag),
        message("Ines Duarte", "Soon", "Nov 14, 2023 10:15 pm", tag),
    )
    liked, sent = read(tmp_path, name, told)
    assert liked == Skipped(Origin(name, 1), "reactions")
    assert sent == Interaction(
        key="zoelind_1|2023-11-14T22:15|Ines Duarte",
        origin=Origin(name, 2),
        channel="instagram",
        at=datetime(2023, 11, 14, 22, 15, tzinfo=UTC),
        participants=(
            Participant("from", Mailbox("Ines Duarte\x1f", "Ines Duarte", "")),
            Participant("to", Mailbox("Zoe Lind\x1fzoelind_1", "Zoe Lind", "")),
        ),
        thread="zoelind_1",
    )


def test_the_profile_is_read_by_its_rows(tmp_path: Path) -> None:
    name = "personal_information/personal_information/personal_information.html"
    rows = {"Email": "ines@duarte.example", "Benutzername": "ines.d", "Name": "Inês Duarte", "Bio": ""}
    told = "".join(f"<tr><td>{label}<div><div>{value}</div></div></td></tr>" for label, value in rows.items())
    assert read(tmp_path, name, page("Personal information", f"<table>{told}</table>")) == [
        Contact(
            key="me|Inês Duarte",
            origin=Origin(name, 1),
            formatted_name="Inês Duarte",
            emails=("ines@duarte.example",),
            handles=("instagram:ines.d",),
            is_me=True,
        )
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (f"{LISTS}/following.html", "no accounts were found in this page; if it should hold some, choose JSON instead"),
        (f"{INBOX}/zoelind_1/message_1.html", "no messages were found in this page; if it should hold some, choose"),
        ("connections/contacts/synced_contacts.html", "uploaded contacts are read from the JSON download alone; at"),
        ("personal_information/personal_information.html", "this profile has no name, address or number under a label"),
    ],
)
def test_a_page_in_which_nothing_is_found_says_so(name: str, reason: str, tmp_path: Path) -> None:
    (problem,) = read(tmp_path, name, page("Nothing"))
    assert isinstance(problem, Problem)
    assert problem.origin.member == name
    assert problem.reason.startswith(reason)


@pytest.mark.parametrize(
    ("name", "content", "claimed"),
    [
        ("followers_1.html", page("", account("https://www.instagram.com/zoe.l", "")), ["instagram"]),
        ("following.html", page("", account("https://www.instagram.com/zoe.l", "", "zoe.l")), ["instagram"]),
        ("message_1.html", page("Zoe", message("Zoe", "Hi", "Nov 14, 2023 10:15 pm")), ["instagram"]),
        ("followers_1.html", page("", "nobody"), []),
        ("notes.html", page("", "nobody"), []),
        ("followers_1.html", "https://www.instagram.com/zoe.l", []),
        ("followers_1.html", "", []),
    ],
)
def test_a_page_alone_is_known_by_its_marks(name: str, content: str, claimed: list[str], tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    importers = (FacebookImporter(), IMPORTER)
    assert [importer.name for importer in importers if importer.identify(Export(tmp_path / name))] == claimed
    assert bool(claimed) is bool([r for r in IMPORTER.extract(Export(tmp_path / name)) if not isinstance(r, Problem)])
