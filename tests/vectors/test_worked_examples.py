"""The worked examples of ../shared/rules/worked_examples.json that are exact, each reckoned.

A row of that file that is neither reckoned in tests/vectors/worked nor exempt by name, with its
reason, fails.
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import accord
import pytest

from tests.vectors.worked.abroad import ABROAD
from tests.vectors.worked.fees import FEES
from tests.vectors.worked.interest import INTEREST
from tests.vectors.worked.loans import LOANS
from tests.vectors.worked.loss import LOSS
from tests.vectors.worked.periods import PERIODS
from tests.vectors.worked.shares import SHARES

FILE = "rules/worked_examples.json"
WORKED = INTEREST | FEES | LOSS | LOANS | ABROAD | PERIODS | SHARES
NEGOTIATION = "a protocol of negotiation, which is no part of the settlement rules"
EXEMPT = {
    "MIS-5": "last-in-first-out stands in the source for contrast; no court uses it",
    "LN-11": "a number of periods that is not whole: no rule here asks for one",
    "NB-1": NEGOTIATION,
    **dict.fromkeys(("AW-4", "AW-5", "AW-6", "CS-1", "CS-2", "CS-4", "CS-6"), NEGOTIATION),
}
# What the file says beside the figure itself, in words or as a bug to avoid.
UNSAID = {"wrong", "avg_2dp", "avg_4dp"}


def same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return all(
            name in UNSAID or same(found[name] if isinstance(found, dict) else found, value)
            for name, value in wanted.items()
        )
    if isinstance(wanted, list):
        if isinstance(found, int):  # a list told in words: as many lines
            return found == len(wanted)
        return len(found) == len(wanted) and all(map(same, found, wanted))
    if isinstance(found, accord.Rate):
        return found == accord.Rate(f"{wanted} per year")
    try:
        value = Fraction(str(wanted).removesuffix("%"))
    except ValueError:
        return str(found) == str(wanted)
    return Fraction(str(found)) == value


def test_every_exact_row_is_reckoned_or_exempt_by_name(shared_file, shared_rows):
    rows = json.loads(shared_file(FILE).read_text("utf-8"))
    wanted = {row["id"]: row["expected"] for row in rows if row["exact_oracle"]}
    unread = sorted(set(wanted) - set(WORKED) - set(EXEMPT))
    assert not unread
    assert not sorted((set(WORKED) | set(EXEMPT)) - set(wanted))
    assert not set(WORKED) & set(EXEMPT)
    shared_rows(FILE, len(rows))


@pytest.mark.parametrize("id", sorted(WORKED))
def test_a_worked_example(id, shared_file):
    rows = json.loads(shared_file(FILE).read_text("utf-8"))
    wanted = next(row["expected"] for row in rows if row["id"] == id)
    found = WORKED[id]()
    if id == "LN-13":
        # The file's digits are right to the eleventh: an iteration stopped there. The true rate is
        # between the ends of the bracket, which ten years of growth prove.
        lower = found["rate"]
        growth = Fraction(10_000, 3_500)
        assert (1 + lower) ** 10 <= growth < (1 + lower + Fraction(1, 10**12)) ** 10
        assert abs(lower - Fraction(wanted["rate"])) < Fraction(1, 10**11)
    elif id in ("LN-7", "LN-9", "LN-10"):  # the spreadsheet's unrounded value, here to the cent
        (name,) = found
        assert abs(found[name] - Fraction(wanted[name])) <= Fraction(1, 200)
    else:
        assert same(found, wanted), (found, wanted)
