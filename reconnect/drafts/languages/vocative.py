"""Ukrainian names as one calls people by them: Олена is greeted as "Олено", Андрій as "Андрію".

Names in -а and -я follow rules. Of all others only known ones are called, for the ending alone tells neither a woman's
name from a man's nor a Ukrainian name from a foreign one. Whoever is not sure to be called right is greeted without a
name.
"""

from __future__ import annotations

import re
import unicodedata

_WRITTEN = re.compile(r"[АБВГҐДЕЄЖЗІЇЙКЛМНОПРСТУФХЦЧШЩЮЯ](?:[абвгґдеєжзиіїйклмнопрстуфхцчшщюя’]|ь(?![юяєї]))+")
_CONSONANTS = "бвгґдзклмнпрстфхц"

_KNOWN = (  # names, how many of their last letters go, and what comes instead
    (
        "Август Адам Адріан Альберт Альфред Антон Аристид Арсен Артем Артур Аскольд Богдан Борис Вадим Валентин Варлам "
        "Віктор Вілен Владлен Гектор Герман Гліб Гнат Давид Дамір Дем’ян Демид Денис Едвард Едгар Едуард Ернест Євген "
        "Єгор Єфрем Захар Зенон Іван Ігнат Ілларіон Йосип Йосиф Карл Клим Климент Костянтин Леон Леонард Леонід Лук’ян "
        "Лукаш Любим Макар Максим Максиміліан Мар’ян Марат Мартин Мирон Модест Назар Натан Нестор Никанор Никифор "
        "Олександр Омелян Онисим Орест Оскар Остап Панас Пилип Платон Потап Прохор Ренат Роберт Родіон Роланд Роман "
        "Руслан Рустам Рустем Самуїл Свирид Северин Семен Серафим Спиридон Степан Тарас Теодор Тимур Тихон Трохим "
        "Устим Федот Фелікс Філарет Харитон Христофор Юліан Юстин Юхим Яким Ян Любов",
        0,
        "е",
    ),
    ("Владик Дмитрик Домінік Едик Ерік Івасик Марк Михайлик Павлик Петрик Славик Стасик Тарасик Толик Юрчик", 0, "у"),
    (
        "Андрійко Богданко Василько Грицько Данько Івасько Івко Ілько Левко Марко Мирко Михалко Петрусько Романко "
        "Сашко Славко Степанко Стецько Тимко Федько Юрко Янко Ярко",
        1,
        "у",
    ),
    ("Гаврило Данило Дмитро Кирило Михайло Павло Петро Самійло Ілля Катря Мотря Христя", 1, "е"),
    ("Адель Ассоль Нінель Рахіль", 1, "е"),
    (
        "Андрусь Василь Даніель Дмитрусь Еміль Івась Кость Михась Олесь Павлусь Петрусь Рафаель Ромась Стась Юрась",
        1,
        "ю",
    ),
    ("Єлисей Миколай Мойсей", 1, "ю"),
    ("Гриша Даша Маша Міша Саша", 1, "о"),
    ("Зоя Майя", 1, "є"),
    ("Ігор", 0, "ю"),
)
_CHANGED = {
    "Антін": "Антоне", "Лев": "Леве", "Олег": "Олеже", "Прокіп": "Прокопе", "Сидір": "Сидоре", "Тиміш": "Тимоше",
    "Федір": "Федоре", "Яків": "Якове",
}  # fmt: skip
_CALLED = _CHANGED | {name: name[: len(name) - cut] + ending for names, cut, ending in _KNOWN for name in names.split()}
_NOT_UKRAINIAN = ("Вера", "Данила", "Екатерина", "Елена", "Елизавета", "Надежда", "Никита", "Светлана")
_PATRONYMICS = ("ович", "Ілліч", "Кузьмич", "Лукич", "Савич", "Хомич")


def called(name: str) -> str:
    """Return a given name, with or without a patronymic, in the vocative; "" where it is not sure."""
    words = re.sub("['ʼ]", "’", unicodedata.normalize("NFC", name)).split()
    if not 1 <= len(words) <= 2:
        return ""
    said = ["-".join(parts) if all(parts := [_given(part) for part in words[0].split("-")]) else ""]
    said += [_patronymic(word) for word in words[1:]]
    return " ".join(said) if all(said) else ""


def _written(word: str) -> str:
    word = word.capitalize() if word.isupper() or word.islower() else word
    return word if _WRITTEN.fullmatch(word) else ""


def _given(word: str) -> str:
    name = _written(word)
    if not name or name in _NOT_UKRAINIAN:
        return ""
    return _CALLED.get(name) or (_in_a(name) if name[-1] in "ая" else _of_a_man(name))


def _in_a(name: str) -> str:
    stem, before = name[:-1], name[-2]
    if name[-1] == "а":
        return f"{stem}о" if before in _CONSONANTS else ""
    if before in "і’":
        return f"{stem}є"
    return f"{stem}ю" if before in _CONSONANTS else ""


def _of_a_man(name: str) -> str:
    if name.endswith("ій"):
        return f"{name[:-1]}ю"
    return f"{name}е" if name.endswith(("слав", "мир")) else ""


def _patronymic(word: str) -> str:
    name = _written(word)
    if name.endswith(("івна", "ївна")):
        return f"{name[:-1]}о"
    return f"{name}у" if name.endswith(_PATRONYMICS) else ""
