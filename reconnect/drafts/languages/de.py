"""German: times as one speaks of them, where people know each other from, and the words that no letter holds.

Every phrase fits its sentence even where a date is missing. Seasons are those of the northern half of the earth.
"""

from __future__ import annotations

import re
from datetime import date

from reconnect.drafts.facts import Fact
from reconnect.drafts.languages.base import Language
from reconnect.drafts.languages.shared import service, spanning
from reconnect.drafts.languages.unsaid_de import NEVER, PRIVATE

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
SEASONS = ("Anfang", "Anfang", *3 * ["Frühjahr"], *3 * ["Sommer"], *3 * ["Herbst"], "Ende")

_MET = r"kennen ?gelernt|getroffen|begegnet|gesehen"
_AT_FIRST = re.compile(
    rf"^(?:(?:wir )?(?:haben|sind|kennen) uns |(?:ich )?(?:habe )?(?:ihn|sie) |(?:{_MET}),? )?"
    r"(?:(?:mal|einmal|zuerst|erstmals|damals|kurz) )*",
    re.IGNORECASE,
)
_AT_LAST = re.compile(rf",? (?:{_MET})(?: (?:haben|sind|habe))?$", re.IGNORECASE)
_IN_A_TIME = rf"im (?:{'|'.join(MONTHS)}|Frühjahr|Frühling|Sommer|Herbst|Winter|Jahr)\b"
_FROM = (
    (r"zufällig (?=\S)", "von einer zufälligen Begegnung "),
    (rf"(?={_IN_A_TIME})", "von einer Begegnung "),
    (r"(?:auf dem|am|an dem|beim|bei dem|vom) ", "vom "),
    (r"(?:im|in dem) ", "aus dem "),
    (r"in (?=\S)", "aus "),
    (r"(?:auf|an) (?=\S)|bei (?=(?:d|ein|unser|mein|sein|ihr)e[mnr] )", "von "),
    (r"während (?=de[rs] )", "aus der Zeit "),
)
_AS_IT_IS = r"(?:von|aus|über|durch|als|seit|dank|noch|nur|schon|beruflich|privat|persönlich) "
_AT_AN_OCCASION = (
    r"(?:vor|nach|neben|hinter|unter|zwischen|gegenüber|mit|ohne|zu|zum|zur|um|unterwegs|gegen|bei"
    r"|[12]\d{3}|draußen|hier) "
)


def season(day: date | None) -> str:
    """Name a time of the year: "Frühjahr 2019", "Ende 2019"."""
    return "vor einiger Zeit" if day is None else f"{SEASONS[day.month - 1]} {day.year}"


def when(day: date | None) -> str:
    """Say when: "im Frühjahr 2019", "Ende 2019", "vor einiger Zeit"."""
    return season(day) if day is None or day.month in (12, 1, 2) else f"im {season(day)}"


def around(day: date | None) -> str:
    """Say roughly when: "irgendwann im Frühjahr 2019", "irgendwann"."""
    return "irgendwann" if day is None else f"irgendwann {when(day)}"


def since(day: date | None) -> str:
    """Say since when: "seit Mai 2017", "seit einiger Zeit"."""
    return "seit einiger Zeit" if day is None else f"seit {MONTHS[day.month - 1]} {day.year}"


span = spanning("von {} bis {}", "im Jahr {}", when)
"""Say for how long something went on: "von 2014 bis 2021", "im Jahr 2019", "im Frühjahr 2019"."""


def from_where(fact: Fact) -> str:
    """Say where two people know each other from, after "wir kennen uns": "vom Markt", "aus Triest", "über Anna".

    The note may be a whole phrase ("auf dem Markt kennengelernt"). A noun alone has no case that could be known, and is
    quoted.
    """
    words = _AT_LAST.sub("", _AT_FIRST.sub("", fact.value, count=1), count=1)
    for at, of in _FROM:
        if found := re.match(at, words, re.IGNORECASE):
            return of + words[found.end() :]
    small = words[:1].lower() + words[1:]
    if re.match(_AS_IT_IS, small):
        return small
    return f"von einer Begegnung {small}" if re.match(_AT_AN_OCCASION, small) else f"von „{words}“"


def with_subject(fact: Fact) -> str:
    """Say under which subject a message came, a space before it, or nothing where it has none that can be said."""
    return f" mit dem Betreff „{fact.value}“" if fact.value else ""


GERMAN = Language(
    code="de",
    name="German",
    filters={each.__name__: each for each in (season, when, around, since, span, service, from_where, with_subject)},
    opens_small=True,
    never=NEVER,
    private=PRIVATE,
    says_nothing=(
        r"hallo|hallöchen|moin|servus|guten (?:tag|morgen|abend)|test|info|zur info|danke\w*|vielen dank|fragen?|fotos?"
        r"|bild(?:er)?|neuigkeiten|neues|treffen|termine?|grüße|gruß|liebe grüße|viele grüße|nachtrag|anbei|unterlagen"
        r"|rückmeldung|antwort|(?:kein|ohne) betreff|entwurf|noch (?:et)?was|kurze info"
    ),
    no_employer=(
        r"selbst(?:st)?ändig\w*|freiberuf\w*|freischaffend\w*|freie[rs]? mitarbeit\w*|rentner\w*|ruhestand|pensionär\w*"
        r"|pensioniert\w*|arbeitslos\w*|arbeits?suchend\w*|jobsuche|auf der suche|offen für|elternzeit|auszeit"
        r"|sabbatical"
        r"|hausfrau|hausmann|privat|privatier|unbekannt|keine angabe|k\. ?a|diverse|verschiedene"
    ),
    acts_alone=(
        r"mag|liebt|spielt|sammelt|baut|macht|liest|schreibt|lernt|lehrt|singt|tanzt|kocht|backt|bäckt|klettert"
        r"|segelt|reitet|fährt|läuft|arbeitet|züchtet|repariert|restauriert|unterrichtet|studiert|gärtnert|näht|strickt"
        r"|fotografiert|interessiert|träumt|möchte|kann|könnte|würde|ist|hätte|wäre|bietet|hilft|ich|er|wir"
    ),
    congratulates=(
        r"glückwunsch|glückwünsche|gratulier\w*|gratulation|alles gute (?:zu|zum|zur)\b"
        r"|schönen (?:geburtstag|jahrestag)|zum (?:geburtstag|jahrestag)"
    ),
    says_i=r"[Ii]ch\b",
    common_words=(
        "der und nicht ist für mit von zum zur auf bei beim vom aus nach über wir ich sie ihr dein deine mein meine "
        "unser "
        "unsere wie wann noch auch ein eine einen einer uns dich dir bitte danke heute morgen oder wird sind haben kann"
    ),
)
