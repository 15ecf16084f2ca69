"""Normal forms: two writings of one address, number, profile or word become equal text here.

Nothing is guessed: a local telephone number without a home region stays a national number, and a page that is not a
profile of a known service has no normal form at all, because a company's homepage names everyone who works there.
Numbers follow E.164 (through phonenumbers), letters NFKC and anyascii.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import parse_qs, unquote

import phonenumbers
from anyascii import anyascii

from reconnect.identity.words import words_of

REMEMBERED = 1 << 17
SHORTEST_PHONE = 8

_LEGAL_FORMS = words_of(
    "inc incorporated llc llp lp ltd limited plc corp corporation co company gmbh ag kg ug ohg gbr mbh ev eg sa sas"
    " sarl srl spa snc sl slu bv nv ab as oy oyj aps kft sro doo pty pte kk ооо тов оао зао"
)
_URL = re.compile(r"(?:https?:)?(?://)?([^/?#:@]+)(?::\d*)?([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)
_UMLAUT = re.compile(r"(?<=[aou])e(?!$)")
_PAGES_OF_NOBODY = words_of(
    "about account explore events features groups hashtag help home i intent login marketplace messages p pages people"
    " policies posts privacy profile.php public search settings share sharer.php sharer story.php watch"
)


@lru_cache(REMEMBERED)
def fold(text: str) -> str:
    """Return the letters of a text as a-z: `Łukasz` and `Lukasz` are one, emoji and digits are gone."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = anyascii("".join(c for c in text if c.isalpha() or unicodedata.category(c).startswith("M")))
    return "".join(c for c in text.lower() if "a" <= c <= "z")


@lru_cache(REMEMBERED)
def name_key(text: str) -> str:
    """Return how a part of a name compares: folded, without e after a, o or u, so that Mueller is Müller is Muller."""
    return _UMLAUT.sub("", fold(text))


@lru_cache(REMEMBERED)
def normal_email(text: str) -> str:
    """Return an address in lower case without +tag, and without dots at Gmail; "" for what is no address."""
    local, at, domain = text.strip().strip("<>").lower().removeprefix("mailto:").rpartition("@")
    local, domain = local.strip().split("+")[0] or local, domain.strip().rstrip(".")
    if domain == "googlemail.com":
        domain = "gmail.com"
    if domain == "gmail.com":
        local = local.replace(".", "")
    return f"{local}@{domain}" if at and local and domain and not re.search(r"\s", local + domain) else ""


@lru_cache(REMEMBERED)
def normal_phone(text: str, home_region: str | None = None) -> str:
    """Return a number in E.164, or its digits where nothing tells its country; "" for fewer than 8 characters.

    `home_region` is the country of local numbers, such as "DE" (ISO 3166-1). An extension stays, behind `;ext=`.
    """
    number = re.sub(r"^00(?=\d)", "+", text.strip().removeprefix("tel:").strip())
    try:
        parsed = phonenumbers.parse(number, home_region)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is not None and phonenumbers.is_possible_number(parsed):
        extension = f";ext={parsed.extension}" if parsed.extension else ""
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) + extension
    digits = "".join(str(unicodedata.digit(c)) for c in number if c.isdecimal())
    return digits if len(digits) >= SHORTEST_PHONE else ""


@lru_cache(REMEMBERED)
def normal_company(text: str) -> str:
    """Return how a company's name compares: legal forms off its end, folded, digits kept."""
    words = re.sub(r"[.,&+]", " ", re.sub(r"(?<=\b\w)\.(?=\w\b)", "", text)).lower().split()
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return "".join(fold(c) if c.isalpha() else c for c in "".join(words) if c.isalpha() or c.isdecimal())


@lru_cache(REMEMBERED)
def normal_profile(url: str) -> str:
    """Return a personal profile at a known service as `linkedin.com/in/katie-oneil`; "" for any other page."""
    found = _URL.match(url.strip())
    host, path, query = found.groups("") if found else ("", "", "")
    host = host.casefold()
    steps = [step.casefold() for step in unquote(path).split("/") if step]
    for domain, (service, read) in _SERVICES.items():
        if host == domain or host.endswith(f".{domain}"):
            who = read(steps, query)
            return f"{service}/{who}" if who else ""
    return ""


def service_of(profile: str) -> str:
    """Return the service of a normal profile, such as `linkedin.com`."""
    return profile.partition("/")[0]


def _behind(word: str) -> Callable[[list[str], str], str]:
    return lambda steps, _: f"{word}/{steps[1]}" if len(steps) > 1 and steps[0] == word else ""


def _alone(steps: list[str], _: str) -> str:
    who = steps[0].removeprefix("@") if len(steps) == 1 else ""
    return "" if who in _PAGES_OF_NOBODY else who


def _facebook(steps: list[str], query: str) -> str:
    if steps == ["profile.php"]:
        return next(iter(parse_qs(query).get("id", [])), "")
    return steps[2] if len(steps) == 3 and steps[0] == "people" else _alone(steps, query)


_SERVICES: dict[str, tuple[str, Callable[[list[str], str], str]]] = {
    "linkedin.com": ("linkedin.com", _behind("in")),
    "facebook.com": ("facebook.com", _facebook),
    "fb.com": ("facebook.com", _facebook),
    "twitter.com": ("x.com", _alone),
    "x.com": ("x.com", _alone),
    "github.com": ("github.com", _alone),
    "instagram.com": ("instagram.com", _alone),
    "xing.com": ("xing.com", _behind("profile")),
}
