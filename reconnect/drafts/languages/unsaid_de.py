"""What no German letter holds: patterns for lower case and straight apostrophes, with the forms that words take."""

from __future__ import annotations

_NUMBER = (
    r"(?:(?!(?:19|20)\d\d\b)\d[\d.,]*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|fünfzig"
    r"|dutzende?|hunderte?|tausende?)"
)
_TENS = r"(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert)"
_YOU = r"(?:du|sie|ihr)"

NEVER = {
    "is a hollow opening": (
        r"hoffe,? (?:dass )?(?:es geht (?:dir|ihnen|euch)|(?:dir|ihnen|euch) geht (?:es|'s)|(?:dir|ihnen|euch) geht's"
        r"|es (?:dir|ihnen|euch) (?:\w+ )?(?:gut|bestens)|bei (?:dir|ihnen|euch) ist alles"
        r"|diese \w+ (?:erreicht|findet|trifft))"
        r"|lange nicht(?:s)? (?:mehr )?(?:voneinander |von (?:dir|ihnen|uns|einander) )?"
        r"(?:gehört|gesehen|gesprochen|geschrieben|gelesen)"
        r"|viel zu lange?|(?:schon )?(?:eine |ne )?ewigkeit(?:en)?|(?:schon )?ewig (?:her|nicht|nichts)"
        r"|lang,? lang ist'?s her"
        r"|wollte (?:mich )?(?:nur |mal |kurz |einfach |wieder |bei (?:dir|ihnen) )*(?:melden|nachhaken|reinschauen"
        r"|anklopfen)"
        r"|(?:melde|rühre) mich (?:nur |mal |kurz |einfach )+(?:wieder )?"
        r"|nur (?:mal )?kurz|(?:kurze|schnelle) frage|(?:musste|muss) (?:\w+ ){0,3}an (?:dich|sie) denken"
        r"|habe? (?:\w+ ){0,3}an (?:dich|sie) gedacht|(?:bist|sind) mir (?:\w+ )?(?:eingefallen|in den sinn gekommen)"
        r"|(?:wieder )?(?:in )?kontakt (?:wieder )?(?:auf(?:zu)?nehmen|aufzufrischen|auffrischen|bleiben|treten)"
        r"|kontakte? (?:zu )?pflegen|kontaktpflege"
    ),
    "sounds like selling": (
        r"synergie\w*|mehrwert\w*|win-win\S*|netzwerk\w*|networking|vernetzen|vernetzung|karrierechance\w*"
        r"|(?:spannende|einmalige|tolle|einzigartige)n? (?:chance|gelegenheit|möglichkeit)\w*"
        r"|geschäfts(?:chance|gelegenheit|möglichkeit|idee)\w*"
        r"|(?:gegenseitig|beidseitig|beiderseitig)\w* (?:nutzen|vorteil)\w*"
        r"|(?:15|fünfzehn|30|dreißig|zwanzig) minuten|minütig\w*|calendly\S*|termin (?:buchen|vereinbaren)"
        r"|kurz(?:es|en) (?:telefonat|call|kennenlerngespräch)|kennenlerngespräch\w*|unverbindlich\w*|anzapfen"
        r"|alleinstellungsmerkmal\w*|auf augenhöhe"
    ),
    "asks for a favour": (
        r"empfehlungs?\w*|weiter(?:zu)?empfehl\w*|mich empfehlen|(?:einen|um den|den) (?:kleinen |großen )?gefallen"
        r"|(?:offene|freie)n? stellen?|stelle für mich|(?:einen |'nen )?job für mich|job zu vergeben"
        r"|lebenslauf schicken|meine bewerbung"
        r"|mich (?:\w+ )?(?:bei )?(?:dein\w*|ihr\w*|jemand\w*) (?:\w+ ){0,2}(?:vorstellen|vorzustellen)"
        r"|kontakt (?:zu \w+ |mit \w+ )?(?:her(?:zu)?stellen|(?:zu )?vermitteln)|vitamin b|spenden?|spendest|stimme für"
        r"|abstimmen|liken|investier\w*|leih(?:e|en|st|t)? (?:du |sie )?mir|brauche (?:deine|ihre) hilfe"
    ),
    "keeps score": (
        rf"(?:hast|haben) (?:{_YOU} )?(?:mir |mich |auf \w+ \w+ )?(?:nie|nicht|immer noch nicht|noch immer nicht"
        r"|noch nicht) (?:mehr )?(?:ge|zurückge)(?:antwortet|schrieben|meldet)"
        r"|(?:dich|sich) (?:nie|nicht|lange nicht|nie mehr|nicht mehr) gemeldet"
        r"|(?:mir|uns) nie (?:mehr )?zurückgeschrieben"
        r"|zuletzt (?:habe )?ich (?:dir |ihnen )?(?:habe |hatte )?geschrieben|ich habe (?:dir |ihnen )?(?:zuletzt"
        r"|als letzte\w*)"
        r"|(?:du bist|sie sind|bist du|sind sie) (?:jetzt |nun |wieder )?(?:dran|an der reihe|am zug)"
        r"|schuldest|schulden sie|bist (?:du )?mir (?:noch )?\w* ?\w* ?schuldig"
        r"|sind (?:sie )?mir (?:noch )?\w* ?\w* ?schuldig"
    ),
    "counts days or messages": (
        rf"{_NUMBER} (?:\w+ )?(?:tagen?|wochen|monaten?|nachrichten|mails|e-?mails|briefen?|gesprächen?|antworten"
        rf"|malen?)"
        rf"|(?:{_NUMBER} )?(?:tage|wochen|monate|jahre)n? (?:der |des |voller )?(?:stille|funkstille|schweigens?)"
        rf"|(?:tage|wochen|monate|jahre)lang\w* (?:stille|funkstille|schweigen\w*|nicht)"
        rf"|{_NUMBER} jahren? (?:ohne|seit|nichts?|her|später|lang)|(?:vor|seit|nach) {_NUMBER} jahren"
        r"|nach (?:so|all den|all diesen) (?:vielen |langen )?jahren|funkstille"
    ),
    "tells somebody's age": (
        rf"(?:\d{{1,3}}|{_TENS})-?jährig\w*|\d{{1,3}}\.? geburtstag|\w*{_TENS}ste[nrs]? geburtstag"
        r"|runde[nrs]? geburtstag"
        rf"|(?:wirst|wurdest|bist|(?:werden|wurden|sind) sie|sie (?:werden|wurden|sind)) (?:du )?(?:jetzt |bald "
        rf"|schon |nun )*(?:\d{{1,3}}|\w*{_TENS})"
        r"|\d{1,3} (?:geworden|jahre (?:alt|jung))"
    ),
    "is full of guilt": (
        r"schlechte[nrs]? (?:freund\w*|gewissen)|(?:miserable|schreckliche|furchtbare)[rs]? freund\w*|schäme? mich"
        r"|fühle mich (?:\w+ )?(?:schlecht|schuldig|elend)|asche auf mein haupt|unverzeihlich\w*"
        r"|mich (?:\w+ ){0,2}vergessen (?:hast|haben)|(?:hast|haben) (?:du |sie )?mich (?:\w+ ){0,2}vergessen"
        r"|nicht mehr an mich erinner\w*"
    ),
    "presses for an answer": (
        r"(?:antwort\w*|meld\w*|schreib\w*|rückmeldung|bescheid) (?:\w+ ){0,3}bis (?:spätestens|zum|\w+tag|morgen|ende"
        r"|\d)|bis spätestens"
        r"|(?:baldige|schnelle|rasche|prompte|umgehende|zügige)[nrs]? (?:antwort|rückmeldung|reaktion)"
        r"|zeitnah\w*|(?:schnellst|baldmög|baldigst|schnellstens)\w*|so (?:schnell|bald|rasch) (?:es geht|wie möglich)"
        r"|umgehend\w*|dringend\w*|es eilt(?! nicht)|asap|deadline|fristen?|letzter termin"
        r"|(?:warte|wartet|warten) (?:\w+ )?auf (?:deine|ihre|eine|deinen|ihren) (?:\w+ )?(?:antwort|rückmeldung|anruf)"
    ),
    "flatters without a fact": (
        r"(?:beeindruckend|großartig|fantastisch|phantastisch|unglaublich|inspirierend|grandios|bemerkenswert)\w*"
        r" (?:werdegang|karriere|arbeit|profil|weg|laufbahn|lebenslauf|leistung|erfolge?)\w*"
        r"|(?:großer|große|riesiger|riesige|größter|größte) fan|bewundere (?:dich|sie|deine?n?|ihre?n?)"
    ),
    "shows the machine": (
        r"(?:meine?[mnrs]?|diese[mnrs]?|unsere?[mnrs]?) (?:software|programm|datenbank|app|skript|algorithmus)"
        r"|die (?:software|datenbank|app)|der algorithmus|algorithmus"
        r"|(?:laut|nach|in|gemäß) (?:meine[nr]|unsere[nr]) (?:aufzeichnungen|unterlagen|daten|kartei|datenbank|akten)"
        r"|sehr geehrte[nrs]? (?:damen|herren|kontakt|kund\w+)|damen und herren|liebe[nrs]? (?:kontakte?n?|kund\w+"
        r"|leser\w*)"
    ),
}

PRIVATE = (
    # health
    r"krank\w*|erkrank\w*|krebs|krebs(?:art|arzt|diagnose|erkrankung|therapie|vorsorge)\w*|tumore?n?|klinik\w*|spital"
    r"|hospiz\w*|arzttermin\w*|beim arzt|zum arzt|notaufnahme|operiert\w*|op-termin\w*|reha|chemo\w*|befunde?"
    r"|psychiatri\w*|depressi\w*|schwanger\w*|fehlgeburt\w*|alkohol\w*|entzug"
    r"|sucht(?:beratung|klinik|hilfe|problem\w*)|demenz\w*|dement\w*|herzinfarkt\w*|schlaganfall\w*"
    r"|behinder(?:t|te|ten|ung|ungen)|pflegeheim\w*|pflegefall|burn-?out|unfall|unfälle"
    # religion
    r"|kirchen?|kirch(?:gang|weih|lich)\w*|kirchen\w+|gottesdienst\w*|taufen?|getauft|kommunion|konfirmation|firmung"
    r"|bibel\w*|gebete?|beten|moscheen?|synagogen?|pfarr\w+|koran|ramadan|muslim\w*|jüdisch\w*|katholi\w+"
    r"|evangelisch\w*|christlich\w*|islam\w*|religi\w+"
    # politics
    r"|politi\w+|wahlen|(?:bundestags|landtags|kommunal|europa|bürgermeister)wahl\w*|wahlkampf\w*|wahlsonntag|partei"
    r"|parteien|parteitag\w*|volksentscheid\w*|petition\w*|unterschriftensammlung"
    # money
    r"|(?!be)\w*rechnung(?:en)?|mahnung\w*|\w*schulden|gehalt|gehälter\w*|gehalts\w+|lohn|löhne|\w*geld(?:er)?"
    r"|kredite?n?|darlehen|hypothek\w*|erbschaft\w*|erbteile?|insolven\w+|pleite|kündigung\w*|gekündigt|entlassen"
    r"|entlassung\w*|abfindung\w*|steuer|steuererklärung\w*|steuerbescheid\w*|finanzamt|\w*zahlung(?:en)?|unbezahlt\w*"
    r"|überweisung\w*|alimente"
    # break-ups
    r"|scheidung\w*|geschieden\w*|trennung|trennungs\w+|ex-?(?:frau|mann|freund|freundin|partner|partnerin)"
    r"|sorgerecht\w*|schluss gemacht|verlassen worden"
    # deaths
    r"|tod|todes\w*|tot|tote[nrs]?|gestorben\w*|verstorben\w*|sterb(?:en|efall|efälle|end\w*)|beerdigung\w*"
    r"|begräbnis\w*|bestattung\w*|beileid\w*|trauer\w*|kondolenz\w*|nachrufe?|friedhof\w*|witwen?|witwer|selbstmord\w*"
    r"|suizid\w*|hinterblieben\w*"
    # children
    r"|kinder(?:n|s|garten|gärten|krippe|arzt|ärztin|wagen|zimmer|betreuung|geburtstag)?|kindes"
    r"|(?:das|ein|mein|dein|unser|euer|ihr|erstes|zweites|drittes) kind|kita|krippe|säugling\w*|nachwuchs|enkel\w*"
    r"|(?<!& )(?<!und )(?:sohn|sohnes|söhne|söhnen)|töchter|töchtern|tochter|einschulung\w*|geburt|entbindung\w*"
)
