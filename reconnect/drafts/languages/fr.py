"""French: times as one speaks of them, and the words that no letter holds.

Every phrase fits its sentence even where a date is missing. A place follows "fait connaissance" or "notre rencontre":
neither tells anybody's gender. Seasons are those of the northern half of the earth.
"""

from __future__ import annotations

import re
from datetime import date

from reconnect.drafts.facts import Fact
from reconnect.drafts.languages.base import Language
from reconnect.drafts.languages.shared import service, spanning

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_BEGINNING = ("au début de", "du début de", "le début de")
_SPRING = ("au printemps", "du printemps", "le printemps")
_SUMMER = ("à l’été", "de l’été", "l’été")
_AUTUMN = ("à l’automne", "de l’automne", "l’automne")
_END = ("à la fin de", "de la fin de", "la fin de")
SEASONS = (_BEGINNING, _BEGINNING, *3 * [_SPRING], *3 * [_SUMMER], *3 * [_AUTUMN], _END)

_MET = re.compile(
    r"^(?:(?:nous (?:nous )?sommes|nous avons|on s['’]est|on a|je l['’]ai|s['’]est|l['’]ai) )?(?:(?:bien|déjà) )?"
    r"(?:(?:rencontr|crois)ée?s?|(?:re)?connue?s?|vue?s?|fait (?:(?:sa|leur) )?connaissance"
    r"|(?:première )?rencontre) ",
    re.IGNORECASE,
)
_FROM = re.compile(r"^(?:depuis |de (?=la |l['’]))", re.IGNORECASE)
_CONTRACTED = {"le": "au", "les": "aux", "la": "à la", "du": "au", "des": "aux"}
_TELLS_WHERE = (
    r"(?:à|au|aux|en|dans|sur|sous|chez|lors|pendant|durant|avec|par|grâce|via|comme|près|devant|derrière|autour|entre"
    r"|avant|après|vers|hors|parmi|pour|là|il y a)(?!\w)"
)


def season(day: date | None) -> str:
    """Say of which time something is: "du printemps 2019", "de l’été 2019", "d’il y a quelque temps"."""
    return "d’il y a quelque temps" if day is None else f"{SEASONS[day.month - 1][1]} {day.year}"


def when(day: date | None) -> str:
    """Say when: "au printemps 2019", "à la fin de 2019", "il y a quelque temps"."""
    return "il y a quelque temps" if day is None else f"{SEASONS[day.month - 1][0]} {day.year}"


def around(day: date | None) -> str:
    """Say roughly when: "vers l’automne 2019", "à un moment donné"."""
    return "à un moment donné" if day is None else f"vers {SEASONS[day.month - 1][2]} {day.year}"


def since(day: date | None) -> str:
    """Say since when: "depuis mai 2017", "depuis quelque temps"."""
    return "depuis quelque temps" if day is None else f"depuis {MONTHS[day.month - 1]} {day.year}"


span = spanning("de {} à {}", "en {}", when)
"""Say for how long something went on: "de 2016 à 2021", "en 2019", "au printemps 2019", "il y a quelque temps"."""


def from_where(fact: Fact) -> str:
    """Say where two people met, out of a note that may begin with "rencontrés": "au marché", "à l’école", "à Lyon".

    What has neither article nor preposition stands in brackets, unless it looks like a name.
    """
    words = _FROM.sub("", _MET.sub("", fact.value, count=1), count=1)
    first, _, rest = words.partition(" ")
    if rest and first.lower() in _CONTRACTED:
        return f"{_CONTRACTED[first.lower()]} {rest}"
    if re.match(r"par [^\W\d_]", words) and words[4].isupper():
        return f"grâce à {rest}"
    if re.match(_TELLS_WHERE, words, re.IGNORECASE):
        return words[:1].lower() + words[1:]
    if re.match(r"(?:l['’]|(?:une?|mon|ma|mes|nos|notre|son|sa|ses|leurs?|cet|cette|ces?) )", words, re.IGNORECASE):
        return f"à {words[:1].lower()}{words[1:]}"
    if re.match(r"(?:19|20)\d\d(?!\w)", words):
        return f"en {words}"
    if all(word[:1].isupper() or word[:1].isdigit() for word in words.split()):
        return f"à {words}"
    return f"à cette occasion ({words})"


def with_subject(fact: Fact) -> str:
    """Say under which subject a message came, a space before it, or nothing where it has none that can be said."""
    return f" au sujet de «\u00a0{fact.value}\u00a0»" if fact.value else ""


_NUMBER = (
    r"(?:(?!(?:19|20)\d\d(?!\w))\d[\d.,]*(?: \d{3})*|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze"
    r"|vingt|trente|quarante|cinquante|soixante|cent|mille"
    r"|(?:une|des|quelques) (?:di|quin|ving|tren|cen)[a-z]+aines? d(?:e |'))"
)
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|(?:le |la )?(?:\d|fin|week-end))"

_NEVER = {
    "is a hollow opening": (
        r"(?:j'espère|en espérant|espérant) que (?:vous|tu|tout|ce|cette|mon|ma)(?: \w+){0,2} (?:va|vas|allez|trouv\w+)"
        r"|(?:ça|cela) (?:fait|faisait) (?:un bail|une éternité|une paye|(?:si |très |trop |bien )?longtemps)"
        r"|(?:si|trop) longtemps que|je (?:me permets de )?re(?:viens|venir) vers|prendre la température"
        r"|je me permets de (?:te |vous )(?:re)?(?:contacter|solliciter|lancer)"
        r"|(?:re|re)?pris(?:e)? de contact|(?:re)?prendre contact|repris contact|(?:un |petit )coucou"
        r"|petite question|question rapide|(?:viens|venir) aux nouvelles"
        r"|(?:je pense|je pensais|j'ai (?:re)?pensé|je repensais|je repense) (?:\w+ment )?à (?:toi|vous)"
    ),
    "sounds like selling": (
        r"opportunités?|synergi\w+|gagnant-gagnant|proposition de valeur|valeur ajoutée|réseaut\w+|networking"
        r"|(?:mon|ton|votre|notre|du|de) réseau|effets? de levier|(?:10|15|20|30|dix|quinze|vingt|trente) minutes"
        r"|(?:un|petit) call|calendly\S*|(?:caler|fixer|bloquer) un (?:appel|call|créneau|rendez-vous)"
        r"|mutuellement (?:bénéfique|avantageu)\w*|brainstorm\w*"
    ),
    "asks for a favour": (
        r"recommandations?|(?:recommande[rz]?-moi|me recommander)|cooptation|m'embaucher|embauche[rz]?-moi"
        r"|cherche (?:un |du )?(?:emploi|travail|poste|stage)|recherche d'emploi|offres? d'emploi"
        r"|(?:un |de )(?:emploi|travail|poste|stage) pour moi|me mettre en (?:relation|contact|rapport)"
        r"|met(?:s|tez)-moi en (?:relation|contact)|me présenter à|présente[rz]?-moi"
        r"|me rendre (?:un )?(?:petit )?service|(?:te|vous) demander (?:un |une )(?:petit )?(?:service|faveur)"
        r"|vote[rz]? pour|like[rz]? |(?:aime|partage)[rz]? (?:ma|mon|mes)|faire un don|vos dons|cagnotte"
        r"|investi(?:r|ssez|s) dans|me prêter|prête[rz]?-moi|parraine[rz]?-moi|me parrainer"
    ),
    "keeps score": (
        r"(?:j'ai|c'est moi qui ai) écrit (?:en dernier|la dernière fois)|dernière? à (?:avoir écrit|écrire)"
        r"|(?:tu n'as|tu n'avais|vous n'avez|vous n'aviez) (?:jamais|pas) (?:répondu|écrit|réagi)"
        r"|(?:tu ne m'as|vous ne m'avez) (?:jamais|pas) (?:répondu|écrit)"
        r"|sans (?:réponse|nouvelles) de (?:ta|votre) part|c'est (?:à )?(?:ton|votre) tour|à (?:toi|vous) de jouer"
        r"|(?:tu me|vous me) de(?:vez|vrais|vriez)|tu me dois"
    ),
    "counts days or messages": (
        rf"{_NUMBER} ?(?:\w+ )?(?:jours?|semaines|messages|mails|e-?mails|courriels|lettres|conversations|réponses|fois"
        rf"|échanges)|(?:{_NUMBER} )?(?:jours|semaines|mois|années|ans) de silence|silence de {_NUMBER} \w+"
        rf"|{_NUMBER} (?:ans|années) (?:sans|que|plus tard|après)|(?:toutes ces|tant d'|depuis des) années"
    ),
    "tells somebody's age": (
        r"\d{1,3} ?(?:e|ème|è) anniversaire|(?:tes|vos|ses|auras?|aurez|fête[rsz]?) (?:\d{1,3}|[a-z-]+te?)"
        r" ans|âgée? de \w+|(?:tu as|vous avez|tu auras|vous aurez) (?:déjà )?\d{1,3} ans"
        r"|(?:la|ta|votre) (?:vingt|trent|quarant|cinquant|soixant)aine"
    ),
    "is full of guilt": (
        r"(?:mauvaise?|piètre|terrible|horrible) amie?|je (?:m'en veux|culpabilise)|j'ai (?:\w+ )?honte|impardonnable"
        r"|je me sens (?:\w+ )?(?:coupable|mal|nulle?)|j'aurais dû|(?:m'as|m'avez|m'auras|m'aurez) (?:\w+ )*oubliée?"
        r"|ne (?:te souviens|vous souvenez) (?:\w+ )*(?:pas|plus) de moi"
    ),
    "presses for an answer": (
        r"urgent\w*|urgence|dans les (?:plus brefs|meilleurs) délais|au plus (?:vite|tôt)|dès que possible"
        r"|le plus (?:vite|rapidement|tôt) possible|dans l'attente d\w+|en attendant (?:ta|votre|vos|tes) \w+"
        rf"|j'attends (?:ta|votre|une|vos|tes) \w+|d'ici {_DAY}|date limite|échéance|réponse rapide"
        rf"|(?:réponds|répondez|répondre|réponse|retour|dis|dites|tiens|tenez)(?:-moi)?(?: \w+){{0,3}} avant {_DAY}"
        r"|merci de (?:me |bien vouloir )?(?:répondre|confirmer|revenir)"
    ),
    "flatters without a fact": (
        r"(?:parcours|carrière|travail|profil|trajectoire|chemin) (?:\w+ )?(?:impressionnant|incroyable|exceptionnel"
        r"|extraordinaire|inspirant|remarquable|exemplaire|brillant|fascinant|admirable)(?:le|e)?"
        r"|(?:impressionnante?|incroyable|extraordinaire|remarquable|brillante?|belle?|beau|superbe|magnifique)"
        r" (?:parcours|carrière|trajectoire|profil)|grande? (?:fan|admirat\w+)|j'admire"
    ),
    "shows the machine": (
        r"(?:mon|notre|cet|ce) (?:logiciel|programme|algorithme|script|ordinateur)|(?:mon|cette) appli(?:cation)?"
        r"|(?:ma|la|notre|cette) base de données|(?:d'après|selon|dans) (?:mes|nos)"
        r" (?:données|fichiers|archives|dossiers)"
        r"|ch(?:er|ère)s? (?:monsieur|madame|amie?|contact|cliente?)s?|madame, monsieur|monsieur ou madame"
    ),
}

_PRIVATE = (
    # health
    r"cancers?|tumeurs?|malad(?:e|es|ie|ies|if|ive)|hôpital|hôpitaux|hospitalis\w+|cliniques?|chirurgi\w+|opérée?s?"
    r"|diagnosti\w+|dépressions?|dépressi(?:f|ve)s?|thérap\w+|chimio\w*|fausse couche"
    r"|(?:tombée?|suis|es|est|êtes) enceinte|addict\w*|alcooli\w+|désintox\w*|burn-?out|covid|sida|vih"
    r"|handicap\w*|infirmités?|médica\w+"
    r"|médicaux|psychiatr\w+|(?:état|problèmes?|soucis?|ennuis?) de santé"
    # religion
    r"|églises?|mosquées?|synagogues?|prières?|baptême\w*|baptis\w+|islam\w*|musulmane?s?|jui(?:f|fs|ve|ves)|catholi\w+"
    r"|protestante?s?|chrétien\w*|bible|coran|ramadan|carême|religi\w+|paroiss\w+|communion|évangéli\w+|à la messe"
    # politics
    r"|politi\w+|élections?|élector\w+|électeurs?|scrutin|référendum|manifs?|manifestants?|pétitions?|vote[rsz]?|députée?s?"
    r"|grèves?|partisan\w*"
    # money
    r"|argent|salaires?|factures?|dettes?|emprunts?|prêts? (?:immobiliers?|bancaires?|étudiants?)|hypothè(?:que|ques)"
    r"|paiements?|impayée?s?|remboursements?|faillite|insolva\w+|impôts?|fisc|fiscal\w*|taxes?|loyers?"
    r"|pension alimentaire|licenciements?|licenciée?s?|chômage|plan social|succession"
    # break-ups
    r"|divorc\w+|rupture|séparations?|séparée?s?|ex-(?:mari|femme|conjointe?|compagn\w+)|garde (?:alternée|des enfants)"
    # deaths
    r"|(?<!nature )mort(?:e|s|es)?|mourir|décès|décéd\w+|obsèques|enterre(?:ment|ments|r|é|ée)|funér\w+|deuil"
    r"|condoléances|inhum\w+|incinér\w+|crémation|suicid\w+|veu(?:f|fs|ve|ves)|cimetière"
    # children
    r"|enfants?|bébés?|nourrissons?|nouveau-née?s?|filles?|(?:mon|ton|son|votre|notre|leur|mes|tes|vos) fils|gosses?"
    r"|gamine?s?|naissances?|grossesse|crèche|école maternelle"
)

FRENCH = Language(
    code="fr",
    name="French",
    filters={each.__name__: each for each in (season, when, around, since, span, service, from_where, with_subject)},
    never=_NEVER,
    private=_PRIVATE,
    says_nothing=(
        r"salut|bonjour|bonsoir|coucou|merci(?: beaucoup)?|(?:une )?question|photos?|réunion|rendez-vous|rdv|infos?"
        r"|(?:des )?nouvelles|(?:sans|aucun) objet|sans titre|pour info|important|suite"
    ),
    no_employer=(
        r"indépendante?s?|à mon compte|auto-?entrepreneu(?:r|se)|micro-?entrepr\w+|(?:en|à la) retraite|retraitée?"
        r"|sans emploi|en recherche (?:d['’]emploi|active|de)|à la recherche|demandeu(?:r|se) d['’]emploi|à l['’]écoute"
        r"|en reconversion|confidentiel|néant|aucune?"
    ),
    acts_alone=(  # no word that is an English or Spanish one as well ("a", "on", "est"), and no noun ("cuisine")
        r"aime|adore|joue|collectionne|construit|fabrique|restaure|répare|travaille|lit|écrit|cultive|enseigne|apprend"
        r"|veut|aimerait|voudrait|étudie|peint|chante|jardine|grimpe|nage|fait|sait|peut|peux|pourrait"
        r"|pourrais|prévoit|s['’]\w+|j['’]\w+|je|nous|ils?|elles?"
    ),
    congratulates=r"félicitations|bon anniversaire|joyeux anniversaire|(?:tous )?mes vœux",
    says_i=r"Je\b|J['’]",
    common_words=(
        "les une est dans pour avec vous nous votre notre vos mon toi moi ce cette ces qui où au aux chez pas "
        "très merci bonjour être avoir fait faire quand pourquoi nouvelle nouveau demain aussi depuis encore leur "
        "leurs elle ils été dès à ça prochaine prochain lundi samedi dimanche soir"
    ),
)
