"""Normal forms: two writings of one address, number, profile or word become equal text here.

Nothing is guessed: a local telephone number without a home region stays a national number, and a page that is not a
profile of a known service has no normal form at all, because a company's homepage names everyone who works there.
Numbers follow E.164 (through phonenumbers), letters NFKC and anyascii.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from urllib.parse import parse_qs, unquote

from anyascii import anyascii

from reconnect.identity.words import words_of

REMEMBERED = 1 << 17
SHORTEST_PHONE = 8

_SPACE = re.compile(r"\s")
_NO_LETTERS = re.compile(r"[^a-z]+")
_NO_DIGITS = re.compile(r"[^0-9]+")
_DOUBLE_ZERO = re.compile(r"00(?=\d)")
_DOTS_OF_LETTERS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_BETWEEN_WORDS = re.compile(r"[.,&+]")
_LEGAL_FORMS = words_of(
    "inc incorporated llc llp lp ltd limited plc corp corporation co company gmbh ag kg ug ohg gbr mbh ev eg sa sas"
    " sarl srl spa snc sl slu bv nv ab as oy oyj aps kft sro doo pty pte kk ооо тов оао зао"
)
_URL = re.compile(r"(?:https?:)?(?://)?([^/?#:@]+)(?::\d*)?([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)
_INTERNATIONAL = re.compile(r"\+[1-9][0-9 ().-]{5,30}[0-9]")
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
    return text.lower() if text.isascii() and text.isalpha() else _NO_LETTERS.sub("", text.lower())


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
    return f"{local}@{domain}" if at and local and domain and not _SPACE.search(local + domain) else ""


@lru_cache(REMEMBERED)
def normal_phone(text: str, home_region: str | None = None) -> str:
    """Return a number in E.164, or its digits where nothing tells its country; "" for fewer than 8 characters.

    `home_region` is the country of local numbers, such as "DE" (ISO 3166-1). An extension stays, behind `;ext=`.
    """
    import phonenumbers  # the largest import of all, and most commands never see a number

    number = text.strip().removeprefix("tel:").strip()
    number = f"+{number[2:]}" if _DOUBLE_ZERO.match(number) else number
    if _INTERNATIONAL.fullmatch(number) and (plain := _plain_e164(_NO_DIGITS.sub("", number))):
        return plain
    try:
        parsed = phonenumbers.parse(number, home_region)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is not None and phonenumbers.is_possible_number(parsed):
        extension = f";ext={parsed.extension}" if parsed.extension else ""
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) + extension
    digits = "".join(str(unicodedata.digit(c)) for c in number if c.isdecimal())
    return digits if len(digits) >= SHORTEST_PHONE else ""


def _plain_e164(digits: str) -> str:
    """Return an international number that phonenumbers would leave as it is, in a tenth of its time; else "".

    It takes off a trunk prefix, as in +44 (0) 20, and refuses a length that is not possible in the country.
    """
    for code in (digits[:1], digits[:2], digits[:3]):
        if plan := _numbering_plan(int(code)):
            trunk, lengths = plan
            national = digits.removeprefix(code)
            is_plain = national[0] != "0" and len(national) in lengths and not trunk.match(national)
            return f"+{digits}" if is_plain else ""
    return ""


@cache
def _numbering_plan(code: int) -> tuple[re.Pattern[str], frozenset[int]] | None:
    """Return the trunk prefixes and the possible lengths of the national numbers behind a country calling code."""
    import phonenumbers

    if code not in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        return None
    region = phonenumbers.region_code_for_country_code(code)
    metadata = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(code, region)
    if metadata is None or metadata.general_desc is None:
        return None
    return re.compile(metadata.national_prefix_for_parsing or "(?!)"), frozenset(metadata.general_desc.possible_length)


@lru_cache(REMEMBERED)
def normal_company(text: str) -> str:
    """Return how a company's name compares: legal forms off its end, folded, digits kept."""
    words = _BETWEEN_WORDS.sub(" ", _DOTS_OF_LETTERS.sub("", text)).lower().split()
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    name = "".join(words)
    if name.isascii() and name.isalnum():
        return name
    return "".join(fold(c) if c.isalpha() else c for c in name if c.isalpha() or c.isdecimal())


@lru_cache(REMEMBERED)
def normal_profile(url: str) -> str:
    """Return a personal profile at a known service as `linkedin.com/in/katie-oneil`; "" for any other page."""
    found = _URL.match(url.strip())
    host, path, query = found.groups("") if found else ("", "", "")
    host = host.casefold()
    while host and host not in _SERVICES:
        host = host.partition(".")[2]
    if not host:
        return ""
    service, read = _SERVICES[host]
    who = read([step.casefold() for step in unquote(path).split("/") if step], query)
    return f"{service}/{who}" if who else ""


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


def _instagram(steps: list[str], query: str) -> str:
    return _alone(steps[1:] if steps[:1] == ["_u"] else steps, query)  # so an app is asked to open it


_SERVICES: dict[str, tuple[str, Callable[[list[str], str], str]]] = {
    "linkedin.com": ("linkedin.com", _behind("in")),
    "facebook.com": ("facebook.com", _facebook),
    "fb.com": ("facebook.com", _facebook),
    "twitter.com": ("x.com", _alone),
    "x.com": ("x.com", _alone),
    "github.com": ("github.com", _alone),
    "instagram.com": ("instagram.com", _instagram),
    "xing.com": ("xing.com", _behind("profile")),
}
