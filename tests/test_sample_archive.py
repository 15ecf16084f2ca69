"""The invented archive in samples/archive: what a person should see in it, from the import to the letters.

It is read once, as the command `demo` reads it; the stories in it are written so that each rule of the report decides
about somebody.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from reconnect.archive import Archive
from reconnect.archive.drafting import Background, situation
from reconnect.archive.importing import ImportRun, found
from reconnect.archive.one_export import Imported
from reconnect.drafts.lint import lint
from reconnect.plugins import registry
from reconnect.report.facts import Group, Report

SAMPLE = Path(__file__).parents[1] / "samples" / "archive"
AS_OF = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LARGEST = 600_000

LAPSED = ["Katie O'Neil", "Benedita Falcão", "Anselm Vogt", "Rui Tavares", "Marit Solheim", "Łukasz Wiśniewski"]
ACTIVE = ["Amélie Garnier", "Clara Nyström", "Leonor Duarte", "Tomás Quintela"]
ACCOUNTS = {
    "linkedin": (106, 101, {"drafts": 1, "hidden members": 2, "spam": 1, "sponsored": 1}, 0),
    "vcard": (44, 43, {}, 1),
    "facebook": (52, 48, {"calls": 1, "deactivated accounts": 2, "message requests": 1}, 0),
    "mail": (509, 503, {"drafts": 1, "spam": 4, "trash": 1}, 0),
}
FICTION = re.compile(r"(?:.+\.)?example(?:\.(?:com|net|org))?")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return Archive(tmp_path_factory.mktemp("sample") / "reconnect.db")


@pytest.fixture(scope="session")
def run(archive: Archive) -> ImportRun:
    return archive.import_exports(found([str(SAMPLE)], registry()), NOW)


@pytest.fixture(scope="session")
def report(archive: Archive, run: ImportRun) -> Report:
    return archive.report(AS_OF, 0)


@pytest.fixture(scope="session")
def ties(archive: Archive, run: ImportRun) -> pd.DataFrame:
    return archive.ties(AS_OF)


def account_of(run: ImportRun, importer: str) -> Imported:
    (account,) = (each for each in run.imports if each.importer == importer)
    return account


def names(report: Report, group: Group) -> list[str]:
    return [row.name for row in report.rows if row.group == group]


def the_tie(ties: pd.DataFrame, name: str) -> pd.Series[float]:
    """Return the real tie to somebody of that name; a namesake in another service may have a smaller one."""
    (tie,) = [row for _, row in ties[(ties["name"] == name) & ties["real"]].iterrows()]
    return tie


def people_called(archive: Archive, name: str) -> list[list[str]]:
    """Return the profile URLs of each person of that name."""
    listed = [contacts for row, contacts in archive.listed(name) if row["name"] == name]
    return sorted(sorted(url for each in contacts for url in each.contact.urls) for contacts in listed)


def kinds(archive: Archive, part: str) -> list[str]:
    return [row["kind"] for row, _ in archive.listed(part)]


# --- what is read


def test_the_four_exports_are_recognised_one_by_one_and_nothing_else_lies_there(run: ImportRun) -> None:
    assert sorted(each.importer for each in run.imports) == sorted(ACCOUNTS)
    assert run.unclaimed == ()


@pytest.mark.parametrize("importer", ACCOUNTS)
def test_the_account_of_each_export_adds_up(run: ImportRun, importer: str) -> None:
    brought = account_of(run, importer).brought
    assert (brought.read, brought.new, dict(brought.skipped), brought.problems) == ACCOUNTS[importer]
    assert brought.read == brought.new + brought.skipped.total() + brought.problems


def test_the_damaged_card_is_told_with_its_place(archive: Archive, run: ImportRun) -> None:
    told = [(row["member"], row["record"], row["reason"]) for row in archive.problems()]
    assert told == [("contacts-2026-11-18.vcf", 32, "line 3 could not be read: N;CHARSET")]


def test_importing_it_again_brings_nothing(archive: Archive, report: Report) -> None:
    again = archive.import_exports(found([str(SAMPLE)], registry()), NOW)
    assert all(each.brought.same_as for each in again.imports)
    assert archive.report(AS_OF, 0) == report


def test_the_owner_is_found_with_both_addresses_and_both_profiles(archive: Archive, run: ImportRun) -> None:
    assert sorted((row["kind"], row["value"]) for row in archive.me()) == [
        ("email", "ines.duarte@example.org"),
        ("email", "ines@duarte.example"),
        ("name", "Ines Duarte"),
        ("url", "https://www.facebook.com/ines.duarte.example"),
        ("url", "https://www.linkedin.com/in/ines-duarte-example"),
    ]


# --- who is who


def test_a_friend_with_two_addresses_a_nickname_and_a_profile_is_one_person(archive: Archive, run: ImportRun) -> None:
    contacts = archive.contacts_of(archive.person("Katie O'Neil")["id"])
    assert sorted({each.importer for each in contacts}) == ["linkedin", "mail", "vcard"]
    assert {email for each in contacts for email in each.contact.emails} == {
        "k.oneil@tuners-guild.example",
        "katie@leeside.example",
    }
    assert {each.contact.formatted_name for each in contacts} == {"Katie O'Neil", "Katherine O'Neil"}


def test_two_people_called_ana_martins_are_two_people(archive: Archive, run: ImportRun) -> None:
    assert people_called(archive, "Ana Martins") == [
        ["https://www.linkedin.com/in/ana-martins-dados-example"],
        ["https://www.linkedin.com/in/ana-martins-mares-example"],
    ]


def test_namesakes_within_one_service_stay_apart(archive: Archive, run: ImportRun) -> None:
    of_linkedin = [urls for urls in people_called(archive, "João Silva") if urls]
    assert of_linkedin == [
        ["https://www.linkedin.com/in/joao-silva-luz-example"],
        ["https://www.linkedin.com/in/joao-silva-piloto-example"],
    ]
    friends = [
        row
        for row, contacts in archive.listed("João Silva")
        if any(each.importer == "facebook" and each.contact.since for each in contacts)
    ]
    assert len(friends) == 2


def test_a_couple_with_one_mailbox_are_two_people_and_a_question(archive: Archive, run: ImportRun) -> None:
    assert [row["name"] for row, _ in archive.listed("casa.rocha@example.net")] == ["Artur Rocha", "Helena Rocha"]
    assert {frozenset((row["a_name"], row["b_name"])) for row in archive.questions()} >= {
        frozenset(("Artur Rocha", "Helena Rocha")),
        frozenset(("José Carvalho", "J. Carvalho")),
        frozenset(("Vera Lopes", "Vera Dinis")),
    }


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("news@felt-and-hammer.example", "robot"),
        ("no-reply@parafuso.example", "robot"),
        ("coro@listas-bica.example", "group"),
        ("joana.freitas@example.org", "robot"),  # known from the choir's list alone
        ("info@museu-do-teclado.example", "organisation"),
    ],
)
def test_newsletters_lists_shops_and_role_addresses_are_no_people(
    archive: Archive, run: ImportRun, address: str, kind: str
) -> None:
    assert kinds(archive, address) == [kind]


@pytest.mark.parametrize("address", ["prize@lucky-keys.example", "offers@miracle-varnish.example"])
def test_senders_of_spam_are_not_even_known(archive: Archive, run: ImportRun, address: str) -> None:
    assert kinds(archive, address) == []


# --- who has been forgotten


def test_the_lapsed_ties_are_exactly_these_six_in_this_order(report: Report) -> None:
    assert names(report, "lapsed") == LAPSED


def test_a_lapsed_tie_stays_lapsed_whatever_the_archive_says_about_others(ties: pd.DataFrame) -> None:
    """The intercept is fitted to all ties; nobody here depends on its last decimals."""
    assert all(the_tie(ties, name)["quiet_probability"] >= 0.65 for name in LAPSED)


def test_those_who_wrote_last_and_got_no_answer_are_these_two(report: Report) -> None:
    assert names(report, "unanswered") == ["Aiko Tanabe", "Teo Brandolin"]


@pytest.mark.parametrize("name", ACTIVE)
def test_an_active_tie_is_real_and_not_listed(report: Report, ties: pd.DataFrame, name: str) -> None:
    assert the_tie(ties, name)["silent_days"] < 30
    assert name not in [row.name for row in report.rows if row.group != "news"]


def test_two_birthdays_are_near_and_one_acquaintance_is_new(report: Report) -> None:
    assert [(row.group, row.name, row.reasons[0]) for row in report.rows[:3]] == [
        (
            "follow_up",
            "Noor van Dalen",
            "New in your LinkedIn since 5 November 2026, and no word between you yet.",
        ),
        ("news", "Clara Nyström", "Birthday on 30 November."),
        ("news", "Leonor Duarte", "Birthday on 3 December."),
    ]


def test_a_silence_longer_than_usual_is_not_yet_a_lapsed_tie(report: Report, ties: pd.DataFrame) -> None:
    nuno = the_tie(ties, "Nuno Sampaio")
    assert nuno["silent_days"] > max(90, nuno["longest_gap_days"])
    assert nuno["quiet_probability"] < 0.55
    assert "Nuno Sampaio" not in [row.name for row in report.rows]


def test_who_was_written_to_twice_in_vain_is_left_in_peace(report: Report, ties: pd.DataFrame) -> None:
    goncalo = the_tie(ties, "Gonçalo Pires")
    assert goncalo["silent_days"] > max(90, goncalo["longest_gap_days"])
    assert goncalo["quiet_probability"] >= 0.6
    assert "Gonçalo Pires" not in [row.name for row in report.rows]


def test_the_first_stranger_is_the_one_who_was_copied_with_me_on_a_mail(report: Report) -> None:
    first = next(row for row in report.rows if row.group == "stranger")
    assert first.name == "Ilse Vandamme"
    assert "The keyboard weekend in Bruges" in " ".join(first.reasons)


def test_strangers_who_work_where_a_real_tie_works_come_before_the_others(report: Report) -> None:
    first = names(report, "stranger")[:8]
    assert {"Saskia Oomen", "Femke de Wit", "Luc Morel", "Filipa Nogueira", "Eirik Haugland"} <= set(first)


def test_whoever_exchanged_a_word_with_me_is_no_stranger(report: Report, ties: pd.DataFrame) -> None:
    strangers = {row.person for row in report.rows if row.group == "stranger"}
    assert strangers.isdisjoint(ties["person"])


def test_the_newest_position_is_the_one_shown(report: Report) -> None:
    shown = {row.name: (row.title, row.organization) for row in report.rows if row.group == "lapsed"}
    assert shown["Rui Tavares"] == ("Head of Acoustics", "Harmonia Halls")
    assert shown["Katie O'Neil"] == ("Keyboard curator", "Blackrock Museum")


def test_five_rows_are_shared_out_among_the_groups(archive: Archive, run: ImportRun) -> None:
    shown = [row.name for row in archive.report(AS_OF, 5).rows]
    assert shown == ["Noor van Dalen", "Clara Nyström", *LAPSED[:2], "Ilse Vandamme"]


# --- the letters


def test_three_letters_of_one_day_can_be_sent_as_they_stand_and_differ(archive: Archive, run: ImportRun) -> None:
    drafts = archive.draft([archive.person(name) for name in ("Katie", "Benedita", "Anselm")], AS_OF, NOW)
    assert [draft["to"] for draft in drafts] == [
        "katie@leeside.example",
        "benedita.falcao@example.net",
        "anselm@werkstatt-vogt.example",
    ]
    assert [lint(draft["subject"], draft["body"]) for draft in drafts] == [(), (), ()]
    assert len({draft["template"] for draft in drafts}) == 3


def test_whoever_waits_for_an_answer_gets_an_apology_that_names_the_message(archive: Archive, run: ImportRun) -> None:
    drafts = archive.draft([archive.person(name) for name in ("Teo Brandolin", "Aiko Tanabe")], AS_OF, NOW)
    assert [draft["template"].split("/")[0] for draft in drafts] == ["unanswered", "unanswered-message"]
    assert ["A room in Trieste" in drafts[0]["body"], "Do you still take apprentices" in drafts[1]["body"]] == [
        True
    ] * 2


def test_every_letter_fits_the_group_in_which_the_person_is_listed(archive: Archive, report: Report) -> None:
    with archive.reading() as conn:
        background = Background.of(conn, [row.person for row in report.rows], AS_OF)
        groups = {row.name: situation(conn, archive.person(str(row.person)), background).group for row in report.rows}
    assert groups == {row.name: row.group for row in report.rows}


def test_a_letter_greets_with_the_nickname(archive: Archive, run: ImportRun) -> None:
    (draft,) = archive.draft([archive.person("Benedita")], AS_OF, NOW)
    assert draft["body"].startswith("Hello Bia,\n")


# --- the data itself


def test_it_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < LARGEST


def test_every_address_in_it_is_fiction(archive: Archive, run: ImportRun) -> None:
    addresses = {email for _, contacts in archive.listed() for each in contacts for email in each.contact.emails}
    assert [address for address in sorted(addresses) if not FICTION.fullmatch(address.rpartition("@")[2])] == []


def test_every_telephone_number_in_it_is_fiction(archive: Archive, run: ImportRun) -> None:
    phones = {phone for _, contacts in archive.listed() for each in contacts for phone in each.contact.phones}
    assert [phone for phone in sorted(phones) if "55501" not in re.sub(r"\D", "", phone)] == []
