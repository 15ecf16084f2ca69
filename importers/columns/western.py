"""What address books call their columns in Western Europe and Brazil.

How the names are written down is told in `importers.columns.language`.
"""

from __future__ import annotations

from importers.columns.english import ENGLISH
from importers.columns.language import language

GERMAN = language(
    "cp1252",
    """
given_name = Vorname
middle_name = Weitere Vornamen
family_name = Nachname
formatted_name = Anzeigename
nicknames = Spitzname
organization = Firma | Organisation
title = Position | Arbeitstitel
emails = E-Mail-Adresse | E-Mail 2: Adresse | E-Mail 3: Adresse | Primäre E-Mail-Adresse | Sekundäre E-Mail-Adresse
phones = Mobiltelefon | Mobil-Tel.-Nr. | Telefon privat | Tel. privat | Telefon geschäftlich | Tel. dienstlich
phones = Haupttelefon | Telefon Firma | Weiteres Telefon | Autotelefon | Funktelefon | Rückmeldung
phones = Pager-Nummer | Fax privat | Fax geschäftlich | Weiteres Fax | Fax-Nummer | Telefon für Hörbehinderte
handles aim = Messenger-Name
urls = Webseite
birthday = Geburtstag
birth_year = Geburtsjahr
birth_month = Geburtsmonat
anniversary = Jahrestag
related partner = Partner
related manager = Name des/der Vorgesetzten | Name des/r Vorgesetzten
related assistant = Name Assistent | Assistent(in)
related children = Kinder
related referred by = Empfohlen von
categories = Kategorien
note = Notizen
- = Anrede | Titel | Abteilung | Telefon Assistent | Abrechnungsinformation | Benutzer | Benutzerdef. | Beruf | Büro
- = E-Mail-Typ | E-Mail: Angezeigter Name | E-Mail 2: Typ | E-Mail 2: Angezeigter Name
- = E-Mail 3: Typ | E-Mail 3: Angezeigter Name | Geschlecht | Initialen | Internet-Frei/Gebucht | Konto
- = Organisationsnr. | Ort | Priorität | Privat | Regierungsnr. | Reisekilometer | Sprache | Stichwörter
- = Vertraulichkeit | Verzeichnisserver | Postfach geschäftlich | Postfach privat | Weiteres Postfach
- = Straße geschäftlich | Ort geschäftlich | Region geschäftlich | Postleitzahl geschäftlich
- = Land geschäftlich | Land/Region geschäftlich | Straße privat | Ort privat | Bundesland/Kanton privat | Region privat
- = Postleitzahl privat | Land privat | Land/Region privat | Weitere Straße | Weiterer Ort | Weitere Region
- = Weiteres/r Bundesland/Kanton | Weitere Postleitzahl | Weiteres Land | Weiteres/e Land/Region
- = Privat: Adresse | Privat: Ort | Privat: Bundesland | Privat: PLZ | Privat: Land
- = Dienstlich: Adresse | Dienstlich: Ort | Dienstlich: Bundesland | Dienstlich: PLZ | Dienstlich: Land
""",
    beside=ENGLISH,
)

FRENCH = language(
    "cp1252",
    """
given_name = Prénom
middle_name = Deuxième prénom
family_name = Nom
name_suffix = Suffixe
formatted_name = Nom à afficher
nicknames = Surnom
organization = Société
title = Profession
emails = Adresse de messagerie | Adresse de courrier | Adresse mail
emails = Adresse électronique principale | Adresse électronique secondaire
phones = Tél. mobile | Portable | Téléphone (domicile) | Téléphone 2 (domicile) | Téléphone (bureau)
phones = Téléphone 2 (bureau) | Tél. professionnel | Tél. personnel | Téléphone principal | Tél. principal
phones = Téléphone société | Téléphone (autre) | Téléphone (voiture) | Radio téléphone | Radiotéléphone | Rappel | RNIS
phones = Récepteur de radiomessagerie | Télécopie (domicile) | Télécopie (bureau) | Télécopie (autre)
phones = Fax | Fax (domicile) | Fax (bureau) | Fax (autre) | Téléphone TDD/TTY
urls = Page Web | Site Web
birthday = Anniversaire
birth_year = Année de naissance
birth_month = Mois
birth_day = Jour
anniversary = Anniversaire de mariage ou fête | Anniversaire/Fête
related spouse = Conjoint(e)
related manager = Responsable
related assistant = Nom de l'assistant(e)
related children = Enfants
related referred by = Recommandé par
categories = Catégories
- = Titre | Service | Téléphone de l'assistant(e) | Télex | Type de messagerie | Nom complet de l'adresse de messagerie
- = Type de courrier | Nom complet de l'adresse de courrier | Nom complet de l'adresse mail | Autre boîte postale
- = B.P. professionnelle | Boîte postale du domicile | Bureau | Code gouvernement | Compte | Critère de diffusion
- = Disponibilité Internet | Emplacement | Informations facturation | Infos de facturation | Initiales | Kilométrage
- = Langue | Mots clés | Numéro d'identification de l'organisation | Passe-temps | Priorité | Privé
- = Serveur d'annuaire | Sexe | Utilisateur | Société Yomi
- = Rue (bureau) | Ville (bureau) | Dép/Région (bureau) | Code postal (bureau) | Pays (bureau) | Pays/Région (bureau)
- = Rue (domicile) | Ville (domicile) | Dép/Région (domicile) | Code postal (domicile) | Pays (domicile)
- = Pays/Région (domicile) | Rue (autre) | Ville (autre) | Dép/Région (autre) | Code postal (autre) | Pays (autre)
- = Pays/Région (autre) | Adresse privée | Adresse professionnelle | Région | Code postal | Ville
""",
    beside=ENGLISH,
)

SPANISH = language(
    "cp1252",
    """
given_name = Nombre
middle_name = Segundo nombre
family_name = Apellidos
formatted_name = Nombre en pantalla
nicknames = Apodo
organization = Organización
title = Puesto
emails = Dirección de correo electrónico | Dirección del correo electrónico
emails = Dirección de correo electrónico principal | Dirección de correo electrónico secundaria
phones = Teléfono móvil | Particular | Teléfono del trabajo | Teléfono (Trabajo) | Teléfono principal | Otro teléfono
phones = Buscapersonas | Otro fax | Fax
urls = Página web
birth_year = Año de nacimiento
birth_month = Mes de nacimiento
birth_day = Día de nacimiento
related manager = Nombre del director
categories = Categorías
- = Género | Ciudad de trabajo | Provincia o estado de trabajo | Código postal del trabajo | Calle del trabajo
- = País o región del trabajo | País o región del domicilio | Otra ciudad | Otra provincia o estado | Otra calle
- = Otro código postal | Otro país o región | Dirección personal | País de residencia | Código postal
- = Dirección de trabajo | País (Trabajo) | Código postal (Trabajo)
""",
    beside=ENGLISH,
)

ITALIAN = language(
    "cp1252",
    """
given_name = Nome
middle_name = Secondo Nome
family_name = Cognome
name_suffix = Suffisso
formatted_name = Nome visualizzato
nicknames = Soprannome
organization = Società | Organizzazione | Società di lavoro
title = Qualifica | Titolo di lavoro
emails = Indirizzo E-mail | Email principale | Email secondaria
phones = Telefono Mobile | Numero cellulare | Cellulare di casa | Cellulare di lavoro | Telefono di casa
phones = Telefono di Lavoro | Telefono lavoro | Telefono Principale | Phone Altro | Telefono dell'Auto
phones = Numero cercapersone | Numero Pager | Fax di casa | Fax di Lavoro | Fax Altro | Numero fax
urls = Pagina Web
birthday = Compleanno | Data di Nascita
birth_year = Anno di nascita
birth_month = Mese di nascita
birth_day = Giorno di nascita
anniversary = Anniversario
related spouse = Coniuge
related manager = Nome del Responsabile
related assistant = Nome dell'assistente
categories = Categorie
note = Note
- = Titolo | Reparto | Reparto di lavoro | Telefono dell'assistente | Genere | Città di lavoro
- = Nazione/Regione di lavoro | CAP di Lavoro | Provincia di lavoro | Indirizzo di lavoro | Città di residenza
- = Nazione/Regione di casa | CAP di casa | Provincia di residenza | Indirizzo di casa | Città Altro | Via Altro
- = Nazione/Regione Altro | CAP Postale Altro | Stato Altro | Nazione di residenza | CAP di residenza
- = Nazione di lavoro | Foto
""",
    beside=ENGLISH,
)

PORTUGUESE = language(
    "cp1252",
    """
given_name = Primeiro nome
middle_name = Nome do meio
family_name = Último nome
name_suffix = Sufixo
formatted_name = Mostrar nome
nicknames = Apelido
organization = Empresa | Organização
title = Cargo
emails = Endereço de E-mail | E-mail primário | E-mail secundário | E-mail
phones = Celular | Celular pessoal | Celular de trabalho | Fone de casa | Fone comercial | Fone de trabalho
phones = Fone Primario | Outro Fone | Fone do carro | Número do Pager | Fax comercial | Fax de casa | Outro Fax
phones = Número de Fax | Fax
urls = Página Web
birthday = Aniversário | Data de nascimento
birth_year = Ano de nascimento
birth_month = Mês de nascimento
birth_day = Dia de nascimento
related manager = Nome do gerente
related assistant = Nome do Assistente
categories = Categorias
note = Notas | Informações
- = Título | Departamento | Gênero | Fone do Assistente | Cidade comercial | Região/País comercial
- = Código postal comercial | Estado comercial | Rua comercial | Cidade de casa | Região/País de casa
- = Código Postal de casa | Estado de casa | Rua de casa | Outra cidade | Outro País/Região | Outro Código Postal
- = Outro Estado | Outra Rua | Endereço de casa | País de casa | CEP de casa | CEP pessoal | Endereço de trabalho
- = País de trabalho | CEP de trabalho | Cidade de trabalho | Foto do Usuário | Estado | CEP
""",
    beside=ENGLISH,
)

DUTCH = language(
    "cp1252",
    """
given_name = Voornaam
middle_name = Middelste naam
family_name = Achternaam
name_suffix = Achtervoegsel
organization = Bedrijf
title = Functie
emails = E-mailadres
phones = Mobiele telefoon | Telefoon thuis | Telefoon op werk | Hoofdtelefoon | Hoofdtelefoon bedrijf
phones = Andere telefoon | Autotelefoon | Radiotelefoon | Teksttelefoon | Terugbellen
phones = Fax thuis | Fax op werk | Andere fax
related partner = Partner
related manager = Naam manager
related assistant = Naam assistent
related children = Kinderen
related referred by = Referentie van
anniversary = Speciale datum
birthday = Verjaardag
categories = Categorieën | Categorien
note = Notities
urls = Webpagina
- = Titel | Afdeling | Telefoon assistent | Adreslijstserver | Beroep | E-mailtype | Weergavenaam voor e-mail
- = E-mail, weergegeven naam | Factuurinformatie | Gebruiker | Geslacht | Gevoeligheid | Hobby's | Initialen
- = Internet Beschikbaarheidsinfo | Kantoorlocatie | Locatie | Organisatie-id | Prioriteit | Privé | Reisafstand
- = Sofinummer | Taal | Trefwoorden
- = Werkadres, straat | Werkadres 2, straat | Werkadres 3, straat | Werkadres, plaats | Werkadres, provincie
- = Werkadres, postcode | Land/regio (werk) | Huisadres, straat | Huisadres, plaats | Huisadres, provincie
- = Huisadres, postcode | Land/regio (thuis) | Ander adres, straat | Ander adres, plaats | Ander adres, provincie
- = Ander adres, postcode | Land/regio (anders) | Ander adres, postbusnummer | Huisadres, postbusnummer
""",
    beside=ENGLISH,
)

FINNISH = language(
    "cp1252",
    """
given_name = Etunimi
family_name = Sukunimi
formatted_name = Näytettävä nimi | Näyttönimi
nicknames = Lempinimi
organization = Järjestö
title = Ammattinimi
emails = Ensisijainen sähköposti | Toissijainen sähköposti
phones = Matkapuhelinnumero | Kotipuhelin | Työpuhelin | Hakulaitteen numero | Faksin numero
urls = Verkkosivu
birthday = Syntymäpäivä
birth_year = Syntymävuosi
birth_month = Syntymäkuukausi
note = Muistiinpanot
- = Osasto | Kotikaupunki | Kodin lääni | Työpaikan kaupunki | Työpaikan lääni | Kotiosoite | Kotimaa
- = Kodin postinumero | Työosoite | Työpaikan postinumero | Työpaikan maa
""",
    beside=ENGLISH,
)
