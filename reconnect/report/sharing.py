"""A few people at a time: how the places of a report are shared out among the groups."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta

from reconnect.report.facts import Found, Group, Listed
from reconnect.report.groups import ORDER
from reconnect.report.occasions import STAYS_NEWS


def shown(found: Found, limit: int) -> list[Listed]:
    """Return those of all found who are shown, at most `limit` (0: all), in order."""
    places = share({group: len(found[group]) for group in ORDER}, limit)
    return [(person, group) for group in ORDER for person in found[group][: places[group]]]


def all_of(found: Found) -> list[Listed]:
    """Return everybody who was found, in order."""
    return shown(found, 0)


def without(found: Found, told: Collection[Listed], ago: timedelta) -> Found:
    """Return all found whom an earlier report, so long `ago`, did not tell of in the same group.

    What was news then is none any more: the next birthday is another one.
    """
    if ago > STAYS_NEWS:
        told = {(person, group) for person, group in told if group != "news"}
    return {group: [person for person in found[group] if (person, group) not in told] for group in ORDER}


def share(found: Mapping[Group, int], limit: int) -> dict[Group, int]:
    """Return how many of each group are shown: at most `limit` in all (0: everybody).

    At most one follow_up, one news and one stranger; the rest goes to lapsed, and what those leave free to unanswered.
    A stranger never takes the only place of a tie.
    """
    if limit == 0:
        return dict(found)
    follow_up = min(found["follow_up"], 1, limit)
    news = min(found["news"], 1, limit - follow_up)
    rest = limit - follow_up - news
    of_ties = found["lapsed"] + found["unanswered"]
    stranger = min(found["stranger"], 1, max(rest - min(of_ties, 1), 0))
    lapsed_ties = min(found["lapsed"], rest - stranger)
    waiting = min(found["unanswered"], rest - stranger - lapsed_ties)
    return {"follow_up": follow_up, "news": news, "lapsed": lapsed_ties, "unanswered": waiting, "stranger": stranger}
