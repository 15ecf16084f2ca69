"""Two writings of one thing are equal, and nothing else is."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.identity import fold, name_key, normal_email, normal_phone, normal_profile
from reconnect.identity.normal import SHORTEST_PHONE, normal_company


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("O'Neil", "oneil"),
        ("Łukasz", "lukasz"),
        ("Jose\u0301", "jose"),
        ("ＫＡＴＩＥ", "katie"),
        ("王", "wang"),
        ("Оксана", "oksana"),
        ("Katie 🙂 2", "katie"),
        ("12345", ""),
    ],
)
def test_fold_keeps_the_letters_of_any_script_as_a_to_z(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("written", ["Mueller", "Müller", "Muller", "MÜLLER"])
def test_an_umlaut_may_be_written_in_three_ways(written: str) -> None:
    assert name_key(written) == "muller"


def test_an_e_that_ends_a_name_stays() -> None:
    assert (name_key("Joe"), name_key("Jo")) == ("joe", "jo")


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        (" Katie@Harbour.Example ", "katie@harbour.example"),
        ("mailto:katie@harbour.example", "katie@harbour.example"),
        ("<katie@harbour.example>", "katie@harbour.example"),
        ("katie+kiln@harbour.example", "katie@harbour.example"),
        ("katie@harbour.example.", "katie@harbour.example"),
        ("+12125550142@sms.example", "+12125550142@sms.example"),
        ("k.oneil@googlemail.com", "koneil@gmail.com"),
        ("k.oneil@harbour.example", "k.oneil@harbour.example"),
        ("katie", ""),
        ("@harbour.example", ""),
        ("katie at@harbour.example", ""),
        ("", ""),
    ],
)
def test_an_address_has_one_normal_form(written: str, normal: str) -> None:
    assert normal_email(written) == normal


@pytest.mark.parametrize(
    ("written", "region", "normal"),
    [
        ("+1 (212) 555-0142", None, "+12125550142"),
        ("0012125550142", None, "+12125550142"),
        ("tel:+1-212-555-0142", None, "+12125550142"),
        ("(212) 555-0142", "US", "+12125550142"),
        ("(212) 555-0142", None, "2125550142"),
        ("+1 212 555 0142 ext. 7", None, "+12125550142;ext=7"),
        ("٢١٢٥٥٥٠١٤٢", None, "2125550142"),
        ("5550-0142", None, "55500142"),
        ("555-0142", None, ""),
        ("call me", "US", ""),
        ("", None, ""),
    ],
)
def test_a_number_is_international_where_its_country_is_known(written: str, region: str | None, normal: str) -> None:
    assert normal_phone(written, region) == normal


CODES = ["1", "7", "39", "44", "49", "52", "54", "55", "61", "86", "380", "353", "800", "979", "999", "210"]
DIGITS = st.text("0123456789", min_size=4, max_size=13)
MARKS = st.sampled_from(["", "", " ", "-", ".", " (0) ", "(", ")"])


@st.composite
def international_numbers(draw: st.DrawFn) -> str:
    first, last = draw(DIGITS), draw(DIGITS | st.just(""))
    return f"+{draw(st.sampled_from(CODES))}{draw(MARKS)}{first}{draw(MARKS)}{last}"


def by_phonenumbers(written: str) -> str:
    try:
        parsed = phonenumbers.parse(written)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is not None and phonenumbers.is_possible_number(parsed):
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    digits = "".join(filter(str.isdigit, written))
    return digits if len(digits) >= SHORTEST_PHONE else ""


@given(international_numbers())
def test_an_international_number_is_what_phonenumbers_makes_of_it(written: str) -> None:
    assert normal_phone(written) == by_phonenumbers(written)


@pytest.mark.parametrize(
    ("url", "profile"),
    [
        ("https://www.linkedin.com/in/Katie-ONeil/?trk=x", "linkedin.com/in/katie-oneil"),
        ("ie.linkedin.com/in/katie-oneil", "linkedin.com/in/katie-oneil"),
        ("https://www.linkedin.com/in/j%C3%B6rg/details/skills", "linkedin.com/in/jörg"),
        ("https://www.linkedin.com/company/harbour", ""),
        ("https://m.facebook.com/katie.oneil", "facebook.com/katie.oneil"),
        ("https://www.facebook.com/profile.php?id=1000555", "facebook.com/1000555"),
        ("https://www.facebook.com/people/Katie/1000555", "facebook.com/1000555"),
        ("https://fb.com/katie.oneil", "facebook.com/katie.oneil"),
        ("https://www.facebook.com/groups/kilns", ""),
        ("https://www.instagram.com/_u/katie", "instagram.com/katie"),
        ("https://www.instagram.com/explore", ""),
        ("https://twitter.com/@katie", "x.com/katie"),
        ("https://x.com/katie/status/1", ""),
        ("https://github.com/katie", "github.com/katie"),
        ("https://github.com/katie/kiln", ""),
        ("https://www.xing.com/profile/Katie_ONeil/cv", "xing.com/profile/katie_oneil"),
        ("https://harbour.example/", ""),
        ("https://notlinkedin.com/in/katie", ""),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_only_a_profile_of_a_known_service_is_one(url: str, profile: str) -> None:
    assert normal_profile(url) == profile


@pytest.mark.parametrize("written", ["Acme Labs", "ACME LABS, Inc.", "Acme Labs GmbH & Co. KG", "acme labs L.L.C."])
def test_a_company_compares_without_its_legal_form(written: str) -> None:
    assert normal_company(written) == "acmelabs"


def test_a_company_compares_with_its_digits() -> None:
    assert normal_company("Café 21") == "cafe21"
