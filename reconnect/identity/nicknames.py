"""Which given name stands behind which nickname: Bob may be Robert, Sasha may be Oleksandr or Oleksandra.

English names are those of the package `nicknames`, with what it lacks. An entry here is `full name: nicknames and other
spellings;`, and a nickname may stand behind several names. Two names meet only through a common full name, one step, so
that Alexander and Alexandra stay two although both are Alex. Provenance: written down from general knowledge.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from reconnect.identity.normal import name_key

_ENGLISH = """
abraham: bram; adam: ad; adelaide: addie; agnes: aggie nessie; albert: bertie; alexander: xander lex sasha;
alexandra: ali lexi sasha lexie; alfred: alf alfie freddie; alice: ally; alison: allison; amanda: mandi; anthony:
antony; antonia: toni; arthur: artie; barbara: barb; beatrice: bee beatrix; benjamin: benji; bernadette: bernie;
beverly: beverley; brenda: bren; caroline: lina carolyn; catherine: katherine kathryn catharine katharine kathrine
kate katie kat kitty cat katharina; charles: chas chip chaz; charlotte: charlie lotte; christina: christine kristina
kirsty; christine: christina kristine; christopher: topher kris; clinton: clint; curtis: kurt; daniel: dani; david:
davy; dennis: den; diana: diane; dominic: nick; duncan: dunc; eleanor: elinor elle; elizabeth: elisabeth elsie ella;
eric: erik; evelyn: evie; ferdinand: nando; florence: flossie florrie; frederick: frederic fredrick; gabrielle:
gaby; geoffrey: jeffrey; georgina: georgie gina; gordon: gordy; grace: gracie; graham: graeme; gregory: gregg;
henrietta: hettie; hugh: hughie; ian: iain; isaac: zac; isabella: izzy isabel isabelle; isabel: isobel isabelle
izzy; jacqueline: jacky; james: jay; jane: jenny; jason: jay; jeffrey: geoffrey; jeremy: jerry jem; jerome: jerry;
joan: joanie joanne; joanna: joanne; john: johnnie; joseph: jo; kristina: kris tina; leopold: leo; leslie: lesley;
lewis: lew; lillian: lily lillie; linda: lin; lucy: lucie; lydia: liddy; madeline: madeleine; magdalene: lena;
margaret: greta megan marjorie; marianne: marian; marjorie: marge; matilda: mattie; matthew: mathew; maurice: mo
morris; melanie: mel; michelle: shell michele; mildred: millie; mohammed: mohamed muhammad mohammad mo; natalie: nat
tally; nicholas: nicolas; nicola: nicky nic; nicole: nic; oliver: olly; olivia: liv livvy; oscar: ozzie; oswald:
ozzie; patrick: rick; paul: paulie; philip: phillip; philippa: pippa pip; rachel: rae rach; ralph: rafe; rebecca:
bec; robert: robbie bert robin bobbie; roger: rodge; roland: rollie; rosalind: ros roz; rosemary: rosie; roxanne:
roxy; sebastian: bas; sharon: shari; sophia: sofia; stephen: steven stevie stefan; steven: stephen; stewart: stuart
stu stew; stuart: stewart stew; susan: suzy susanna; suzanne: suzie suzy; sylvia: silvia syl; terence: terrence;
tracy: tracey trace; veronica: vera; virginia: gina; vivian: vivien vivienne; wilfred: wilf; william: liam;
winifred: freda; winston: win; yvonne: vonnie; zachary: zachariah;
"""

_GERMAN = """
alexander: alex sascha; andreas: andi andy; angelika: geli; anneliese: anne liesel; barbara: babsi; bernhard: bernd;
brigitte: gitte gitta; christoph: chris; dietrich: dieter; dorothea: dorothee dora thea; eberhard: hardy;
elisabeth: lisa liesl sissi elise lilli; ferdinand: ferdi; franziska: franzi; friedrich: fritz friedel fred;
gabriele: gabi gaby; georg: schorsch; gerhard: gerd hardy; gottfried: friedel; hannelore: hanne lore;
heinrich: heinz heiner; helene: leni lena; hildegard: hilde; jakob: jockel; johannes: hans hannes jo johann;
johanna: hanna hanne jo; joachim: jochen achim; josef: sepp jupp beppo joseph; juergen: jorg; karolina: lina;
katharina: kathi katja kathrin kati; konrad: conny; leonhard: hardy leo; ludwig: lutz; magdalena: lena leni magda;
manfred: manni fred; margarete: grete gretel gretchen; maria: mia mitzi; matthias: matze hias matti;
maximilian: max maxi; michael: michi michel; nikolaus: klaus niko; reinhard: reiner hardy; rosemarie: rosi;
rudolf: rudi rolf; sabine: bine; sebastian: basti wastl; sigmund: siggi; sigrid: siggi; siegfried: siggi fred;
stefanie: steffi; susanne: susi sanne; therese: resi; theodor: theo; thomas: tom tommi; tobias: tobi; ulrich: uli;
ulrike: uli ulli rike; ursula: uschi ulla; veronika: vroni; walburga: burgi; waltraud: traudl;
wilhelm: willi willy helmi; wolfgang: wolf wolfi;
"""

_FRENCH = """
alexandre: alex; alexandra: alex sandra; benjamin: ben; benoit: ben; catherine: cathy kate; christophe: chris tophe;
dominique: dom; elisabeth: babeth lise; emmanuel: manu; emmanuelle: manu; florian: flo; florence: flo;
francois: fanch; frederic: fred; frederique: fred; genevieve: ginette; gregoire: greg; guillaume: guigui;
jacqueline: jackie; jean: jeannot; josephine: josette; laurent: lolo; madeleine: mado; marguerite: margot;
mathieu: matthieu mat; maxime: max; nathalie: nath; nicolas: nico; philippe: phil; sebastien: seb; stephane: steph;
stephanie: steph fanny; thierry: titi; valerie: val; veronique: vero;
"""

_SPANISH = """
alejandro: alex ale jandro; alejandra: alex ale; antonio: tono toni; antonia: toni; beatriz: bea; carlos: carlitos;
concepcion: concha conchita; consuelo: chelo; cristina: cris tina; dolores: lola; eduardo: edu;
enrique: quique kike; ernesto: neto; federico: fede; fernando: fer nando; francisca: paca paqui;
francisco: paco pancho curro fran; gabriel: gabi; gonzalo: gonza; gregorio: goyo; guadalupe: lupe lupita;
guillermo: memo guille; ignacio: nacho; isabel: isa chabela; javier: javi; jesus: chus chuy; jose: pepe;
josefa: pepa; josefina: fina; juan: juanito; leonardo: leo; lourdes: lulu; luis: lucho; manuel: manolo manu lolo;
manuela: lola; maria: mari; mercedes: merche; miguel: migue; montserrat: montse; natividad: nati; pilar: pili;
rafael: rafa; ramon: moncho; roberto: beto; rosario: charo; salvador: salva chava; santiago: santi chago;
sebastian: sebas; teresa: tere; vicente: chente;
"""

_UKRAINIAN = """
oleksandr: sashko sasha alex alexander olexandr; oleksandra: sasha lesia olexandra;
oleksii: olexiy oleksiy lyosha alex; anatolii: tolia anatoliy; andrii: andriy andrew; bohdan: bodia; viktor: vitia;
viktoriia: vika viktoriya victoria; volodymyr: vova volodia vladimir; vladimir: vova volodya;
vladyslav: vlad vladislav; viacheslav: slava slavko; yaroslav: slava slavko; halyna: halia galyna galina;
hanna: hania ania anna; dmytro: dima dmitro dmitri dmytryk; dmitri: dima dmitry dmitriy;
yevhen: zhenia evgen yevgen eugene; yevheniia: zhenia; ivan: vania vanya ivanko; iryna: ira irina;
kateryna: katia katya catherine; konstantin: kostya; kostiantyn: kostia; liudmyla: liuda mila lyudmila;
mariia: marichka masha maria mariya; mykhailo: mykhas misha michael; mikhail: misha; mykola: kolia nikolai;
nikolai: kolya; nataliia: natalka natasha natalia nataliya; oksana: ksenia oksanka; olena: lena olenka elena;
olha: olia olga olya; pavlo: pasha pavel; petro: petryk; roman: roma; serhii: serhiy sergii serge;
sergei: seryozha sergey; sofiia: sofia sofiya; svitlana: sveta svitlanka svetlana; stepan: stepko; taras: tarasyk;
tetiana: tania tanya tatiana; tatiana: tanya; yurii: yura yuriy yuri; yuliia: yulia yuliya julia;
"""


def _english() -> Iterator[tuple[str, str]]:
    """Yield each English name with a nickname of it, from the table of the package `nicknames`."""
    found = find_spec("nicknames")  # its code is not needed, and takes a tenth of a second to import
    folder = Path(next(iter(found.submodule_search_locations or ()))) if found else Path()
    with (folder / "names.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            yield row["name1"], row["name2"]


def _others() -> Iterator[tuple[str, str]]:
    for entry in (_ENGLISH + _GERMAN + _FRENCH + _SPANISH + _UKRAINIAN).split(";"):
        full, _, nicknames = entry.strip().partition(":")
        for nickname in nicknames.split():
            yield full, nickname


@cache
def _full_names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for full, nickname in chain(_english(), _others()):
        found[name_key(nickname)].add(name_key(full))
    return {nickname: frozenset(full) for nickname, full in found.items()}


def roots(given: str) -> frozenset[str]:
    """Return a given name (as `name_key`) with each full name of which it is a nickname."""
    return _full_names().get(given, frozenset()) | {given}
