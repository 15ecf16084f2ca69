"""Whatever of a card can be read is read, whoever wrote it and in what form; what is doubtful is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from importers.export import Export
from importers.records import Contact, Origin, Problem, Record
from importers.vcard import VcardImporter

ADA = Contact(key="Ada\x1f", origin=Origin("cards.vcf", 1), formatted_name="Ada")


def read(folder: Path, *lines: str, version: str = "3.0") -> Record:
    """The one record of a card with these lines, without its digest."""
    path = folder / "cards.vcf"
    path.write_text("\n".join(("BEGIN:VCARD", f"VERSION:{version}", "FN:Ada", *lines, "END:VCARD", "")), "utf-8")
    (record,) = VcardImporter().extract(Export(path))
    return replace(record, raw=None) if isinstance(record, Contact) else record


@pytest.mark.parametrize(
    ("line", "handle"),
    [
        ("X-SOCIALPROFILE;type=Custom;x-user=docbrown:x-apple:docbrown", "x-apple:docbrown"),
        ("X-SOCIALPROFILE;type=Mastodon;type=pref:x-apple:@doc@example.org", "mastodon:@doc@example.org"),
        ("X-SOCIALPROFILE:doc", "socialprofile:doc"),
        ("SOCIALPROFILE;SERVICE-TYPE=Example;VALUE=text:doc", "example:doc"),
        ("X-TWITTER:@doc", "twitter:@doc"),
        ("X-AIM;TYPE=HOME:Doc Brown", "aim:Doc Brown"),
        ("X-SKYPE:doc.brown", "skype:doc.brown"),
        ("X-SKYPE-USERNAME;WORK:skype:doc.brown", "skype:doc.brown"),
        ("X-JABBER:doc@example.org", "jabber:doc@example.org"),
        ("X-MS-IMADDRESS:doc@example.org", "ms-imaddress:doc@example.org"),
        ("X-ICQ:555-010:0", "icq:555-010:0"),
        ("X-GOOGLE TALK:doc", "google-talk:doc"),
        ("X-messaging/xmpp-All:doc", "xmpp:doc"),
        ("item1.IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:doc.brown", "skype:doc.brown"),
        ("IMPP;X-SERVICE-TYPE=GoogleTalk:xmpp:doc@example.org", "googletalk:doc@example.org"),
        ("IMPP;PREF=1:xmpp:doc@example.org", "xmpp:doc@example.org"),
        ("IMPP:custom:doc", "custom:doc"),
        ("IMPP:doc", "impp:doc"),
    ],
)
def test_a_name_in_another_service_is_a_handle(line: str, handle: str, tmp_path: Path) -> None:
    assert read(tmp_path, line, line) == replace(ADA, handles=(handle,))


@pytest.mark.parametrize(
    ("line", "handles"),
    [
        ("X-SOCIALPROFILE;type=twitter:http\\://example.net/doc", ("twitter:doc",)),
        ("X-SOCIALPROFILE;type=linkedin:http://example.net/in/doc/", ("linkedin:doc",)),
        ("SOCIALPROFILE;SERVICE-TYPE=Example;USERNAME=brown:http://example.net/doc", ("example:brown",)),
        ("X-FACEBOOK:http://example.net/profile.php?id=5550100", ()),
        ("X-SOCIALPROFILE;type=twitter:http://example.net", ()),
        ("X-SOCIALPROFILE:http://example.net/doc", ()),
    ],
)
def test_the_link_of_a_profile_is_a_link_and_a_handle_where_it_tells_one(
    line: str, handles: tuple[str, ...], tmp_path: Path
) -> None:
    found = read(tmp_path, line)
    assert isinstance(found, Contact)
    assert found.handles == handles
    assert found.urls[0].startswith("http://example.net")


@pytest.mark.parametrize(
    ("lines", "related"),
    [
        (["item1.X-ABRELATEDNAMES;type=pref:Bo", "item1.X-ABLabel:_$!<Spouse>!$_"], "spouse: Bo"),
        (["item1.X-ABLabel:$!<Mother>!$", "ITEM1.X-ABRELATEDNAMES:Bo"], "mother: Bo"),
        (["item1.X-ABRELATEDNAMES:Bo", "item1.X-ABLabel:Best Friend"], "Best Friend: Bo"),
        (["item1.X-ABRELATEDNAMES:Bo", "item2.X-ABLabel:_$!<Spouse>!$_"], "Bo"),
        (["RELATED;VALUE=text;TYPE=Spouse:Bo"], "spouse: Bo"),
        (['RELATED;TYPE="friend,pref";TYPE=colleague:Bo'], "friend, colleague: Bo"),
        (["RELATED:Bo"], "Bo"),
        (["X-SPOUSE:Bo\\, Jr."], "spouse: Bo, Jr."),
        (["X-EVOLUTION-MANAGER:Bo"], "manager: Bo"),
        (["X-MS-ASSISTANT:Bo"], "assistant: Bo"),
        (["X-KADDRESSBOOK-X-SpousesName:Bo"], "spouse: Bo"),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo;14;;;;;;;;;;;;;"], "spouse: Bo"),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo;0;godfather;;"], "godfather: Bo"),
    ],
)
def test_the_people_a_card_names_are_related(lines: list[str], related: str, tmp_path: Path) -> None:
    assert read(tmp_path, *lines) == replace(ADA, related=(related,))


@pytest.mark.parametrize(
    "line",
    ["RELATED;TYPE=friend:urn:uuid:2", "RELATED:https://example.com/bo.vcf", "X-SPOUSE:", "RELATED:MAILTO:b@b.example"],
)
def test_a_reference_names_nobody(line: str, tmp_path: Path) -> None:
    assert read(tmp_path, line) == ADA


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["ANNIVERSARY:20090808T1430-0500"], "20090808T1430-0500"),
        (["X-ANNIVERSARY:2009-08-08"], "2009-08-08"),
        (["X-EVOLUTION-ANNIVERSARY:", "X-MS-ANNIVERSARY:20090808"], "20090808"),
        (["item1.X-ABDATE;type=pref:2009-08-08", "item1.X-ABLabel:_$!<Anniversary>!$_"], "2009-08-08"),
        (["item1.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-08-08", "item1.X-ABLabel:Anniversary"], "--08-08"),
        (["item1.X-ABDATE:2009-08-08", "item1.X-ABLabel:_$!<Other>!$_"], ""),
        (["X-ABDATE:2009-08-08"], ""),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2009-08-08;1;;;"], "2009-08-08"),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2009-08-08;2;;;"], ""),
    ],
)
def test_the_anniversary_is_told_by_its_name_its_label_or_its_number(
    lines: list[str], day: str, tmp_path: Path
) -> None:
    assert read(tmp_path, *lines) == replace(ADA, anniversary=day)


def test_android_writes_a_birthday_as_an_event_too(tmp_path: Path) -> None:
    line = "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;1980-03-22;3;;;"
    assert read(tmp_path, line) == replace(ADA, key="Ada\x1f1980-03-22", birthday="1980-03-22")


def test_a_number_of_google_voice_is_a_number_like_any_other(tmp_path: Path) -> None:
    lines = ("item1.TEL:555-0100", "item1.X-ABLabel:GRAND_CENTRAL")
    assert read(tmp_path, *lines) == replace(ADA, key="Ada\x1f555-0100", phones=("555-0100",))


@pytest.mark.parametrize(
    ("line", "email"),
    [
        ("EMAIL;TYPE=HOME;:a@a.example", "a@a.example"),
        ("EMAIL;;;TYPE=HOME:a@a.example", "a@a.example"),
        ("EMAIL;a.b=1:a@a.example", "a@a.example"),
        ("EMAIL;TYPE=HO\x01ME:a@a.example", "a@a.example"),
    ],
)
def test_parameters_that_are_no_good_cost_nothing(line: str, email: str, tmp_path: Path) -> None:
    assert read(tmp_path, line) == replace(ADA, key=f"Ada\x1f{email}", emails=(email,))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('EMAIL;X="a"b:x@a.example', Contact(key="Ada\x1fx@a.example", origin=ADA.origin, emails=("x@a.example",))),
        (
            'EMAIL;X="a:b;TYPE=c:x@a.example',
            Contact(key="Ada\x1fx@a.example", origin=ADA.origin, emails=("x@a.example",)),
        ),
        ('TEL;X="a"b:tel:555-0100', Contact(key="Ada\x1f555-0100", origin=ADA.origin, phones=("555-0100",))),
        ('URL;X="a:b"c:https\\://a.example', Contact(key="Ada\x1f", origin=ADA.origin, urls=("https://a.example",))),
        ('NOTE;X="a:one: two', Contact(key="Ada\x1f", origin=ADA.origin, note="one: two")),
    ],
)
def test_a_value_behind_broken_quotes_is_read_and_told(line: str, expected: Contact, tmp_path: Path) -> None:
    found = read(tmp_path, line)
    assert isinstance(found, Contact)
    assert replace(found, losses=()) == replace(expected, formatted_name="Ada")
    (loss,) = found.losses
    assert loss.startswith(f"line 4 is damaged, and was read as {line.partition(';')[0]}: ")


def test_a_name_that_nobody_knows_is_told_for_it_may_be_damage(tmp_path: Path) -> None:
    assert read(tmp_path, "EMAIX:a@a.example", "X-WHATEVER:z", "ROLE:z", "item1.GENDER:z") == replace(
        ADA, losses=("line 4 has a name that is not known: EMAIX:a@a.example",)
    )


@pytest.mark.parametrize(
    ("lines", "version", "losses"),
    [
        (["N:Moreau;Ada", "N:Lindqvist;Bo"], "3.0", ("it has 2 different N lines; two cards may have become one",)),
        (["UID:1", "UID:1", "UID:2"], "4.0", ("it has 2 different UID lines; two cards may have become one",)),
        (["FN:Bo"], "3.0", ("it has 2 different FN lines; two cards may have become one",)),
        (["FN:Ada", "FN:", "N:;;;;", "N:Moreau;Ada;;;", "N:Moreau;Ada"], "3.0", ()),
        (["FN:Ada Moreau"], "4.0", ()),
        (["FN;LANGUAGE=fr:Bo", "N;ALTID=1:a", "N;ALTID=1:b"], "3.0", ()),
    ],
)
def test_a_card_that_tells_of_two_people_says_so(
    lines: list[str], version: str, losses: tuple[str, ...], tmp_path: Path
) -> None:
    found = read(tmp_path, *lines, version=version)
    assert isinstance(found, Contact)
    assert found.losses == losses


def test_a_card_with_a_megabyte_of_text_is_a_problem(tmp_path: Path) -> None:
    assert read(tmp_path, *["NOTE:" + "a" * 1_000] * 1_100) == Problem(
        ADA.origin, "it holds more than 1 MiB of text, pictures not counted"
    )
