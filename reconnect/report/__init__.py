"""Who have I forgotten? The groups, the rows of the report, the reasons in words, and one writer a format.

`groups.find` answers from ties and facts alone, `sharing.shown` chooses a few, `telling.report` puts them in words;
none knows a clock, a database or a format.
"""

from reconnect.report.facts import Group, Listing, PersonFacts, Report, Row, Shared

__all__ = ["Group", "Listing", "PersonFacts", "Report", "Row", "Shared"]
