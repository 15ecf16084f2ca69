"""What address books call their columns in English, which stands among the names of every other language.

Programs are translated by halves: Spanish Outlook writes "E-mail Address" beside "Apellidos". How the names are
written down is told in `importers.columns.language`.
"""

from __future__ import annotations

from importers.columns.language import language

ENGLISH = language(
    "cp1252",
    """
given_name = First Name
middle_name = Middle Name
family_name = Last Name
name_suffix = Suffix
formatted_name = Display Name
nicknames = Nickname
organization = Company | Organization | Organisation | Work Company
title = Job Title | Work Title
emails = E-mail Address | E-mail 2 Address | E-mail 3 Address | Primary Email | Secondary Email
emails = Email Home | Email Work | Email Other
phones = Mobile Phone | Mobile Number | Home Mobile | Work Mobile | Home Phone | Business Phone | Work Phone
phones = Primary Phone | Company Main Phone | Other Phone | Car Phone | Radio Phone | Callback | ISDN | Phone Video
phones = Pager | Pager Number | Home Fax | Business Fax | Work Fax | Other Fax | Fax Number | TTY/TDD Phone
handles im = IMAddress
handles aim = Screen Name | IM Aim
handles icq = IM Icq
handles jabber = IM Jabber
handles msn = IM Msn
handles skype = IM Skype
handles yahoo = IM Yahoo
urls = Web Page | Personal Web Page | Website Blog | Website Home Page | Website Other | Website Profile | Website Work
birthday = Birthday | Date of Birth
birth_year = Birth Year
birth_month = Birth Month
birth_day = Birth Day
anniversary = Anniversary
related spouse = Spouse
related manager = Manager's Name
related assistant = Assistant's Name
related children = Children
related referred by = Referred By
categories = Categories
note = Notes
- = Title | Department | Work Dept | Assistant's Phone | Telex | Account | Billing Information | Directory Server
- = E-mail Type | E-mail Display Name | E-mail 2 Type | E-mail 2 Display Name | E-mail 3 Type | E-mail 3 Display Name
- = Gender | Government ID Number | Hobby | Initials | Internet Free Busy | Keywords | Language | Location | Mileage
- = Office Location | Organizational ID Number | Priority | Private | Profession | Sensitivity | User | Custom | Schools
- = Given Yomi | Surname Yomi | Company Yomi | Maiden Name | User Photo
- = Business Street | Business City | Business State | Business Postal Code | Business Country/Region
- = Home Street | Home City | Home State | Home Postal Code | Home Country/Region
- = Other Street | Other City | Other State | Other Postal Code | Other Country/Region
- = Business Address PO Box | Home Address PO Box | Other Address PO Box
- = Home Address | Home ZipCode | Home Zip | Home Country | Home County | Home Post Code
- = Work Address | Work ZipCode | Work Zip | Work Country | Work City | Work State | Work County | Work Post Code
""",
)

EVERYBODYS = language(
    "cp1252",
    """
formatted_name = Name | Full Name
emails = E-mail | Email | Email Address | Mail
phones = Phone | Phone Number | Telephone | Mobile | Cell Phone | Fax
urls = URL | Website
organization = Employer
note = Note | Comment | Comments
""",
)
"""Names of columns that tell no program, but that are understood beside those that do."""
