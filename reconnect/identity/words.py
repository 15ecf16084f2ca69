"""The words that names are made of besides names: titles, particles, relations, roles.

They are few and closed lists, written down from general knowledge for this project. A word that could be somebody's
name (Ma, May, Grace) is left out of them.
"""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list written as text."""
    return frozenset(text.split())


TITLES = words_of(
    "dr prof professor doctor mr mrs ms miss mx herr frau sir dame rev ing dipl dipling mag fr sra srta mme mlle"
    " med vet dent jur phil habil rer nat"
)
SUFFIXES = words_of(
    "phd mba md esq cpa pmp msc bsc dds rn jd cfa llm llb meng beng obe mbe csm cissp cism cisa ccie frm acca fcca"
    " ceng shrm sphr cscp cams mcse lcsw pharmd dvm"
)
GENERATIONS = {
    "jun": "J",
    "fils": "J",
    "filho": "J",
    "sen": "S",
    "pere": "S",
    "neto": "3",
    "jr": "J",
    "junior": "J",
    "ii": "J",
    "sr": "S",
    "senior": "S",
    "iii": "3",
    "iv": "4",
}
BESIDE_NAMES = TITLES.union(SUFFIXES, GENERATIONS)

PARTICLES = words_of("van der den de la del von di da dos al el bin ben ter zu le du")
JOINS_THE_NEXT = frozenset(("abd", "abdul", "abu"))

RELATIONS = words_of(
    "mom mum mommy mummy mama mother dad daddy papa father grandma grandpa granny nana oma opa home honey boss husband"
    " wife me ice son daughter brother sister aunt auntie uncle babe baby love work office landlord neighbour neighbor"
    " mutti mutter vater vati zuhause schatz chef maman mamie papi abuela abuelo casa"
)
ABOUT_A_PHONE = words_of("cell mobile handy phone new old iphone number")
NOBODY = words_of(
    "facebookuser instagramuser linkedinmember linkedinuser undisclosedrecipients unknown unknownsender noname"
    " facebooknutzer utilisateurdefacebook usuariodefacebook"
)

ROLES = words_of(
    "info sales support contact office admin hello billing team hr jobs help service marketing press webmaster"
    " postmaster newsletter notifications mail accounts invoice"
)

TASKS = words_of(
    "service services customer support team desk list lists dev reception receptionist resources emergency helpline"
    " hotline kundenservice kundendienst kundenbetreuung familie family famille familia taxi shop store club"
    " redaktion redaction redazione redaccion newsletter news notification notifications alerts alert system bot"
    " digest account accounting buchhaltung sekretariat vorstand praxis hotel restaurant pizzeria apotheke school"
    " schule"
)
"""Words that are no part of a human being's name, and that many bear."""

HAN_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘"
    "于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鐘谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙"
    "龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯常温康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯"
    "岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴"
    "蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党宫费卜冷"
    "晏席卫衛米柏宗代桂全佟应應闵臧闻莘巫水云奚郎昌凤花酆廉邬乐傅皮卞元平和湛禹狄贝明计伏谈茅麻强危刁虞支昝经裘干宣"
    "贲郁杭洪诸钮嵇滑荣荀羊於惠甄家封芮羿储汲邴糜松井富乌巴弓牧隗山宓蓬郗班仰秋仲伊仇栾暴厉戎祖束幸韶郜蓟薄印宿怀邰"
    "从鄂索咸籍赖蔺屠池阴胥能苍双贡劳逄姬扶堵宰郦雍郤璩桑濮寿通边扈燕冀郏浦别瞿阎充慕茹习宦鱼容慎戈庾终暨居衡步都满"
    "弘匡国寇广禄阙东殳沃利蔚越夔隆师巩厍晁勾敖融訾阚那空毋沙乜养鞠须丰巢蒯相查后荆红竺权逯盖益桓公尉邸鲜但苟原敬晋"
    "楚亓迟遲谌諶衣鄢揭哈佘冼初战戰丛叢由仝商区區展庹候呼邝鄺閔栗操开折旦巨"
)
FAMILY_NAMES_THAT_COME_FIRST = words_of("kim park choi jung kang yoon nguyen tran pham hoang huynh vu vo dang bui")
GIVEN_NAMES_ELSEWHERE = words_of(
    "giuseppe giovanni francesco andrea luca marco antonio mario luigi jose juan luis carlos javier manuel joao"
    " mohammed muhammad mohamed ahmed ali hassan hussein omar fatima wei ming jing li yan xin hui jie lei yang jun"
    " ping hong min oleksandr olena iryna andrii serhii natalia elena sergei dmitri ivan olga tatiana aleksandr hans"
    " klaus wolfgang andreas stefan markus sabine monika jean pierre michel philippe nicolas sophie isabelle anh"
    " minh rahul amit priya"
)
"""The most common given names of countries other than the census's."""

FAMILY_NAMES_ELSEWHERE = words_of(
    "rossi russo ferrari esposito bianchi romano colombo ricci silva santos ferreira oliveira pereira sousa souza"
    " costa mueller schmidt schneider fischer weber meyer maier wagner becker schulz hoffmann huber dubois durand"
    " leroy moreau laurent lefebvre bernard petit ivanov ivanova smirnov smirnova kuznetsov petrov petrova popov"
    " popova shevchenko melnyk kovalenko bondarenko lee khan ali ahmed ahmad hussain hossain rahman islam singh"
    " kumar kaur sharma patel gupta das verma yilmaz kaya demir celik sato suzuki takahashi tanaka watanabe ito"
    " nowak kowalski wisniewski wojcik novak svoboda horvat kovacs nagy toth szabo jansen devries bakker visser"
    " hansen johansen olsen larsen andersen nielsen jensen pedersen andersson johansson karlsson nilsson korhonen"
    " virtanen papadopoulos popescu cohen levy"
)
"""The most common family names of countries other than the census's."""

HAN_DOUBLE_SURNAMES = words_of("欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫")
