"""The words of five languages by which a rewritten letter is checked: what tells a number, a time, a memory, a request.

The surprise: these lists err on the side of refusing. A harmless sentence with such a word costs a rewriting, and the
composed letter stands; an invented one that passes costs trust. German writes all nouns large, so that those of
everyday letters are listed, lest each be taken for a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Times = tuple[tuple[re.Pattern[str], frozenset[int]], ...]


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language.

    `frequent` are words of which every text of it is full and those of its neighbours are not. `forms` are the forms of
    address, familiar and formal. `times` are words for months, seasons and days of the week, each with the months that
    it can mean (none for a day). `counts` are number words, `memories` say that I remember or felt something, `asks`
    want something from the other, `nouns` are plain though they are written large.
    """

    name: str
    frequent: frozenset[str]
    forms: tuple[re.Pattern[str], ...]
    times: Times
    counts: re.Pattern[str]
    memories: re.Pattern[str]
    asks: re.Pattern[str]
    nouns: frozenset[str] = frozenset()


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _pattern(words: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Read alternatives, each a regular expression, with spaces between them."""
    return re.compile(rf"\b(?:{'|'.join(words.split())})(?!\w)", flags)


def _times(months: str, seasons: str, weekdays: str, flags: re.RegexFlag = re.IGNORECASE) -> Times:
    """Read twelve months, the four seasons from spring on, and the days of the week."""
    named = [(_pattern(word, flags), frozenset({month})) for month, word in enumerate(months.split(), 1)]
    parts = zip(seasons.split(), ({3, 4, 5}, {6, 7, 8}, {9, 10, 11}, {12, 1, 2}), strict=True)
    return (
        *named,
        *((_pattern(word), frozenset(part)) for word, part in parts),
        (_pattern(weekdays, flags), frozenset()),
    )


_SURE = re.RegexFlag(0)

TONGUES = {
    "en": Tongue(
        name="English",
        frequent=_words(
            "i you we the and of to is are was were that this these it for with your my our what how if or have has "
            "had would do does not but from by which there when where any at be been no me on as all"
        ),
        forms=(),
        times=_times(
            r"January February March April (?<=[a-z,]\s)May June July August September October November December",
            r"spring(?:time)? summer(?:time)? autumn|(?:the|last|this|that)\sfall winter(?:time)?",
            "Mondays? Tuesdays? Wednesdays? Thursdays? Fridays? Saturdays? Sundays?",
            _SURE,
        ),
        counts=_pattern(
            r"(?<!or\s)two three four five six seven eight nine ten eleven twelve \w+teen twenty thirty forty fifty "
            r"sixty seventy eighty ninety hundreds? thousands? millions? dozens? decades? twice thrice"
        ),
        memories=_pattern(
            r"i\s(?:\w+\s)?(?:remember|recall|miss) "
            r"i(?:'ve|\shave)?\s(?:\w+\s)?(?:missed|remembered|recalled|dreamt) "
            r"i(?:'m|'ve\sbeen|\swas|\sam|\shave\sbeen)?\s(?:\w+\s)?(?:thought|thinking|think|dreamt)\s"
            r"(?:of|about|back) "
            r"reminded\sme\w* made\sme\w* memories\sof i(?:'ll|\swill)\snever\sforget yesterday "
            r"last\s(?:night|week|month|year)"
        ),
        asks=_pattern(
            r"send(?:ing)? click\w* pay(?:ing|ment)? transfer\w* wire bank\w* accounts? password\w* passcode link "
            r"download\w* invest\w* call\sme phone whatsapp telegram favou?rs? help\sme introduc\w+ recommend\w* "
            r"refer\w* forward(?:ing)? lend hire donat\w+ sign\sup subscribe buy"
        ),
    ),
    "de": Tongue(
        name="German",
        frequent=_words(
            "ich du wir sie der die das und ist sind war waren nicht ein eine einen einer von zu mit auf für was wie "
            "wenn oder hat habe haben hast noch auch aber dir dich deine dein ihnen ihr ihre mir mich uns es dass so "
            "im vom zum zur bei aus dem den über nach gern würde"
        ),
        forms=(_pattern(r"du dich dir dein\w*"), _pattern(r"(?<=[^.!?:]\s)(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)", _SURE)),
        times=_times(
            "Januar|Jänner Februar|Feber März April Mai Juni Juli August September Oktober November Dezember",
            r"Frühjahrs?|Frühlings? \w*Sommers? \w*Herbst(?:es)? \w*Winters?",
            r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tage?[ns]? Mittwochs? Sonnabends?",
        ),
        counts=_pattern(
            r"(?<!oder\s)(?<!ein,\s)zwei drei vier fünf sechs sieben acht neun zehn elf zwölf \w+zehn \w*zwanzig "
            r"\w*dreißig \w*vierzig \w*fünfzig \w*sechzig \w*siebzig \w*achtzig \w*neunzig \w*hundert\w* "
            r"\w*tausend\w* dutzende? jahrzehnt\w* zweimal dreimal"
        ),
        memories=_pattern(
            r"erinnere\smich mich\serinner\w+ in\serinnerung vermiss\w+ gefehlt (?:an|über)\s(?:dich|sie)\sgedacht "
            r"denke\s(?:oft|gern|noch)?\s?(?:an|zurück) gestern letzte[nrs]?\s(?:nacht|woche|monat|jahr) "
            r"unvergess\w+ nie\svergessen"
        ),
        asks=_pattern(
            r"schick\w* send\w* klick\w* zahl\w* bezahl\w* überweis\w* bank\w* konto\w* passw\w+ kennwort link "
            r"herunterlad\w* investier\w* ruf\smich\san anruf\w* telefon\w* whatsapp telegram gefallen hilf\smir "
            r"vorstell\w* empfehl\w* empfiehl weiterleit\w* leih\w* spend\w* kauf\w* abonnier\w*"
        ),
        nouns=_words(
            "abend abende abends adresse alles alltag alltags anfang angebot anlass antwort arbeit art aufgabe "
            "aufgaben auge augen augenblick bereich beruf bescheid betreff betrieb blick brief briefe büro dank ding "
            "dinge druck ecke eile einladung ende entschuldigung entwicklung erfahrung erfahrungen erinnerung "
            "erwartung faden fall familie feierabend firma frage fragen freude freund gedanke gedanken gegend "
            "gegenleistung gelegenheit geschichte gespräch glück grund gruß grüße gutes hallo hand haus herz herzen "
            "hilfe hintergedanken hoffnung hören idee interesse interessen jahr jahre jahren kaffee kapitel "
            "kleinigkeit kollegen kontakt kopf laune leben lesen liebe liste lust mail mails mal mensch menschen "
            "moment monat monate morgen mühe nachfrage nachricht nachrichten name namen neues neugier neuigkeit "
            "neuigkeiten nähe ohr ordnung ort pause person plan platz pläne post projekt projekte raum richtung rolle "
            "ruhe rätsel rückmeldung sache sachen satz schreiben schritt schweigen seite spaß spur stadt start stelle "
            "stille stimme stunde stunden stück tag tage tagen teil thema themen tun tür umgebung unternehmen "
            "unterschied verbindung vergangenheit vergnügen verpflichtung verzeihung veränderung veränderungen "
            "vorhaben wahl wandel wechsel weg weile weise welt wiedersehen wissen woche wochen wochenende wort worte "
            "worten wunsch zeichen zeile zeilen zeit zeiten zeitpunkt zufall zukunft zweck überraschung"
        ),
    ),
    "fr": Tongue(
        name="French",
        frequent=_words(
            "je tu nous vous le les des et est sont une que qui dans pour pas sur avec ce cette ces mon ton votre "
            "vos notre nos mais ou où si au aux du il elle ai as avez avons était c'est ne plus par bien quoi "
            "comment j d l n s qu c été être"
        ),
        forms=(_pattern(r"(?<!est\s)tu te toi ton ta tes t['’](?=\w)\w*"), _pattern("vous votre vos")),
        times=_times(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            r"printemps (?:l['’]|cet\s|en\s|d['’]|un\s|chaque\s)été(?:s)? automne hivers?",
            "lundis? mardis? mercredis? jeudis? vendredis? samedis? dimanches?",
        ),
        counts=_pattern(
            r"(?<!ou\s)deux trois quatre cinq six sept huit (?<!de\s)neuf dix onze douze treize quatorze quinze "
            r"seize vingt trente quarante cinquante soixante cents? mille millions? douzaines? décennies?"
        ),
        memories=_pattern(
            r"me\s(?:souviens|rappelle) j['’]ai\s(?:re)?pensé pens(?:e|ais)\sà m['’](?:as|avez)\smanqué "
            r"(?:tu\sme|vous\sme)\smanqu\w+ hier (?:la\s)?semaine\sdernière (?:le\s)?mois\sdernier "
            r"l['’]an(?:née)?\sderni\w+ n['’]oublierai inoubliable\w*"
        ),
        asks=_pattern(
            r"envo(?:ie|yer|yez)\w* clique\w* pa(?:ie|yer|yez|iement)\w* vir(?:er|ement)\w* banque\w* bancaire\w* "
            r"compte\sbancaire mot\sde\spasse lien télécharg\w+ invest\w+ appel(?:le|ez)-moi téléphon\w* whatsapp "
            r"telegram service\sà aide[zr]?-moi présent(?:er|ez|e)-moi recommand\w+ transf\w+ prêt(?:er|ez) "
            r"don(?:s|ation) achet\w+"
        ),
    ),
    "es": Tongue(
        name="Spanish",
        frequent=_words(
            "yo tú el los las y es son en con una lo pero mi tu del al qué cómo está fue muy más hay ha he eso "
            "cuando donde sin algo tus sus la un hola luego nos le su ti usted también ahora así mis hace aún ya no "
            "si"
        ),
        forms=(_pattern("tú te ti tu tus tuy[oa]s? contigo"), _pattern("usted ustedes le su sus")),
        times=_times(
            "enero febrero marzo abril mayo junio julio agosto sep?tiembre octubre noviembre diciembre",
            r"primaveras? veranos? otoños? inviernos?",
            "lunes martes miércoles jueves viernes sábados? domingos?",
        ),
        counts=_pattern(
            r"(?<!\so\s)dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte "
            r"treinta cuarenta cincuenta sesenta cien(?:to)?s? \w*cientos mil miles millones docenas? décadas?"
        ),
        memories=_pattern(
            r"me\sacuerdo recuerdo me\sacord\w+ pensé\sen he\spensado pienso\sen extrañ\w+ ech[oéa]\w*\sde\smenos "
            r"ayer anoche (?:la\s)?semana\spasada (?:el\s)?(?:mes|año)\spasado inolvidable\w* nunca\solvid\w+"
        ),
        asks=_pattern(
            r"env[ií]\w+ haz\sclic clic pag(?:ar|a|o|ue)\w* transfer\w+ banc(?:o|ari)\w* cuenta\sbancaria contraseña "
            r"enlace descarg\w+ inv(?:ert|iert)\w+ ll[aá]m[ae]\w* teléfono whatsapp telegram favor(?:es)? "
            r"ay[uú]d[ae]\w* pres[eé]nt[ae]\w* recom[ie]+nd\w+ préstam\w+ prest\w+ don(?:ar|ación) compr(?:ar|a|e)"
        ),
    ),
    "uk": Tongue(
        name="Ukrainian",
        frequent=_words(
            "і й та що як це цей ця ці є ми ви ти я був була було були із або але чи якщо ще щось мене вашу ваша "
            "твоя твій ваш мій моя про від коли де хто який яка яке які під час будь ласка зі щоб бо теж також тепер"
        ),
        forms=(_pattern(r"ти тебе тобі тобою тво\w+ твій"), _pattern(r"ви вас вам вами ваш\w*")),
        times=_times(
            r"січ(?:ень|н\w+) лют(?:ий|ого|ому|им) берез(?:ень|н[яіюе]\w*) квіт(?:ень|н[яіюе]\w*) "
            r"трав(?:ень|н[яіюе]\w*) черв(?:ень|н[яіюе]\w*) лип(?:ень|н[яіюе]\w*) серп(?:ень|н[яіюе]\w*) "
            r"верес(?:ень|н[яіюе]\w*) жовт(?:ень|н[яіюе]\w*) листопад\w* груд(?:ень|н[яіюе]\w*)",
            r"(?:на)?весн\w+ влітку|літ[оаіу]|літом осін\w*|осен\w+|восени зим\w*|взимку",
            r"понеділ\w+ вівтор\w+ серед[аиу] четвер\w* п['’]ятниц\w+ субот\w* неділ\w+",
        ),
        counts=_pattern(
            r"(?<!-)два (?<!або\s)дві двох двома три трьох чотири чотирьох п['’]ят(?:ь|и) шість сім вісім дев['’]ять "
            r"десять \w+надцять двадцять тридцять сорок п['’]ятдесят сто сотн\w+ тисяч\w* мільйон\w* десятиліт\w+ "
            r"десятк\w+ двічі тричі"
        ),
        memories=_pattern(
            r"(?<!чи\s)пам['’]ятаю згадую згада(?:в|ла) сумую сумува(?:в|ла) дума(?:ю|в|ла)\sпро скуча\w+ вчора "
            r"(?:минулого|того)\s(?:тижня|місяця|року) незабутн\w+ ніколи\sне\sзабуду"
        ),
        asks=_pattern(
            r"надішл\w+ надсил\w+ перешл\w+ натисн\w+ заплат\w+ оплат\w+ перекаж\w+ переказ\w* банк\w* рахун\w+ "
            r"парол\w+ посилання завантаж\w+ інвест\w+ зателефон\w+ подзвон\w+ телефон\w* whatsapp telegram "
            r"послуг\w+ допомож\w+ познайом(?:те|иш|ите)\sмене порекоменд\w+ рекоменд\w+ позич\w+ пожертв\w+ "
            r"куп(?:и|іть)"
        ),
    ),
}


def tongue(language: str) -> Tongue | None:
    """Return the words of a language such as "es" or "es-MX", or None where there are none."""
    return TONGUES.get(language.split("-")[0])
