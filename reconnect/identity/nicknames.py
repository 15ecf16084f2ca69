"""Which given name stands behind which nickname: Bob may be Robert, Sasha may be Oleksandr or Oleksandra.

An entry is `full name: nicknames and other spellings;`, and a nickname may stand behind several names. Two names meet
only through a common full name, one step, so that Alexander and Alexandra stay two although both are Alex.
Provenance: written down from general knowledge for this project; no list of anyone else was used.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from reconnect.identity.normal import name_key

_ENGLISH = """
aaron: ron ronnie; abigail: abby abbie gail; abraham: abe bram; adam: ad; adelaide: addie heidi;
agnes: aggie nessie; albert: al bert bertie; alexander: alex alec al sandy xander lex sasha;
alexandra: alex ali lexi sandra sandy sasha lexie; alfred: al alf alfie fred freddie; alice: allie ally;
alison: allison ali allie; amanda: mandy mandi; amelia: amy millie; andrew: andy drew; angela: angie angel;
ann: anne anna annie nan; anna: ann anne annie; anthony: antony tony ant; antonia: toni; archibald: archie;
arnold: arnie; arthur: art artie; barbara: barb babs barbie bobbie; bartholomew: bart;
beatrice: bea bee trixie beatrix; benedict: ben; benjamin: ben benny benji; bernadette: bernie; bernard: bernie;
beverly: bev beverley; bradley: brad; brenda: bren; brian: bryan; bridget: biddy bridie; calvin: cal; cameron: cam;
caroline: carol carrie lina carolyn; catherine: katherine kathryn catharine katharine kathrine kate katie katy kathy
 cathy kat kit kitty kay cat katharina; cecilia: celia cissy; charles: charlie chuck chas chip chaz;
charlotte: lottie charlie lotte char; chester: chet; christian: chris;
christina: christine chris tina chrissy christy kristina kirsty;
christine: christina chris tina chrissy christy kristine; christopher: chris kit topher kris; clarence: clare;
clifford: cliff; clinton: clint; constance: connie; cornelius: neil con; curtis: curt kurt; cynthia: cindy;
daniel: dan danny dani; danielle: dani; david: dave davey davy; deborah: debbie deb debra debby; dennis: den denny;
diana: di diane; dominic: dom nick; donald: don donnie donny; dorothy: dot dottie dolly dora; douglas: doug;
duncan: dunc; edgar: ed eddie; edith: edie; edmund: ed eddie ned; edward: ed eddie eddy ned ted teddy;
edwin: ed eddie; eleanor: ellie nell nellie nora elinor elle ellen;
elizabeth: elisabeth liz lizzie lizzy beth betty bess bessie eliza libby lisa betsy elsie ella; ella: ellie;
emily: em emmy millie; emma: em emmy; eric: erik rick; ernest: ernie; esther: essie hester; eugene: gene;
evelyn: eve evie; ezekiel: zeke; ferdinand: ferdie nando; florence: flo flossie florrie;
frances: fran frannie francie fanny; francis: frank frankie fran; franklin: frank;
frederick: fred freddie freddy rick frederic fredrick; gabriel: gabe; gabrielle: gabby gaby;
geoffrey: geoff jeff jeffrey; george: georgie; georgina: georgie gina; gerald: gerry jerry; geraldine: gerry;
gertrude: gertie trudy; gilbert: gil bert; gordon: gordy; grace: gracie; graham: graeme; gregory: greg gregg;
gwendolyn: gwen; harold: harry hal; harriet: hattie; helen: nell nellie lena ellen; henrietta: etta hettie;
henry: harry hank hal; herbert: herb bert; howard: howie; hubert: bert; hugh: hughie; ian: iain; irene: rena;
isaac: ike zac; isabella: bella izzy isabel isabelle belle; isabel: isobel isabelle izzy bella; jacob: jake jay;
jacqueline: jackie jacqui jacky; james: jim jimmy jamie jem jimmie jay; jane: janie jenny; janet: jan; janice: jan;
jason: jay; jeffrey: jeff geoff geoffrey; jennifer: jen jenny jenn jennie; jeremy: jerry jem jez; jerome: jerry;
jessica: jess jessie; joan: joanie joanne; joanna: jo joanne joan; john: jack johnny jon johnnie;
jonathan: jon jonny johnathan jonathon; joseph: joe joey jo; josephine: jo josie; joshua: josh; judith: judy jude;
julia: julie jules; julian: jules; kenneth: ken kenny; kevin: kev; kimberly: kim kimberley; kristina: kris tina;
lawrence: larry lorry laurence; leonard: len lenny leo; leopold: leo; leslie: les lesley; lewis: lou lew louis;
lillian: lily lil lillie; linda: lin lindy; louis: lou louie lewis; louise: lou; lucille: lucy; lucy: lucie;
lydia: liddy; madeline: maddie maddy madeleine; magdalene: lena; malcolm: mal; marcus: marc mark;
margaret: maggie meg peggy peg marge margie greta madge rita daisy megan marjorie; marianne: marian;
marjorie: marge margie; mark: marc; martha: marty mattie; martin: marty; martina: tina;
mary: molly polly mae mamie maria marie; matilda: tilly mattie; matthew: matt matty mathew; maurice: mo morris;
maximilian: max; maxine: max; maxwell: max; melanie: mel; melissa: mel missy lissa;
michael: mike mick mickey micky mikey; michelle: shelly shell michele; mildred: millie; mitchell: mitch;
mohammed: mohamed muhammad mohammad mo; montgomery: monty; nancy: nan; natalie: nat tally; natasha: tasha nat;
nathan: nate nat; nathaniel: nate nat; nicholas: nick nicky nicolas nico nic; nicola: nicky nic;
nicole: nicky nikki nic; norman: norm; oliver: ollie olly; olivia: liv livvy ollie; oscar: ozzie; oswald: ozzie;
pamela: pam; patricia: pat patty trish tricia patsy patti; patrick: pat paddy rick; paul: paulie; pauline: polly;
penelope: penny; peter: pete; philip: phil phillip pip; philippa: pippa pip; priscilla: cilla; prudence: prue;
rachel: rae rach rachael; ralph: rafe; raymond: ray; rebecca: becky becca bec; reginald: reg reggie;
richard: rick dick rich richie ricky dickie; robert: bob bobby rob robbie bert robin bobbie; roberta: bobbie robbie;
roderick: rod roddy; rodney: rod; roger: rodge; roland: rollie; ronald: ron ronnie; rosalind: ros roz;
rosemary: rose rosie; roxanne: roxy; russell: russ; samantha: sam sammy; samuel: sam sammy; sandra: sandy;
sarah: sara sally sadie; sebastian: seb bas; sharon: shari; sidney: sid; simon: si; sophia: sophie sofia;
stephanie: steph stevie; stephen: steven steve stevie stefan; steven: stephen steve stevie;
stewart: stuart stu stew; stuart: stewart stu stew; susan: sue susie suzie suzy susanna;
suzanne: sue susie suzie suzy; sylvia: silvia syl; teresa: theresa terry tess tessa; terence: terry terrence;
theodore: ted teddy theo; theresa: teresa terry tess tessa; thomas: tom tommy thom; timothy: tim timmy;
tobias: toby; tracy: tracey trace; valerie: val; vanessa: nessa; veronica: ronnie vera; victor: vic;
victoria: vicky vicki tori vic vickie; vincent: vin vince vinny; virginia: ginny gina; vivian: viv vivien vivienne;
walter: walt wally; wendy: wen; wilfred: wilf fred; william: bill billy will willie willy liam;
winifred: winnie freda; winston: win; yvonne: vonnie; zachary: zach zack zac zachariah;
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


@cache
def _full_names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in (_ENGLISH + _GERMAN + _FRENCH + _SPANISH + _UKRAINIAN).split(";"):
        full, _, others = entry.strip().partition(":")
        for other in others.split():
            found[name_key(other)].add(name_key(full))
    return {nickname: frozenset(full) for nickname, full in found.items()}


def roots(given: str) -> frozenset[str]:
    """Return a given name (as `name_key`) with each full name of which it is a nickname."""
    return _full_names().get(given, frozenset()) | {given}
