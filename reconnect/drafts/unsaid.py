"""What never appears in a letter, and why: hollow, selling, asking, counting, guilty, pressing, private words.

The surprise is what follows for old subject lines: a true fact that holds such a word is not said at all. The patterns
are meant for text in lower case with straight apostrophes; the private words come in five languages, since old subject
lines do.
"""

from __future__ import annotations

import re

_NUMBER = (
    r"(?:(?!(?:19|20)\d\d\b)\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty"
    r"|dozens of|hundreds of|a hundred)"
)

_PHRASES = {
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
    r"|krebs|krank\w*|hôpital|maladie|enfermedad|лікарн\w+|хвороб\w+"
    # religion
    r"|church\w*|mosque|synagogue|pray\w*|baptis\w+|islam\w*|muslims?|jewish|catholic|bible|quran|koran|ramadan|religio\w+"
    r"|parish|kirche|taufe|église|baptême|iglesia|bautizo|церкв\w+"
    # politics
    r"|politic\w+|elections?|ballot|vot(?:e|es|ing|ed)|referendum|protest\w*|petition|partisan|republicans?|democrats?"
    r"|bundestagswahl|élections?|elecciones|вибор\w+"
    # money
    r"|money|salar(?:y|ies)|invoices?|debts?|loans?|mortgage|payments?|bankrupt\w*|insolven\w+|unpaid|refund|tax(?:es)?"
    r"|inheritance|alimony|wages|laid off|layoffs?|redundanc\w+|rechnung\w*|mahnung|schulden|gehalt|facture|factura"
    r"|рахунок|борг\w*"
    # break-ups
    r"|divorc\w+|break-?up|broke up|separated|separation|ex-(?:wife|husband|girlfriend|boyfriend|partner)|custody"
    r"|scheidung|trennung|розлучен\w+"
    # deaths
    r"|died|dead|deaths?|dying|funeral|condolence\w*|obituar\w+|passed away|mourn\w*|burial|memorial|in memory of"
    r"|cremat\w+|suicide|widow\w*|beerdigung|beileid|trauer\w*|gestorben|verstorben|décès|obsèques|condoléances|pésame"
    r"|falleci\w+|похорон\w*|співчутт\w+|помер\w*|смерт\w+"
    # children
    r"|bab(?:y|ies)|newborn|toddler|kindergarten|kids|child|children|sons?|daughters?"
)

_NEVER = {reason: re.compile(rf"\b(?:{pattern})(?!\w)") for reason, pattern in _PHRASES.items()}
_NEVER_PRIVATE = re.compile(rf"\b(?:{_PRIVATE})\b")


def phrases(text: str) -> list[tuple[str, str]]:
    """Return what should not stand in a letter, each with the reason, as the second half of a sentence."""
    lowered = _lowered(text)
    return [(found[0], reason) for reason, pattern in _NEVER.items() for found in pattern.finditer(lowered)]


def private_words(text: str) -> list[str]:
    """Return the words that touch health, religion, politics, money, break-ups, deaths or children."""
    return [found[0] for found in _NEVER_PRIVATE.finditer(_lowered(text))]


def _lowered(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())
