"""Spanish: times as one speaks of them, and the words that no letter holds.

Times are the beginning, the middle and the end of a year: half of those who speak it live where May is autumn, or where
there are no seasons. Every phrase fits its sentence even where a date is missing, and after "de" and "desde" too.
"""

from __future__ import annotations

import re
from datetime import date

from reconnect.drafts.facts import Fact
from reconnect.drafts.languages.base import Language
from reconnect.drafts.languages.shared import service, spanning

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
PARTS = ("principios", "mediados", "finales")
_OTHERWISE = (
    "por ", "a través ", "gracias ", "mediante ", "vía ", "como ", "desde ", "porque ", "de ", "del ", "hace ",
)  # fmt: skip
_AT_A_PLACE = re.compile(
    r"^(?:(?:(?:nos|l[aeo]s?) )?(?:conoc(?:imos|í|id[oa]s?|ernos)|vimos|vi|encontramos|encontré|coincidimos) )?"
    r"(?:(?:en|durante) )?",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?:la|los|las|un|una|unos|unas|mi|mis|su|sus|nuestr[oa]s?|aquel|aquella|est[ea]|es[ea]|casa"
    r"|clase) ",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[a-zñáéíóú].* |.* del? ")


def season(day: date | None) -> str:
    """Name a part of a year: "principios de 2019", "mediados de 2019", "hace algún tiempo"."""
    return "hace algún tiempo" if day is None else f"{PARTS[(day.month - 1) // 4]} de {day.year}"


def when(day: date | None) -> str:
    """Say when: "a principios de 2019", "hace algún tiempo"."""
    return season(day) if day is None else f"a {season(day)}"


def around(day: date | None) -> str:
    """Say roughly when: "hacia mediados de 2019", "en algún momento"."""
    return "en algún momento" if day is None else f"hacia {season(day)}"


def since(day: date | None) -> str:
    """Say since when: "desde mayo de 2017", "desde hace algún tiempo"."""
    return f"desde {season(None)}" if day is None else f"desde {MONTHS[day.month - 1]} de {day.year}"


span = spanning("entre {} y {}", "en {}", when)
"""Say for how long something went on: "entre 2014 y 2021", "en 2019", "a mediados de 2019", "hace algún tiempo"."""


def from_where(fact: Fact) -> str:
    """Say where two people know each other from, out of a note that may begin with "nos conocimos en": "de la feria".

    A note of several words without an article is quoted, for nobody knows its gender.
    """
    words = _AT_A_PLACE.sub("", fact.value, count=1) or fact.value
    small = words.lower()
    if small.startswith(_OTHERWISE):
        return words[0].lower() + words[1:]
    if small.startswith("el "):
        return f"del {words[3:]}"
    if _DETERMINED.match(words):
        return f"de {words[0].lower()}{words[1:]}"
    return f"de «{words}»" if _NO_NAME.match(words) else f"de {words}"


def with_subject(fact: Fact) -> str:
    """Say under which subject a message came, a space before it, or nothing where it has none that can be said."""
    return f" con el asunto «{fact.value}»" if fact.value else ""


_NUMBER = (
    r"(?:(?!(?:19|20)\d\d\b)\d[\d.,]*|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta"
    r"|cien|(?:decenas|docenas|cientos|un centenar|una docena) de)"
)
_THEY_DID = (
    r"(?:(?:has|ha|habías|había) (?:contestado|respondido|escrito)|contestaste|respondiste|escribiste|contestó"
    r"|respondió|escribió|contestas|respondes|escribes)"
)
_GREAT = (
    r"(?:impresionantes?|increíbles?|brillantes?|extraordinari[oa]s?|inspirador(?:a|es|as)?|asombros[oa]s?"
    r"|espectacular(?:es)?|admirables?|envidiables?)"
)
_WORK = r"(?:carrera|trayectoria|trabajo|perfil|camino|recorrido|logros)"
_IT_IS_WELL = (
    r"(?:(?:todo|esto|este (?:correo|mensaje)|esta carta|te|le|se|al recibir(?:la|lo)?|tú|usted|ya) )*"
    r"(?:est[eé]s?|encuentres?|vayan?)(?: \w+)? bien"
)
_NETWORK = r"(?:mis?|tus?|sus?|nuestras?|vuestras?|ampliar (?:la|una)|en la|a la) red(?:es)?"

_NEVER = {
    "is a hollow opening": (
        rf"(?:espero|deseo|confío en) que {_IT_IS_WELL}|(?:cuánto|tanto) tiempo sin \w+|cuánto tiempo(?=!)"
        r"|tiempo sin verte"
        r"|ha pasado (?:mucho|demasiado|tanto) tiempo|hace (?:mucho|muchísimo|tanto|demasiado) (?:tiempo )?que no"
        r"|pas(?:o|aba|é) (?:solo )?(?:a|para) saludar|pas(?:o|aba) por aquí"
        r"|retom\w+ (?:el |nuestro )?contacto|(?:ponerme|me pongo|me pongo de nuevo) en contacto"
        r"|(?:mantener|mantengamos|mantenernos) (?:el |en )?contacto|te contacto|le contacto|contactar(?:te|le|lo|la)"
        r"|reconect\w+|(?:pregunta|preguntita|cosa|consulta) rápida|preguntita"
        r"|(?:estaba|estuve|he estado|estoy|andaba) pensando en (?:ti|usted|vos)|pens(?:é|aba) en (?:ti|usted|vos)"
        r"|me (?:he acordado|acordé|acordaba|acuerdo mucho) de (?:ti|usted|vos)"
    ),
    "sounds like selling": (
        r"oportunidad(?:es)?|sinergi\w+|apalanc\w+|propuestas? de valor|valor añadido|networking"
        rf"|{_NETWORK}|red(?:es)? (?:de contactos|profesional(?:es)?)|hacer (?:red|contactos)"
        r"|(?:llamada|reunión|charla) (?:rápida|breve|corta)|(?:15|20|30|quince|veinte|treinta) minut(?:os|itos)"
        r"|agendar (?:una|un)|calendly\S*|beneficio mutuo|mutuamente benefici\w+|ganar-ganar|win-win"
    ),
    "asks for a favour": (
        r"recomendaci(?:ón|ones)|recom(?:iéndame|iéndeme|endarme)|referidos|(?:buenas|mis|unas) referencias"
        r"|contr(?:átame|áteme|atarme)|(?:un|algún) (?:trabajo|empleo|puesto|hueco) para mí|vacantes?"
        r"|ofertas? de (?:trabajo|empleo)|busco (?:trabajo|empleo)|pres(?:éntame|énteme)|presentarme a"
        r"|vot(?:a|ar|e|en) (?:por|a)|v(?:ótame|óteme)|(?:un|darle|dale|dar|dame) (?:a )?(?:like|me gusta)"
        r"|compart(?:e|a|ir) mi|donar|donaci(?:ón|ones)|donativos?|inv(?:ertir|ierte|ierta) en"
        r"|pr(?:éstame|ésteme|estarme)|(?:un|algún|el) favor|validar? (?:mi|mis) aptitud(?:es)?"
    ),
    "keeps score": (
        r"(?:fui yo|yo fui) (?:quien|el que|la que)|(?:yo )?(?:te|le) escribí (?:yo )?(?:el|la) últim[oa]"
        r"|el último (?:mensaje|correo) (?:fue|era|es) mío"
        rf"|(?:nunca|no|jamás) (?:me )?{_THEY_DID}|(?:te|le) toca (?:a ti|a usted|ahora|escribir|contestar)"
        r"|(?:es )?(?:tu|su) turno|me (?:lo )?deb(?:es|e|ías|ía)"
    ),
    "counts days or messages": (
        rf"{_NUMBER} (?:\w+ )?(?:días|semanas|mensajes|correos|mails|e-?mails|cartas|conversaciones|respuestas|veces)"
        rf"|(?:{_NUMBER} )?(?:días|semanas|meses|años) de silencio|{_NUMBER} (?:meses|años) (?:sin|desde)"
        rf"|hace (?:ya )?{_NUMBER} (?:meses|años)"
    ),
    "tells somebody's age": (
        r"cumpl(?:e|es|en|ir|irás?|iste|ió|ido)(?: los)? (?:\d{1,3}|veinte|treinta|cuarenta|cincuenta|sesenta|setenta"
        r"|ochenta|noventa|cien)|(?:tienes?|a tus|a sus|con tus|con sus) \d{1,3}(?: años)?|\d{1,3} añ(?:os de edad"
        r"|itos)"
        r"|\d{1,3}\.?º cumpleaños|cumpleaños número \d+"
    ),
    "is full of guilt": (
        r"(?:mal|mala|pésim[oa]|terrible|horrible) amig[oa]|amig[oa] (?:pésim[oa]|terrible|horrible|desastros[oa])"
        r"|me (?:siento|sentí|sabe) (?:\w+ )?(?:mal|culpable|fatal|pésimo|horrible)|qué vergüenza"
        r"|me da (?:mucha |tanta )?(?:vergüenza|pena) no|(?:has|habrás|ha|habrá) (?:\w+ )?olvidado (?:ya )?de mí"
        r"|te olvidaste de mí|se olvidó de mí|no (?:te|se) (?:acuerdas?|acordarás?) (?:ya )?de mí"
        r"|no tengo (?:perdón|excusa)|(?:soy|he sido) un desastre"
    ),
    "presses for an answer": (
        r"a la (?:mayor )?brevedad(?: posible)?|(?:cuanto|lo) antes(?: posible)?|antes del? (?:lunes|martes|miércoles"
        r"|jueves|viernes|sábado|domingo|día|\d+)|a más tardar|como muy tarde|en cuanto pued(?:as|a)|fecha límite"
        r"|(?<!corto )(?<!medio )(?<!largo )plazos?"
        r"|urge|urgen\w+|a la espera de|(?:espero|esperando|aguardo) (?:tu|su|tus|sus) (?:\w+ )?(?:respuestas?"
        r"|noticias)"
        r"|pronta respuesta|no tard(?:es|e) en"
    ),
    "flatters without a fact": (
        rf"{_GREAT} {_WORK}|{_WORK} (?:tan |muy )?{_GREAT}|(?:gran|muy|soy|tu mayor) (?:fan|admirador|admiradora)"
        r"|(?:te|le) admiro|admiro (?:tu|su|tus|sus)"
    ),
    "shows the machine": (
        r"(?:mi|este|nuestro) (?:software|programa|sistema|algoritmo|script)|el (?:software|algoritmo|script)"
        r"|(?:mi|la|esta|nuestra) (?:base de datos|aplicación|app)|(?:según|en) (?:mis|nuestros) (?:registros|archivos)"
        r"|estimad[oa]s?(?:/[oa]s?)? (?:señor(?:a|es|as)?|client[ea]|contacto|amig[oa]|usuari[oa])"
        r"|querid[oa]s? (?:contacto|usuari[oa])|muy señor(?:a|es)? (?:mí[oa]s?|nuestr[oa]s?)|a quien corresponda"
    ),
}

_PRIVATE = (
    # health; not a nurse, nor the restoring of houses
    r"enferm(?:o|a|os|as|edad|edades|é|ó)|cáncer|tumor(?:es)?|hospital(?:es)?|hospitaliza\w+|clínicas?|cirug[ií]as?"
    r"|quirófano|(?:me|te|se|le|la|lo) oper(?:an|aron|ó|arán?)|diagn[oó]stic\w+|depresi(?:ón|ones|v\w+)|ansiedad"
    r"|terapias?|terap[eé]utic\w+|psiqui[aá]tric\w+|embaraz\w+|abort(?:o|os|ó|ar)|quimio\w*|radioterapia|infartos?"
    r"|ictus"
    r"|alzheimer|demencia|diabetes|adicci(?:ón|ones)|adict[oa]s?|alcoholi(?:smo|zad[oa])|alcohólic[oa]|covid\w*|vih"
    r"|sida"
    r"|discapaci\w+|minusval\w+|bajas? (?:médicas?|laboral(?:es)?|por (?:enfermedad|maternidad))|(?:al|el"
    r"|del) médico|(?:cita|revisión) médica"
    # religion; beans are "judías"
    r"|iglesias?|parroqui\w+|misas?|bautiz\w+|bautismo|(?:primera )?comunión|mezquitas?|sinagogas?|rez(?:ar|o|os|amos)"
    r"|oraci(?:ón|ones)|católic[oa]s?|protestantes?|musulm(?:án|ana|anes|anas)|islám\w+|judí(?:o|a|os)|biblia|corán"
    r"|religi\w+|evangélic[oa]s?"
    # politics; a "partido" is as often a match
    r"|polític\w+|elecciones|electoral(?:es)?|vot(?:o|os|ar|amos|aci(?:ón|ones))|referéndum|manifestaci(?:ón|ones)"
    r"|protestas?|sindicat\w+|partidos? (?:popular|socialista|comunista|nacionalista)"
    # money
    r"|dinero|sueldos?|salarios?|salarial(?:es)?|nóminas?|facturas?|deudas?|préstamos?|hipotecas?|pagos?|impag\w+"
    r"|quiebra"
    r"|bancarrota|insolven\w+|reembolsos?|impuestos?|declaración de la renta|herencias?|indemnizaci(?:ón|ones)"
    r"|desahucios?"
    r"|despidos?|despidieron|(?:en|el) paro|desempleo|pensión (?:alimenticia|de alimentos)"
    # break-ups; "por separado" is harmless
    r"|divorci\w+|separaci(?:ón|ones)|(?<!por )separad[oa]s?|rupturas?|custodia|(?:mi|tu|su) ex"
    r"|ex[- ]?(?:marido|mujer|espos[oa]|novi[oa]|pareja)|infidel\w+"
    # deaths; not a still life, not the Dead Sea
    r"|falleci\w+|muertes?|(?<!mar )(?<!tiempo )(?<!naturaleza )muert[oa]|(?<!naturalezas )muert[oa]s|muri(?:ó|eron"
    r"|endo)"
    r"|morir(?:se)?|funeral(?:es)?|funerari[oa]|entierro|sepelio|velatorio|velorio|tanatorio|pésame|condolencias?"
    r"|luto|duelo|esquela"
    r"|difunt[oa]s?|defunci(?:ón|ones)|viud(?:o|a|os|as|ez)|suicid\w+|cremaci(?:ón|ones)|cementerio|en memoria de"
    r"|in memoriam|descanse en paz"
    # children
    r"|beb[eé]s?|reci[eé]n nacid[oa]s?|niñ[oa]s?|hij[oa]s?|niet[oa]s?|guarder[ií]as?|nacimientos?|partos?"
)

SPANISH = Language(
    code="es",
    name="Spanish",
    filters={each.__name__: each for each in (season, when, around, since, span, service, from_where, with_subject)},
    familiar=True,
    never=_NEVER,
    private=_PRIVATE,
    says_nothing=(
        r"hola|buenas|buenos días|buenas (?:tardes|noches)|saludos?|prueba|(?:muchas |mil )?gracias|(?:una )?pregunta"
        r"|(?:una )?(?:consulta|duda)|fotos?|imágenes|reunión|información|info|novedades|(?:sin|ningún) (?:asunto"
        r"|título)"
        r"|aviso|recordatorio"
    ),
    no_employer=(
        r"^autónom[oa]$|(?:trabajadora?|profesional) autónom[oa]|(?:profesional|consultora?) independiente"
        r"|^independiente$"
        r"|por cuenta propia|jubilad[oa]|prejubilad[oa]|desemplead[oa]|en (?:el )?paro|en búsqueda|buscando"
        r"|en transición"
        r"|abiert[oa] a|entre trabajos|confidencial|ningun[oa]|^varios$|^privado$"
    ),
    acts_alone=(  # "restaura radios" is a sentence without its subject
        r"restaura|repara|construye|colecciona|fabrica|toca|hace|cultiva|escribe|canta|pinta|cocina|juega|baila|teje"
        r"|nada"
        r"|corre|viaja|monta|navega|enseña|aprende|estudia|quiere|planea|busca|necesita|cuida|trabaja|vive|sabe|tiene"
        r"|lee (?:mucho|mucha|sobre)|es|fue|está|estaba|puede|puedo|podría|podemos|sé|tengo|quiero|ayudo|ofrezco"
        r"|le (?:gusta|gustan|encanta|encantan|interesa|interesan|apasiona|apasionan)|se (?:dedica|interesa)"
    ),
    congratulates=r"felicidades|felicit\w+|feliz (?:cumpleaños|aniversario)|enhorabuena|mejores deseos (?:en|para|por)",
    says_i=r"(?:Yo|Me|Soy|Estoy|Tengo|Quiero|Quisiera|Querría|Espero|Escribo|Pienso|Recuerdo)\b",
    common_words=(
        "el del una unos unas por para con pero como cómo qué más muy hasta desde este esta esto estos estas está hoy "
        "mañana nuestro nuestra nuestros tus cuando cuándo dónde quién cuál todos también gracias aquí ahora algo "
        "nuevo "
        "nueva otra otro después lo su sí"
    ),
)
