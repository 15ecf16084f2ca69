"""Who have I forgotten? The rows of the report, the reasons in words, and one writer a format.

`select` answers from ties and facts alone; it knows no clock, no database and no format. `reconnect.report.terminal`
stays out of here because rich takes longer to import than most commands to run.
"""

from reconnect.report.facts import Group, Listing, PersonFacts, Report, Row, Shared
from reconnect.report.groups import select

__all__ = ["Group", "Listing", "PersonFacts", "Report", "Row", "Shared", "select"]
