"""The words of address-book tables: what their columns are called, whose table a header is, and the contact of a row.

One spelling means different things in different languages: French "Nom" is the family name, Italian "Nome" a given
one. So the language is told by the whole header before any column is.
"""

from importers.columns.code_pages import table_codec
from importers.columns.contact import Field, Values, addresses, contact_from
from importers.columns.headers import (
    columns_of,
    is_google,
    is_linkedin,
    is_outlook,
    is_thunderbird,
    values_of,
)
from importers.columns.reading import contacts_in, holds_only, split_list

__all__ = [
    "Field",
    "Values",
    "addresses",
    "columns_of",
    "contact_from",
    "contacts_in",
    "holds_only",
    "is_google",
    "is_linkedin",
    "is_outlook",
    "is_thunderbird",
    "split_list",
    "table_codec",
    "values_of",
]
