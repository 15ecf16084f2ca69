"""What the data cannot tell is said with the export that could."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from invented_report import AS_OF, LINKEDIN, MAIL, Tie, people_of, stranger, ties_of

from reconnect.report import Listing, PersonFacts
from reconnect.report.facts import Sides
from reconnect.report.limits import NEXT_DOWNLOADS, limits, one_sided, out_of_reach, reach, stale
from reconnect.ties import Coverage

FACEBOOK = Coverage("facebook", date(2010, 1, 1), date(2024, 2, 1))


@pytest.mark.parametrize(
    ("coverages", "sentence"),
    [
        ((), ""),
        ((MAIL, LINKEDIN), "As far as your mail shows (to 20 November 2026) and LinkedIn (to 20 November 2026)."),
        ((LINKEDIN,), "As far as LinkedIn shows (to 20 November 2026)."),
        (
            (FACEBOOK, LINKEDIN, MAIL),
            "As far as your mail shows (to 20 November 2026), LinkedIn (to 20 November 2026) "
            "and Facebook (to 1 February 2024).",
        ),
        ((replace(MAIL, last=date(2030, 1, 1)),), "As far as your mail shows (to 22 November 2026)."),
        ((replace(MAIL, first=date(2027, 1, 1), last=date(2030, 1, 1)),), ""),
    ],
)
def test_each_channel_is_told_with_its_end(coverages: tuple[Coverage, ...], sentence: str) -> None:
    assert reach(coverages, AS_OF) == sentence


def test_stale_data_are_told_with_their_end() -> None:
    ended = [replace(MAIL, last=AS_OF - timedelta(days=31)), FACEBOOK]
    assert stale(ended, AS_OF) == (
        "Your data end on 22 October 2026, and silence is counted to 22 November 2026 all the same: "
        "import a newer export."
    )
    assert stale(ended, AS_OF - timedelta(days=1)) == ""
    assert stale([], AS_OF) == ""


WHAT_IT_MEANS = (
    ": ties look weaker and quieter than they are, and no mail can be said to wait for your answer, until you import "
    "what you sent as well (Gmail: All Mail; Thunderbird: the folder Sent)."
)


@pytest.mark.parametrize(
    ("received", "written", "beginning"),
    [
        (1204, 0, "None of your mail is from you (others wrote to you on 1,204 days)"),
        (10, 0, "None of your mail is from you (others wrote to you on 10 days)"),
        (9, 0, ""),
        (51, 1, "Hardly any of your mail is from you (you wrote on 1 day, others on 51 days)"),
        (50, 1, ""),
        (0, 0, ""),
        (0, 7, ""),
    ],
)
def test_mail_without_mine_is_told_with_what_it_does_and_what_to_import(
    received: int, written: int, beginning: str
) -> None:
    mail = Sides(received, written)
    assert one_sided(mail) == (beginning and beginning + WHAT_IT_MEANS)
    assert mail.is_one_sided is bool(beginning)


def listed(person: int, importer: str, *channels: str) -> PersonFacts:
    return PersonFacts(person=person, name="", listings=(Listing(importer, None),), channels=frozenset(channels))


LINKEDIN_ADVICE = (
    "nothing imported can tell. LinkedIn's messages come in the larger archive, about a day after Connections.csv, "
    "which arrives within minutes: Settings > Data privacy > Get a copy of your data."
)
FACEBOOK_ADVICE = (
    "nothing imported can tell. The JSON download with messages can, and end-to-end encrypted chats are a download of "
    "their own: Accounts Center > Your information and permissions > Download your information."
)
MAIL_ADVICE = (
    "nothing imported can tell. Your mail can: takeout.google.com > Mail, or the mbox files of your mail program."
)


@pytest.mark.parametrize(
    ("people", "coverages", "sentences"),
    [
        ([listed(1, "linkedin", "linkedin")], (MAIL,), [f"1 LinkedIn connection: {LINKEDIN_ADVICE}"]),
        ([listed(1, "linkedin"), listed(2, "linkedin")], (MAIL,), [f"2 LinkedIn connections: {LINKEDIN_ADVICE}"]),
        ([listed(1, "linkedin", "linkedin", "mail")], (MAIL,), []),
        ([listed(1, "facebook", "facebook")], (), [f"1 Facebook friend: {FACEBOOK_ADVICE}"]),
        ([listed(1, "vcard", "mail")], (LINKEDIN,), [f"1 person in your address book: {MAIL_ADVICE}"]),
        ([listed(1, "vcard")], (MAIL,), ["1 person known by a name or a number only: nothing imported can tell."]),
        (
            [listed(1, "linkedin")],
            (LINKEDIN,),
            ["1 person known by a name or a number only: nothing imported can tell."],
        ),
        ([replace(listed(1, "vcard", "mail"), listings=())], (), []),
        ([listed(9, "vcard", "mail")], (LINKEDIN,), []),
        (
            [listed(1, "vcard", "mail"), listed(2, "facebook", "facebook"), listed(3, "linkedin", "mail", "linkedin")],
            (),
            [
                f"1 LinkedIn connection: {LINKEDIN_ADVICE}",
                f"1 Facebook friend: {FACEBOOK_ADVICE}",
                f"1 person in your address book: {MAIL_ADVICE}",
            ],
        ),
    ],
)
def test_people_out_of_reach_are_counted_with_the_export_that_could_tell(
    people: list[PersonFacts], coverages: tuple[Coverage, ...], sentences: list[str]
) -> None:
    assert out_of_reach(people_of(*people), ties_of([Tie(person=9)]), coverages, AS_OF) == sentences


def test_with_nothing_imported_the_next_downloads_are_named() -> None:
    said = limits({}, ties_of([]), (), AS_OF, 0)
    assert said == NEXT_DOWNLOADS
    assert all(any(word in line for line in said) for word in ("takeout.google.com", "within minutes", "JSON"))


def test_with_everybody_in_reach_only_the_reach_is_told() -> None:
    assert limits(people_of(stranger(1)), ties_of([]), (MAIL,), AS_OF, 1) == (
        "As far as your mail shows (to 20 November 2026).",
    )
