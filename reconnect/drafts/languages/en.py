"""English: times as one speaks of them, and the words that no letter holds.

Every phrase fits its sentence even where a date is missing, so no sentence has to ask. No phrase depends on today:
the same facts give the same words next year. Seasons are those of the northern half of the earth.
"""

from __future__ import annotations

import re
from datetime import date

from reconnect.drafts.facts import Fact
from reconnect.drafts.languages.base import Language
from reconnect.drafts.languages.shared import service, spanning

MONTHS = (  # not strftime: its words depend on the machine's language
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = ("beginning", "beginning", *3 * ["spring"], *3 * ["summer"], *3 * ["autumn"], "end")
_OTHERWISE = ("through ", "via ", "by ", "as ", "since ", "because of ", "thanks to ")
_AT_A_PLACE = re.compile(
    r"^(?:(?:we |i )?(?:first )?met )?(?:(?:him|her|them|each other) )?(?:(?:at|in|on|from|during|near) )?",
    re.IGNORECASE,
)


def season(day: date | None) -> str:
    """Name a time of the year: "the spring of 2019", "the end of 2019"."""
    return "some time ago" if day is None else f"the {SEASONS[day.month - 1]} of {day.year}"


def when(day: date | None) -> str:
    """Say when: "in the spring of 2019", "at the end of 2019", "some time ago"."""
    if day is None:
        return season(day)
    return f"{'at' if day.month in (12, 1, 2) else 'in'} {season(day)}"


def around(day: date | None) -> str:
    """Say roughly when: "around the spring of 2019", "at some point"."""
    return "at some point" if day is None else f"around {season(day)}"


def since(day: date | None) -> str:
    """Say since when: "since May 2017", "for some time"."""
    return "for some time" if day is None else f"since {MONTHS[day.month - 1]} {day.year}"


span = spanning("from {} to {}", "in {}", when)
"""Say for how long something went on: "from 2014 to 2021", "in 2019", "in the spring of 2019", "some time ago"."""


def from_where(fact: Fact) -> str:
    """Say where two people know each other from, out of a note that may begin with "met at": "from the fair"."""
    words = _AT_A_PLACE.sub("", fact.value, count=1)
    return words if words.lower().startswith(_OTHERWISE) else f"from {words}"


def with_subject(fact: Fact) -> str:
    """Say under which subject a message came, a space before it, or nothing where it has none that can be said."""
    return f' with the subject "{fact.value}"' if fact.value else ""


_NUMBER = (
    r"(?:(?!(?:19|20)\d\d\b)\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty"
    r"|dozens of|hundreds of|a hundred)"
)

_NEVER = {
    "is a hollow opening": (
        r"hope this (?:\w+ )?finds you|hope you(?: are|'re) (?:doing )?well|long time,? no see|checking in"
        r"|touch(?:ing)? base|circl(?:e|ing) back|reach(?:ing|ed)? out|(?:it's|it has) been (?:far |much )?too long"
        r"|quick question|(?:was|am|'m|been) (?:just )?thinking (?:of|about) you"
    ),
    "sounds like selling": (
        r"opportunit(?:y|ies)|synerg\w+|leverag\w+|value proposition|networking|(?:my|your|our|to) network"
        r"|pick your brain|hop on a call|(?:15|fifteen|30|thirty) minutes|calendly\S*|mutually beneficial|win-win"
    ),
    "asks for a favour": (
        r"referrals?|refer me|hire me|(?:a|any) (?:job|position) (?:for me|opening)|job openings?|introduce me"
        r"|introductions? to|recommend me|recommendations?|endorse\w*|vote for|like my|share my|donat\w+|invest in"
        r"|lend me"
    ),
    "keeps score": (
        r"i wrote last|you never (?:replied|answered|wrote|responded)|you (?:did not|didn't) (?:reply|answer|write)"
        r"|your turn|you owe"
    ),
    "counts days or messages": (
        rf"{_NUMBER} (?:\w+ )?(?:days|weeks|messages|mails|e-?mails|letters|conversations|replies|times)"
        rf"|(?:{_NUMBER} )?(?:days|weeks|months|years) of silence|{_NUMBER} years (?:without|since)"
    ),
    "tells somebody's age": r"turn(?:s|ed|ing)? \d{1,3}|\d{1,3}(?:st|nd|rd|th) birthday|\d{1,3} years (?:old|young)",
    "is full of guilt": (
        r"(?:terrible|bad|awful|lousy) friend|feel (?:so )?(?:bad|terrible|awful|guilty)"
        r"|(?:you|have) (?:\w+ )?forg[eo]t(?:ten)? (?:about )?me"
    ),
    "presses for an answer": (
        r"let me know by|reply by|awaiting|swift reply|as soon as possible|asap|deadline|urgent\w*"
    ),
    "flatters without a fact": (
        r"(?:impressive|amazing|incredible|inspiring|stellar) (?:career|journey|work|profile|path)|huge fan"
    ),
    "shows the machine": (
        r"(?:my|the|this|our) (?:software|program|database|app|script|algorithm)|(?:according to|in) (?:my|our) records"
        r"|dear (?:sir|madam|friend|contact)|sir or madam"
    ),
}

_PRIVATE = (
    # health
    r"cancer|tumou?r|ill|illness\w*|sick\w*|disease\w*|hospitals?|surger(?:y|ies)|diagnos\w+|depress\w+|therap\w+|pregnan\w+"
    r"|miscarriage|clinics?|medical|chemo\w*|rehab|addict\w*|alcoholi\w+|burn-?out|covid|hiv|disab\w+"
    # religion
    r"|church\w*|mosque|synagogue|pray\w*|baptis\w+|islam\w*|muslims?|jewish|catholic|bible|quran|koran|ramadan|religio\w+"
    r"|parish"
    # politics
    r"|politic\w+|elections?|ballot|vot(?:e|es|ing|ed)|referendum|protest\w*|petition|partisan|republicans?|democrats?"
    # money
    r"|money|salar(?:y|ies)|invoices?|debts?|loans?|mortgage|payments?|bankrupt\w*|insolven\w+|unpaid|refund|tax(?:es)?"
    r"|inheritance|alimony|wages|laid off|layoffs?|redundanc\w+"
    # break-ups
    r"|divorc\w+|break-?up|broke up|separated|separation|ex-(?:wife|husband|girlfriend|boyfriend|partner)|custody"
    # deaths
    r"|died|dead|deaths?|dying|funeral|condolence\w*|obituar\w+|passed away|mourn\w*|burial|memorial|in memory of"
    r"|cremat\w+|suicide|widow\w*"
    # what else is nobody's to be reminded of
    r"|your loss|biops\w+|strokes?|fired|passwords?|coming out|ivf|love you|hospice|heart attack|lawyers?|prison"
    r"|abortion|overdose|bipolar|autis\w+|nursing home|evict\w+|asylum|grie\w+|affair|arrest\w*|gambling|brexit|trump"
    r"|idiots?|stupid|eur|usd|gbp"
    # children
    r"|grand(?:sons?|daughters?|children)|bab(?:y|ies)|newborn|toddler|kindergarten|kids|child|children|sons?|daughters?"
)

ENGLISH = Language(
    code="en",
    name="English",
    filters={each.__name__: each for each in (season, when, around, since, span, service, from_where, with_subject)},
    never=_NEVER,
    private=_PRIVATE,
    says_nothing=(
        r"hi|hey|hello|test|fyi|thanks?|thank you|question|photos?|pictures?|update|meeting|no subject|untitled"
    ),
    no_employer=(
        r"self[- ]?employed|free-?lance\w*|retired|unemployed|independent|stealth|confidential|private|none|n/a|seeking"
        r"|looking for|open to|between jobs|various"
    ),
    acts_alone=(  # "rebuilds old radios" is a sentence without its subject, and fits into none of ours
        r"likes|loves|enjoys|plays|collects|builds|rebuilds|makes|runs|works|reads|writes|grows|teaches|learns|wants|plans"
        r"|keeps|studies|paints|sings|bakes|cooks|climbs|sails|rides|is|has|does|was|were|used|can|could|would|will|to|i|we"
        r"|he|she|they"
    ),
    congratulates=r"congratulations|happy birthday|happy anniversary|best wishes for your",
    says_i=r"I\b",
    common_words=(
        "the and of to for with from your you our is are was on at by about this that what when how it my we not have "
        "will can there new some all would could please thanks"
    ),
)
