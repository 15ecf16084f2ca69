"""What address books call their columns where Windows does not write Western European letters.

How the names are written down is told in `importers.columns.language`.
"""

from __future__ import annotations

from importers.columns.english import ENGLISH
from importers.columns.language import language

POLISH = language(
    "cp1250",
    """
given_name = Imię
middle_name = Drugie imię
family_name = Nazwisko
nicknames = Przydomek
organization = Firma
title = Stanowisko
emails = Adres e-mail
phones = Telefon komórkowy | Telefon domowy | Telefon służbowy | Telefon główny | Faks domowy | Faks służbowy
urls = Osobista strona sieci Web
birthday = Urodziny
anniversary = Rocznica
related manager = Menadżer
related assistant = Asystent
categories = Kategorie
note = Notatki
- = Tytuł | Oddział | Telefon asystenta | Płeć
- = Miasto (biuro) | Kraj/region (biuro) | Kod pocztowy (biuro) | Województwo (biuro) | Ulica (biuro)
- = Miasto (dom) | Kraj/region (dom) | Kod pocztowy (dom) | Województwo (dom) | Ulica (dom)
""",
    beside=ENGLISH,
)

SLOVAK = language(
    "cp1250",
    """
given_name = Krstné meno
middle_name = Ďalšie meno
family_name = Priezvisko
name_suffix = Prípona
formatted_name = Zobrazované meno
nicknames = Prezývka
organization = Spoločnosť | Organizácia
title = Funkcia
emails = E-mailová adresa | Ďalšia e-mailová adresa
phones = Mobilný telefón | Mobil | Telefón domov | Telefón do práce | Telefón do zamestnania | Primárny telefón
phones = Iný telefón | Autotelefón | Operátor | Fax domov | Fax do práce | Iný fax | Fax
urls = Webová stránka
birthday = Narodeniny
birth_year = Rok narodenia
birth_month = Mesiac narodenia
birth_day = Deň narodenia
anniversary = Výročie
related spouse = Manžel(ka)
related manager = Meno manažéra
related assistant = Meno asistenta
categories = Kategórie
note = Poznámky
- = Titul | Oddelenie | Telefón asistenta | Pohlavie
- = Mesto (práca) | Krajina/oblasť (práca) | PSČ (práca) | Okres (práca) | Ulica (práca)
- = Mesto (domov) | Krajina/oblasť (domov) | PSČ (domov) | Okres (domov) | Ulica (domov)
- = Iné mesto | Krajina/oblasť (iné) | Iné PSČ | Iná ulica | Adresa domov | Štát domov | PSČ domov
- = Pracovná adresa | Štát zamestnania | PSČ zamestnania
""",
    beside=ENGLISH,
)

RUSSIAN = language(
    "cp1251",
    """
given_name = Имя
middle_name = Отчество
family_name = Фамилия
name_suffix = Суффикс
formatted_name = Отображаемое имя
nicknames = Псевдоним
organization = Организация
title = Должность
emails = Адрес эл. почты | Адрес 2 эл. почты | Адрес 3 эл. почты
emails = Адрес электронной почты | Альтернативный адрес электронной почты
phones = Телефон переносной | Номер сотового телефона | Домашний телефон | Телефон дом. | Рабочий телефон
phones = Телефон раб. | Основной телефон | Основной телефон организации | Другой телефон | Телефон в машине
phones = Радиотелефон | Обратный вызов | Пейджер | Номер пейджера | Домашний факс | Рабочий факс | Другой факс
phones = Номер факса
urls = Веб-страница
birthday = День рождения
birth_year = Год рождения
birth_month = Месяц рождения
anniversary = Годовщина
related spouse = Супруг(а)
related manager = Руководитель
related assistant = Имя помощника
related children = Дети
categories = Категории
note = Заметки
- = Обращение | Отдел | Телефон помощника | Телекс | Телетайп/телефон с титрами | Важность | Инициалы
- = Тип эл. почты | Краткое имя эл. почты | Тип 2 эл. почты | Краткое 2 имя эл. почты | Тип 3 эл. почты
- = Краткое 3 имя эл. почты | Ключевые слова | Код организации | Личный код | Отложено | Пол | Пользователь | Пометка
- = Профессия | Расположение | Расположение комнаты | Расстояние | Сведения о доступности в Интернете
- = Сервер каталогов | Счет | Счета | Хобби | Частное
- = Улица (раб. адрес) | Улица 2 (раб. адрес) | Улица 3 (раб. адрес) | Город (раб. адрес) | Область (раб. адрес)
- = Индекс (раб. адрес) | Страна или регион (раб. адрес) | Почтовый ящик (раб. адрес) | Улица (дом. адрес)
- = Улица 2 (дом. адрес) | Улица 3 (дом. адрес) | Город (дом. адрес) | Область (дом. адрес) | Почтовый код (дом.)
- = Страна или регион (дом. адрес) | Почтовый ящик (дом. адрес) | Улица (другой адрес) | Улица 2 (другой адрес)
- = Улица 3 (другой адрес) | Город (другой адрес) | Область (другой адрес) | Индекс (другой адрес)
- = Страна или регион (другой адрес) | Почтовый ящик (другой адрес)
- = Адрес | Город | Штат | Страна | Почтовый индекс | Адрес (раб.) | Город (раб.) | Штат (раб.) | Страна (раб.)
- = Почтовый индекс (раб.)
""",
    beside=ENGLISH,
)

TAIWANESE = language(
    "cp950",
    """
given_name = 名字 | 名
middle_name = 中間名
family_name = 姓氏 | 姓
formatted_name = 顯示名稱
nicknames = 暱稱
organization = 公司
title = 職稱
emails = 電子郵件地址 | 主要 Email | 次要 Email
phones = 行動電話 | 手機號碼 | 住家電話 | 商務電話 | 代表電話 | 其他電話 | 汽車電話 | 呼叫器 | 呼叫器號碼
phones = 住家傳真 | 商務傳真 | 其他傳真 | 傳真號碼
urls = 網頁
birthday = 生日
birth_year = 生日 (年)
birth_month = 生日 (月)
birth_day = 生日 (日)
anniversary = 紀念日
related spouse = 配偶
related manager = 主管名稱
related assistant = 助理
categories = 類別
note = 記事
- = 頭銜 | 稱謂 | 部門 | 助理電話 | 性別
- = 商務 - 市/鎮 | 商務 - 國家/地區 | 商務 - 郵遞區號 | 商務 - 縣市 | 商務 - 街
- = 住家 - 市/鎮 | 住家 - 國家/地區 | 住家 - 郵遞區號 | 住家 - 縣/市 | 住家 - 街
- = 其他 - 市/鎮 | 其他 - 國家/地區 | 其他 - 郵遞區號 | 其他 - 縣/市 | 其他 - 街
- = 住家住址 | 居住國家 | 住址郵遞區號 | 居住市鎮 | 居住縣市
- = 商務地址 | 商務國家 | 商務郵遞區號 | 商務市鎮 | 商務縣市
""",
    beside=ENGLISH,
)
