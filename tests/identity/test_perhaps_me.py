"""Who may be me is found among few mailboxes as among all."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from reconnect.identity import Seen, find_me
from reconnect.identity.me import name_of_mine
from reconnect.identity.perhaps_me import MAILBOXES, STANDING, bear, mailboxes, may_be_mine, stand_out

ADDRESSES = (
    "robin@keller.example", "Robin@Keller.example", "rk@work.example", "info@keller.example", "vera@holan.example",
    "teo@trieste.example", "bo@ek.example", "pia@lund.example", "news@letters.example", "",
)  # fmt: skip
NAMES = ("Robin Keller", "Rob Keller", "R. Keller", "Keller", "Vera Holan", "Robin Holan", "Teo2 Marchetti7", "")
SEEN = st.builds(
    Seen,
    st.sampled_from(ADDRESSES),
    st.sampled_from(NAMES),
    *(st.sampled_from((0, 0, 1, 2, often)) for often in (40, 60, 5)),
)


def few_of(seen: list[Seen], *, is_mail: bool) -> list[Seen]:
    """Those of some mailboxes of a channel that are read at all."""
    boxes = mailboxes({number: (each.name, each.address) for number, each in enumerate(seen)})
    standing = np.zeros(len(seen), STANDING)
    for name in MAILBOXES.names or ():
        standing[name] = boxes[name]
    for way in ("sent", "received", "delivered"):
        standing[way] = [getattr(each, way) for each in seen]
    if is_mail:
        standing = standing[standing["is_persons"]]
        mine = name_of_mine([seen[number] for number in standing[stand_out(standing)]["contact"]])
        standing["bears_mine"] = bear([seen[number].name for number in standing["contact"]], mine)
    return [seen[number] for number in standing[may_be_mine(standing)]["contact"]]


@example([
    Seen("robin@keller.example", "Robin Keller", 50, 50, 0), Seen("rk@work.example", "Rob Keller", 49, 49, 0),
    Seen("teo@trieste.example", "Robin Keller", 49, 48, 0), Seen("vera@holan.example", "Vera Holan", 48, 48, 0),
], "mail", 100)  # fmt: skip
@given(st.lists(SEEN, max_size=14), st.sampled_from(["mail", "facebook"]), st.sampled_from([1, 5, 50, 70, 100]))
def test_what_is_found_among_few_is_found_among_all(seen: list[Seen], channel: str, total: int) -> None:
    seen = [each for each in seen if each.sent + each.received + each.delivered]
    few = few_of(seen, is_mail=channel == "mail")
    assert find_me([], {channel: few}, {channel: total}) == find_me([], {channel: seen}, {channel: total})


def test_of_many_only_those_who_stand_out_or_bear_my_name_are_read() -> None:
    strangers = [Seen(f"p{number}@people.example", f"Given{number} Family{number}", 1, 1, 0) for number in range(50)]
    mine = [Seen("robin@keller.example", "Robin Keller", 50, 50, 0), Seen("rob@home.example", "Rob Keller", 1, 1, 0)]
    often = [Seen("vera@holan.example", "Vera Holan", 20, 20, 0), Seen("teo@trieste.example", "Teo", 9, 9, 0)]
    delivered = [Seen("clay@kiln.example", "", 0, 0, 3)]
    assert few_of([*strangers, *mine, *often, *delivered], is_mail=True) == [*mine, *often, *delivered]
