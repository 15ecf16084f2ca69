"""What a card names becomes an address that may be asked for, or a reason why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.errors import NoPage
from reconnect.sources.web.addresses import WebAddress, is_same_site, on_card

NO_PAGE = "this is no address of a web page; correct the entry in your address book"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("annbyron.example/blog", WebAddress("https", "annbyron.example", 443, "/blog")),
        (" //annbyron.example ", WebAddress("https", "annbyron.example", 443, "/")),
        ("annbyron.example:8080/a?b=c#d", WebAddress("https", "annbyron.example", 8080, "/a?b=c")),
        ("HTTP://WWW.AnnByron.Example.:80", WebAddress("http", "www.annbyron.example", 80, "/")),
        ("https://bücher.example/für dich", WebAddress("https", "xn--bcher-kva.example", 443, "/f%C3%BCr%20dich")),
        ("https://ａｎｎ.example/", WebAddress("https", "ann.example", 443, "/")),
        ("http://[2606:4700::1]:81/a", WebAddress("http", "2606:4700::1", 81, "/a")),
    ],
)
def test_what_a_card_names_is_read_as_people_mean_it(text: str, address: WebAddress) -> None:
    assert on_card(text) == address


def test_an_address_is_written_as_it_is_asked_for() -> None:
    assert on_card("HTTP://AnnByron.Example:80/a b?c").text == "http://annbyron.example/a%20b?c"
    assert on_card("http://[2606:4700::1]:81/a").text == "http://[2606:4700::1]:81/a"


@pytest.mark.parametrize(
    "text",
    [
        "", "ann", "http://", "https:///a", "ftp://annbyron.example/", "file:///etc/passwd", "mailto:ann@a.example",
        "javascript:alert(1)", "data:text/html,a", "tel:5550142", "http://localhost/", "http://a.example:99999/",
        "http://annbyron.example:x/", "http://a..example/", "http://-a.example/", "http://[::1/", "http://a b.example/",
        "http://a.example\\@b.example/", "http://a.example/\x1b[31m", "http://a.example/\u2028a",
        f"a.example/{'a' * 3_000}",
        f"http://{'a.' * 200}example/", "http://\ud800.example/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(NoPage, match=NO_PAGE):
        on_card(text)


@pytest.mark.parametrize(
    "text", ["https://ann:secret@annbyron.example/", "https://ann@annbyron.example", "https://@a.example/"]
)
def test_an_address_with_a_password_is_refused_and_its_password_not_shown(text: str) -> None:
    with pytest.raises(NoPage, match="carries a password or a name to log in with, so it is not asked for") as error:
        on_card(text)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("https://www.linkedin.com/in/ann", "LinkedIn"), ("LINKEDIN.COM/in/ann", "LinkedIn"), ("lnkd.in/x", "LinkedIn"),
        ("https://de.linkedin.com./in/ann", "LinkedIn"), ("https://ｌinkedin.com/in/ann", "LinkedIn"),
        ("https://linkedin。com/in/ann", "LinkedIn"), ("http://linkedin.com:80", "LinkedIn"),
        ("https://m.facebook.com/ann", "Facebook"), ("fb.com/ann", "Facebook"), ("fb.me/ann", "Facebook"),
        ("https://scontent.xx.fbcdn.net/a.jpg", "Facebook"), ("m.me/ann", "Messenger"),
        ("https://messenger.com/t/ann", "Messenger"), ("https://instagram.com/ann", "Instagram"),
        ("https://www.threads.net/@ann", "Threads"), ("threads.com/@ann", "Threads"),
        ("https://wa.me/15550142", "WhatsApp"), ("https://web.whatsapp.com/", "WhatsApp"), ("about.meta.com", "Meta"),
    ],
)  # fmt: skip
def test_what_belongs_to_linkedin_or_facebook_is_left_alone(text: str, service: str) -> None:
    with pytest.raises(NoPage, match=f": {service} is left alone$"):
        on_card(text)


@pytest.mark.parametrize(
    "text", ["notlinkedin.com", "linkedin.com.example", "facebook.com.annbyron.example", "fb.example"]
)
def test_what_only_sounds_like_them_is_not(text: str) -> None:
    assert on_card(text).host == text


@given(st.text(max_size=60))
def test_any_text_is_an_address_that_reads_as_itself_or_no_page(text: str) -> None:
    try:
        address = on_card(text)
    except NoPage:
        return
    assert on_card(address.text) == address
    assert address.text.isascii()
    assert address.text.isprintable()


def test_a_site_is_a_host_and_those_below_it() -> None:
    assert is_same_site("www.annbyron.example", "annbyron.example")
    assert is_same_site("blog.annbyron.example", "www.annbyron.example")
    assert not is_same_site("notannbyron.example", "annbyron.example")
    assert not is_same_site("bobshaw.example", "annbyron.example")
