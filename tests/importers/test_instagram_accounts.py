"""An account is a user name and a page; a label in another language, or none, loses no address and no number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.export import Export
from importers.instagram import InstagramImporter
from importers.records import Contact, Interaction, Origin, Problem, Record, Skipped


def read(root: Path, content: object, name: str = "f.json") -> list[Record]:
    (root / name).write_text(json.dumps(content), encoding="utf-8")
    return list(InstagramImporter().extract(Export(root / name)))


def account(title: object = "", **link: object) -> dict[str, object]:
    return {"title": title, "media_list_data": [], "string_list_data": [link]}


def contacts(records: list[Record]) -> list[Contact]:
    return [record for record in records if isinstance(record, Contact)]


def labelled(**values: str) -> dict[str, Any]:
    return {"string_map_data": {label: {"href": "", "value": value, "timestamp": 0} for label, value in values.items()}}


@pytest.mark.parametrize(
    ("entry", "user", "name"),
    [
        (account(value="zoe.l", href="https://www.instagram.com/other"), "zoe.l", ""),
        (account(href="https://www.instagram.com/zoe.l"), "zoe.l", ""),
        (account(href="https://instagram.com/_u/zoe.l/?igsh=1"), "zoe.l", ""),
        (account("zoe.l", href="https://www.instagram.com/_u/zoe.l"), "zoe.l", ""),
        (account("zoe.l", href="https://www.instagram.com/p/abc/"), "zoe.l", ""),
        (account("zoe.l", href=""), "zoe.l", ""),
        ({"title": "zoe.l", "string_list_data": []}, "zoe.l", ""),
        ({"title": "zoe.l"}, "zoe.l", ""),
        (account("Zo\u00c3\u00ab Lind", value="zoe.l"), "zoe.l", "Zoë Lind"),
        (account("Zoe.L", value="zoe.l"), "zoe.l", ""),
    ],
)
def test_an_instagram_entry_without_value_takes_href_then_title(
    entry: dict[str, object], user: str, name: str, tmp_path: Path
) -> None:
    (contact,) = contacts(read(tmp_path, {"relationships_following": [entry]}))
    assert (contact.key, contact.handles, contact.formatted_name) == (f"following|{user}", (f"instagram:{user}",), name)


def test_who_follows_and_is_followed_is_an_entry_in_each_list(tmp_path: Path) -> None:
    entry = account(value="Zoe.L", href="https://www.instagram.com/zoe.l", timestamp=1_600_000_000)
    told = {f"relationships_{name}": [entry] for name in ("followers", "following", "close_friends")}
    records = [record for key, value in told.items() for record in read(tmp_path, {key: value})]
    assert [(each.key, each.categories) for each in contacts(records)] == [
        ("followers|zoe.l", ("followers",)),
        ("following|zoe.l", ("following",)),
        ("close friends|zoe.l", ("close friends",)),
    ]
    assert {each.urls for each in contacts(records)} == {("https://www.instagram.com/zoe.l",)}


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("followers_1.json", "followers"),
        ("followers (2).json", "followers"),
        ("f.json", "followers"),
        ("following.json", "following"),
        ("close_friends.json", "close friends"),
    ],
)
def test_a_bare_array_holds_followers_unless_its_file_is_named_otherwise(file: str, name: str, tmp_path: Path) -> None:
    (contact,) = contacts(read(tmp_path, [account(value="zoe.l")], file))
    assert contact.categories == (name,)


def test_a_bad_entry_loses_no_other_account(tmp_path: Path) -> None:
    told = [
        "zoe.l", account(), {"string_list_data": ["x"]}, account("Instagram User"), None,
        account(value="ana.b", timestamp="soon"), account(value="bela.k", timestamp=0), account("carl.d", value=7),
    ]  # fmt: skip
    bela, carl = (
        Contact(key=f"followers|{user}", origin=Origin("f.json", n), handles=(f"instagram:{user}",),
                categories=("followers",))
        for user, n in (("bela.k", 7), ("carl.d", 8))
    )  # fmt: skip
    assert read(tmp_path, told) == [
        Problem(Origin("f.json", 1), "it is not an entry with named fields"),
        Problem(Origin("f.json", 2), "this entry names no account"),
        Problem(Origin("f.json", 3), "this entry names no account"),
        Skipped(Origin("f.json", 4), "deactivated accounts"),
        Problem(Origin("f.json", 5), "it is not an entry with named fields"),
        Contact(
            key="followers|ana.b",
            origin=Origin("f.json", 6),
            handles=("instagram:ana.b",),
            categories=("followers",),
            losses=("the date of this entry could not be read",),
        ),
        bela,
        carl,
    ]


@pytest.mark.parametrize(
    ("labels", "name", "handles"),
    [
        ({"Name": "Ines Duarte", "Username": "ines.d"}, "Ines Duarte", ("instagram:ines.d",)),
        ({"Benutzername": "ines.d", "Name": "Ines Duarte"}, "Ines Duarte", ("instagram:ines.d",)),
        ({"Nom d'utilisateur": "ines.d", "Nom": "In\u00c3\u00aas"}, "Inês", ("instagram:ines.d",)),
        ({"Nome de usu\u00c3\u00a1rio": "ines.d", "Nome": ""}, "ines.d", ("instagram:ines.d",)),
        ({"\u00ec\u0082\u00ac\u00ec\u009a\u00a9\u00ec\u009e\u0090 \u00ec\u009d\u00b4\u00eb\u00a6\u0084": "ines.d"},
         "ines.d", ("instagram:ines.d",)),
        ({"Unknown": "ines.d"}, "", ()),
    ],
)  # fmt: skip
def test_the_owner_is_told_in_several_languages(
    labels: dict[str, str], name: str, handles: tuple[str, ...], tmp_path: Path
) -> None:
    fields = {"E": "ines@duarte.example", "P": "+351 555 0142", "Bio": "write to a@b", "Born": "1987-03-14", **labels}
    assert read(tmp_path, {"profile_user": [labelled(**fields)]}) == [
        Contact(
            key=f"me|{name or 'ines@duarte.example'}",
            origin=Origin("f.json", 1),
            formatted_name=name,
            emails=("ines@duarte.example",),
            phones=("+351 555 0142",),
            handles=handles,
            is_me=True,
        )
    ]


@pytest.mark.parametrize("profile", [{}, {"string_map_data": []}, labelled(Name=""), labelled(Gender="female")])
def test_a_profile_that_tells_nothing_is_a_problem(profile: object, tmp_path: Path) -> None:
    reason = "this profile has no name, address or number under a label that is known here"
    assert read(tmp_path, {"profile_user": [profile]}) == [Problem(Origin("f.json", 1), reason)]


def test_an_uploaded_contact_is_told_by_shape_where_its_labels_are_not_known(tmp_path: Path) -> None:
    told = [
        labelled(**{"First Name": "Zo\u00c3\u00ab", "Last Name": "Lind", "Contact Information": "zoe@example.org"}),
        labelled(**{"First name": "Zoë", "Surname": "", "Contact information": "+46 555 0110"}),
        labelled(Vorname="Björn", Nachname="Dahl", Kontakt="555 0113"),
        labelled(Vorname="", Nachname="", Kontakt="555 0114"),
    ]
    found = contacts(read(tmp_path, {"contacts_contact_info": told}))
    assert [(x.key, x.given_name, x.family_name, x.emails, x.phones) for x in found] == [
        ("address book|Zoë Lind\x1fzoe@example.org", "Zoë", "Lind", ("zoe@example.org",), ()),
        ("address book|Zoë\x1f+46 555 0110", "Zoë", "", (), ("+46 555 0110",)),
        ("address book|Björn Dahl\x1f555 0113", "", "", (), ("555 0113",)),
        ("address book|\x1f555 0114", "", "", (), ("555 0114",)),
    ]


def test_an_uploaded_contact_without_anything_is_a_problem(tmp_path: Path) -> None:
    reason = "this entry of the address book has no name, address or number"
    told = {"contacts_contact_info": [labelled(**{"First Name": ""}), {}]}
    assert read(tmp_path, told) == [Problem(Origin("f.json", n), reason) for n in (1, 2)]


FIELDS = ["title", "string_list_data", "string_map_data", "href", "value", "timestamp", "Name", "First Name"]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.sampled_from(FIELDS), values),
    max_leaves=12,
)
KEYS = ["relationships_following", "contacts_contact_info", "profile_user", "messages"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("accounts")


@settings(deadline=None)  # each example is a file
@given(key=st.sampled_from(KEYS), entries=st.lists(ANY_JSON))
def test_whatever_a_list_holds_each_entry_is_one_record(folder: Path, key: str, entries: list[object]) -> None:
    records = read(folder, {key: entries})
    assert all(isinstance(record, Contact | Interaction | Skipped | Problem) for record in records)
    assert [record.origin.record for record in records] == list(range(1, len(entries) + 1))  # type: ignore[union-attr]
