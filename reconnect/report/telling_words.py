"""Which words of a text tell what it is about, and which two of them are alike.

Case, diacritics and the endings of five languages do not count, and a word of some length is like those that begin with
it, since German, above all, writes "Töpfer" and "Töpferkurs". That is less than a grammar of each language knows, and
needs none to be chosen: a note is a word or two long, and in no language for certain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

REMEMBERED = 1 << 16
START = 5
"""Words that are alike have so many first letters in common, or all that the shorter one has."""

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_UNDIVIDED = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ґ": "г"})
_WITH_MARKS = (range(0x80, 0x590), range(0x1E00, 0x2190), range(0xFB00, 0xFB07), range(0xFF00, 0xFF5F))
"""Where Unicode has the letters of Latin, Greek and Cyrillic; of others a first look takes all there are."""
_MANY = re.compile(r"(?<=...)(?<![su])s$")
_DOING = re.compile(r"(?<=...)(?:ing|ed)$|(?<=....[lr])n$")
_TWICE = re.compile(r"([bdgmnprt])\1$")
_ENDS_IN_E = re.compile(r"([^aeiou]*[aeiouy][^aeiouwxy])(e?)")
_Y = re.compile(r"(?<=...)(?:ie|y)$")
_LAST_VOWEL = re.compile(r"(?<=.....)(?:ei|[aoi])$|(?<=...)e$")
_CYRILLIC = re.compile(
    r"(?<=....)(?:ами|ями|ого|ому|ими|ах|ях|ою|ею|еи|ів|ам|ям|ом|ем|оі|ии|іи|их|іх|им|[аеєиіоуюяь])$"
)
"""The endings of Ukrainian nouns and adjectives, folded: й is и, and ї is і."""


class Word(NamedTuple):
    """A telling word: its stem, and where it stands in the text on one line."""

    stem: str
    start: int
    end: int


def one_line(text: str) -> str:
    """Return a text on one line, each letter with its mark as one character where there is such a one."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def words(line: str) -> Iterator[Word]:
    """Yield the telling words of a text that `one_line` returned."""
    for found in _WORD.finditer(line):
        if tells(folded := fold(found[0])):
            yield Word(stem(folded), *found.span())


@lru_cache(REMEMBERED)
def fold(word: str) -> str:
    """Return a word in small letters without diacritics."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold().translate(_UNDIVIDED)


def tells(folded: str) -> bool:
    """Return whether a folded word tells anything: it is no stop word, and no single letter."""
    return folded not in STOP_WORDS and (len(folded) > 1 or not folded.isascii())


@lru_cache(REMEMBERED)
def stem(folded: str) -> str:
    """Return a folded word without the ending that number, case or tense gave it."""
    if not folded.isascii():
        return _CYRILLIC.sub("", folded)
    one = _MANY.sub("", folded)
    done = _DOING.sub("", one)
    if short := _ENDS_IN_E.fullmatch(done):  # plane is no plan, and baking is done by whoever bakes
        return done if done == one else f"{short[1]}e"
    return _LAST_VOWEL.sub("", _Y.sub("i", one if done == one else _TWICE.sub(r"\1", done)))


def alike(one: str, other: str, shortest: int) -> bool:
    """Return whether two stems are equal, or one begins with the other, which has so many letters at least."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return one == other or (len(short) >= shortest and long.startswith(short))


def start(stem: str) -> str:
    """Return what every folded word begins with whose stem is like this one (of START letters or more)."""
    return stem[:START].rstrip("ei") or stem


def anywhere(starts: Iterable[str]) -> re.Pattern[str]:
    """Return what is found at least wherever a word begins so, whatever its case and diacritics: a quick first look."""
    return re.compile("|".join("".join(_written(each)) for each in starts))


def _written(start: str) -> Iterator[str]:
    """Yield how each letter may be written; of two that one character stands for (ß, æ) the second may be missing."""
    ways, as_one = _ways()
    for place, letter in enumerate(start):
        if not (letter.isascii() or letter in ways):
            return
        written = f"[{re.escape(letter + letter.upper() + ways.get(letter, ''))}][\u0300-\u036f]*"
        yield f"(?:{written})?" if start[max(place - 1, 0) : place + 1] in as_one else written


@cache
def _ways() -> tuple[dict[str, str], set[str]]:
    """Return for each letter the characters that stand for it or for it among others, and the pairs of such letters."""
    ways: dict[str, str] = {}
    as_one: set[str] = set()
    for character in map(chr, chain.from_iterable(_WITH_MARKS)):
        folded = fold(character)
        as_one.update(map("".join, pairwise(folded)))
        for letter in set(folded):
            ways[letter] = ways.get(letter, "") + character
    return ways, as_one


_STOP_WORDS = """
    a about after again all also although always am an and another any anybody anyone anything are around as at away
    be because been before being between both but by can could did do does doing done down each either else enough etc
    ever every everybody everyone everything few for from further get gets getting give gives giving go goes going
    gone got had has have having he her here hers him his how however i if in into is it its just know knows knowing
    learn learns learning learned learnt less let like likes liked love loves loved lot lots made make makes making
    many may maybe me might mine more most much must my need needs needed neither never no nobody none nor not nothing
    now of off offer offers offering often ok on once one only onto or other others our ours out over own per perhaps
    please quite rather re really same see she should since so some somebody someone something soon speak speaks
    speaking still such take takes taking than thanks that the their theirs them then there these they thing things
    this those though through to together too toward towards try tries trying under until up upon us use uses used
    using very want wants wanted was we were what whatever when where whether which while who whom whose why will with
    within without would yes yet you your yours better good best great really interest interests interested goal goals
    skill skills fwd fw aw wg tr rv

    aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist bitte da dabei
    damit danach dann daran darauf das dass dein deine deinem deinen deiner dem den denn der des dessen dich die dies
    diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines einige er es etwas euch
    euer eure fur gegen geht gern gerne gibt haben habe hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem
    ihren ihrer im immer ins ist ja jede jedem jeden jeder jedes jemand jetzt kann kannst kein keine keinen keiner
    konnen konnte lernen lernt machen macht mehr mein meine meinem meinen meiner mich mir mit mochte mochten muss nach
    nicht nichts noch nur ob oder ohne schon sehr sei sein seine seinem seinen seiner seit sich sie sind so soll
    sollen spreche sprechen spricht suchen sucht uber um und uns unser unsere unter viel viele vom von vor wann warum
    wegen weil weiter wenn wer werden wie wieder will wir wird wo wollen wurde wurden zu zum zur zwischen jemanden

    ai aime aimer alors apprend apprendre apres au aucun aussi autre autres aux avant avec avez avoir avons bien ce
    cela celle celui ces cet cette ceux chaque chez comme dans de deja depuis des deux donc du elle elles en encore
    entre est et etaient etait etre eu faire fait faut font ici il ils je jusque la le les leur leurs lui ma mais meme
    mes moi moins mon ne ni nos notre nous on ont ou par parce parle parler pas peu peut plus pour pourquoi quand que
    quel quelle quelque quelques quelqu qui quoi sa sans se sera ses si soi sommes sont sous souvent suis sur ta te
    tes toi ton tous tout toute toutes tres tu un une veut vers voici voila vos votre vous

    al algo alguien alguna algunas alguno algunos ante antes aprende aprender aqui asi aun aunque busca cada como con
    contra cual cuando de del desde donde dos el ella ellas ellos entre era eran eres es esa esas ese eso esos esta
    estaba estan estar estas este esto estos estoy fue fueron ha habla hablar hace hacer hacia han hasta hay la las le
    les lo los mas me mi mis mucho muchos muy nada ni nos nosotros nuestra nuestro o os otra otras otro otros para
    pero poco por porque puede que quien quiere se sea ser si sido sin sino sobre su sus tambien tan tanto te ti tener
    tiene tienen todo todos tu tus un una unas uno unos usted y ya yo

    а аби або але б без би був була були було в вам вас весь вже ви від він вона вони воно все всі вчити вчитися
    вивчати говорить говорити да де для до є ж за з зі і із й його їй їм їх їхній коли кого котрий крім ли лише має
    мати мене мені ми мій мною моє моя на навіть над нам нас наш не неї нема немає ним них ні ніж ніхто нічого о об
    один по перед під після при про свій свої себе собі та так також там твій те теж тебе ти тим то тобі той тому тут
    у хоче хто це цей ці ця чи чого чому що щоб щось я як яка який яке які якщо
"""
STOP_WORDS = frozenset(map(fold, _STOP_WORDS.split()))
"""Words that stand in every text in English, German, French, Spanish and Ukrainian, and those that ask or offer.

A word that tells something in another of these languages is left out of them (war, son, car).
"""
