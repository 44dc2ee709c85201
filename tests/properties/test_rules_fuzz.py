"""Every rule asked at random, one by one and in columns: the same figure or fault, never a crash.

The arguments are drawn by the kind that the table of rules declares, with a taste for edges: both
ends of int64, currencies of no and of three decimals, first and last days, rates of huge fractions,
no rows and rows that stand twice.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import accord
import pytest
from accord import _core, law

from tests.python._batches import cells, pa, scalar

RULES = {rule["name"]: rule for rule in _core.rules()}
ACCEPTED = sorted(
    {entry["id"] for entry in law.rule_book().entries if entry["status"] == "unverified"}
)
SERIES = sorted({entry["id"] for entry in law.rule_book().entries if entry["sort"] == "series"})
SHORT_ROWS, LONG_ROWS = 40, 2_000

INT64_MAX = 2**63 - 1
EDGES = [0, 1, 2, 49, 50, 51, 99, 100, 101, 10**6, 10**8, 10**8 + 1, 10**12, INT64_MAX, -1]
EDGES += [INT64_MAX - 1, -INT64_MAX, -INT64_MAX - 1]
DIGITS = {"CNY": 2, "USD": 2, "GBP": 2, "HKD": 2, "JPY": 0, "KWD": 3, "SGD": 2, "AUD": 2, "EUR": 2}
DAYS = [date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29), date(2020, 2, 29), date(2019, 8, 19)]
DAYS += [date(2019, 8, 20), date(2020, 8, 20), date(2026, 1, 1), date(2025, 12, 31)]
SHARES = ["0%", "100%", "50%", "1/3", "2/3", "12.5%", "99.99%", "1/7", "1/9223372036854775807"]
RATES = ["4.35% per year", "3.85% per year ACT/360", "24% per year", "36% per year", "0% per year"]
RATES += ["0.05% per day", "1.5% per month", "4.9% per year 30/360", "15.4% per year"]
RATES += ["8% per year"]
ODD_RATES = [*SHARES, "-1%", "150%", "9223372036854775807/1", "1/9223372036854775807 per year"]
ODD_RATES += ["4.35% per year ACT/ACT ISDA", "999999999999999% per day", "-5% per year"]
SHARE_WORDS = ("share", "chance", "fault", "multiple", "uplift", "unperformed", "factor", "growth")
SHARE_WORDS += ("turnover", "fall", "commission", "duty", "collected", "tax", "burden", "convert")
HOME = {"aaa": "USD", "fdrc": "HKD", "fidrec": "SGD", "lcia": "GBP", "uk": "GBP", "fos": "GBP"}
HOME |= {"finra": "USD", "hk": "HKD", "pslra": "USD", "plan": "USD", "afca": "AUD", "ppi": "GBP"}
HOME |= {"us": "USD", "commission": "GBP", "benchmark": "GBP"}
WORDS = ["", "a", "b", "c", "root", "*", "ECB", "12.34", "0.01", "7.1", "1e5", "-1", "浙江", "nan"]
WORDS += ["99999999999999999999", "1/3", "0", "10"]


def money_text(minor: int, currency: str) -> str:
    digits = DIGITS[currency]
    sign, text = "-" if minor < 0 else "", str(abs(minor)).rjust(digits + 1, "0")
    whole, decimals = (text[:-digits], "." + text[-digits:]) if digits else (text, "")
    return f"{sign}{whole}{decimals} {currency}"


class Draw:
    """Arguments of one rule; `wild` is the chance that one of them is out of place."""

    def __init__(self, rule: str, source: random.Random) -> None:
        self.random = source
        self.wild = source.choice([0.0, 0.0, 0.05, 0.3])
        self.currency = source.choice([HOME.get(rule.split("_")[0], "CNY")] * 6 + [*DIGITS])
        self.unit = 10 ** source.randint(0, 10)
        self.step = 0  # between the days of rows, which follow one another
        self.day = date(2015, 1, 1) + timedelta(days=source.randint(0, 4300))

    def is_wild(self) -> bool:
        return self.random.random() < self.wild

    def arguments(self, parameters: list[dict[str, Any]]) -> dict[str, Any]:
        given = {}
        for parameter in parameters:
            if not parameter["required"] and self.random.random() < 0.6:
                continue
            if parameter["required"] and self.random.random() < self.wild / 20:
                continue
            given[parameter["name"]] = self.value(parameter)
        return given

    def value(self, parameter: dict[str, Any]) -> Any:
        return getattr(self, parameter["kind"])(parameter)

    def money(self, _: dict[str, Any]) -> str:
        currency = self.random.choice([*DIGITS]) if self.is_wild() else self.currency
        if self.is_wild():
            minor = self.random.choice(EDGES)
        else:
            minor = self.random.choice([self.random.randint(0, 300) * self.unit, self.unit, 0])
            minor += self.random.choice([0, 0, 1])
        return money_text(min(minor, INT64_MAX), currency)

    def rate(self, parameter: dict[str, Any]) -> str:
        if self.is_wild():
            return self.random.choice(ODD_RATES)
        name = parameter["name"]
        if name == "hours":
            return f"{self.random.randint(0, 200)}/{self.random.choice([1, 2, 4, 3])}"
        if "uplift" in name:
            return self.random.choice(["30%", "50%", "40%", "100%", "1/3"])
        if name == "spread":
            return self.random.choice(["0% per year", "0.5% per year", "1% per year"])
        if any(word in name for word in SHARE_WORDS) and name != "charge_rate":
            return self.random.choice(SHARES[:-1])
        return self.random.choice(RATES if self.random.random() < 0.9 else SHARES)

    def date(self, _: dict[str, Any]) -> date:
        if self.is_wild():
            return self.random.choice(DAYS)
        step = self.step or self.random.choice([0, 1, 9, 10, 30, 90, 365, 1500])
        if self.day < date(2030, 1, 1):
            self.day += timedelta(days=self.random.randint(min(self.step, 1), step))
        return self.day

    def count(self, parameter: dict[str, Any]) -> int:
        if parameter["name"] in {"samples"}:
            return self.random.choice([1, 2, 100, 0, -1])
        if self.is_wild():
            return self.random.choice([*EDGES, 1200, 1201, 2400])
        return self.random.choice([0, 1, 1, 2, 3, 12, 24, 36, 240, self.random.randint(1, 400)])

    def flag(self, _: dict[str, Any]) -> bool:
        return self.random.random() < 0.5

    def choice(self, parameter: dict[str, Any]) -> str:
        if self.random.random() < self.wild / 20:
            return self.random.choice(WORDS)
        return self.random.choice(parameter["choices"])

    def text(self, parameter: dict[str, Any]) -> str:
        if parameter["name"] == "series" and not self.is_wild():
            return self.random.choice(SERIES)
        if parameter["name"] in {"base_price", "dividend", "rate"} and not self.is_wild():
            other = self.random.choice([*DIGITS])
            unit = other if parameter["name"] == "rate" else self.currency
            return f"{self.random.randint(0, 99)}.{self.random.randint(0, 99):02d} {unit}"
        return self.random.choice(WORDS)

    def rows(self, parameter: dict[str, Any]) -> list[dict[str, Any]]:
        fields = parameter["fields"]
        size = self.random.choice([0, 1, 1, 2, 3, 5, 12, 40 if self.is_wild() else 4])
        first, self.step = self.day, self.random.choice([1, 1, 30, 365])
        rows = [self.arguments(fields) for _ in range(size)]
        self.step = 0
        if self.random.random() < 0.5:  # what comes next may lie among them
            self.day = first
        if rows and self.is_wild():
            rows.append(dict(rows[0]))
        if fields[0]["name"] == "node" and not self.is_wild():
            return self.tree()
        if fields[-1]["name"] == "turnover" and not self.is_wild():
            return self.trading(first)
        return rows

    def trading(self, first: date) -> list[dict[str, Any]]:
        """More days of trading than the law waits for, with the part of the shares turned over."""
        self.day = first
        share = self.random.choice(["0%", "3%", "5%", "1/12", "50%"])
        days = range(1, self.random.randint(28, 40))
        return [{"date": first + timedelta(days=n), "turnover": share} for n in days]

    def tree(self) -> list[dict[str, Any]]:
        """Outcomes that hang together: a few branches under the root, some of them branching."""
        rows = []
        nodes = ["root"]
        for node in nodes:
            branches = self.random.choice([0, 2, 2, 3]) if len(nodes) < 12 else 0
            chances = {2: ["1/4", "75%"], 3: ["1/3", "1/3", "1/3"]}.get(branches, [])
            for i, chance in enumerate(chances):
                rows.append({"node": f"{node}.{i}", "parent": node, "chance": chance})
                nodes.append(f"{node}.{i}")
        parents = {row["parent"] for row in rows}
        rows.insert(0, {"node": "root"})
        for row in rows:
            if row["node"] not in parents:
                row["value"] = self.money({})
        return rows


def arrow_type(parameter: dict[str, Any]) -> Any:
    if parameter["kind"] == "rows":
        return pa.list_(pa.struct([(f["name"], arrow_type(f)) for f in parameter["fields"]]))
    kinds = {"date": pa.date32(), "count": pa.int64(), "flag": pa.bool_()}
    return kinds.get(parameter["kind"], pa.string())


def table_of(rule: dict[str, Any], given: list[dict[str, Any]]) -> Any:
    fields = [(parameter["name"], arrow_type(parameter)) for parameter in rule["parameters"]]
    return pa.Table.from_pylist(given, schema=pa.schema(fields))


def numbers_of(rule: dict[str, Any], given: list[dict[str, Any]]) -> Any:
    """The same rows of one currency with money as minor units, as a kernel reads them."""
    table = table_of(rule, given)
    for place, parameter in enumerate(rule["parameters"]):
        if parameter["kind"] != "money":
            continue
        name = parameter["name"]
        minor = [None if row.get(name) is None else accord.Money(row[name]).minor for row in given]
        table = table.set_column(place, name, pa.array(minor, pa.int64()))
    return table


def is_null_required(rule: dict[str, Any], given: dict[str, Any]) -> bool:
    """What is left out of a column is null there, which is told apart from a missing argument."""
    for parameter in rule["parameters"]:
        value = given.get(parameter["name"])
        if value is None and parameter["required"]:
            return True
        if parameter["kind"] == "rows" and value:
            fields = [f["name"] for f in parameter["fields"] if f["required"]]
            if any(row.get(name) is None for row in value for name in fields):
                return True
    return False


def expected_cells(
    rule: dict[str, Any], given: dict[str, Any], accept: list[str]
) -> dict[str, Any]:
    expected = scalar(rule["name"], given, accept)
    if expected.get("error") or not (rule["parts"] or rule["shares"]):
        return expected
    lines = _core.reckon(
        rule["name"], law.rule_book(), given, accept, law.calendar_book()
    ).line.lines
    for part in rule["parts"]:
        expected[f"{part}_minor"] = sum(x.count for x in lines if x.label == part)
    if rule["shares"]:
        expected["shares_minor"] = [x.count for x in lines]
    return expected


def compare(rule: dict[str, Any], given: list[dict[str, Any]], rows: list[Any], accept: Any) -> int:
    """How many rows have a figure."""
    figures = 0
    for arguments, row in zip(given, rows, strict=True):
        if is_null_required(rule, arguments):
            assert row["error"] is not None, arguments
            continue
        expected = expected_cells(rule, arguments, accept)
        assert {name: row[name] for name in expected} == expected, (rule["name"], arguments, accept)
        figures += expected["error"] is None
    return figures


def one_currency(rule: dict[str, Any], given: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Rows whose money is of one currency, by that currency."""
    names = [p["name"] for p in rule["parameters"] if p["kind"] == "money"]
    groups: dict[str, list[Any]] = {}
    for row in given:
        found = {row[name].split()[1] for name in names if name in row}
        if len(found) == 1:
            groups.setdefault(found.pop(), []).append(row)
    return groups


def ask(name: str, rows: int, seed: int) -> int:
    rule = RULES[name]
    source = random.Random(f"{name} {seed}")
    given = [Draw(name, source).arguments(rule["parameters"]) for _ in range(rows)]
    # Every optional column is there for some row, so that a column of nulls is one of them.
    accept = source.choice([[], ACCEPTED, ACCEPTED])
    batch = getattr(accord.settle.batch, name)
    figures = compare(rule, given, cells(batch(table_of(rule, given), accept=accept)), accept)
    has_money_rows = any(f["kind"] == "money" for p in rule["parameters"] for f in p["fields"])
    if has_money_rows:
        return figures
    for currency, group in one_currency(rule, given).items():
        frame = numbers_of(rule, group)
        table = batch(frame, currency=currency, accept=accept, threads=source.choice([1, 2]))
        compare(rule, group, cells(table), accept)
    return figures


@pytest.mark.parametrize("name", sorted(RULES))
def test_both_faces_answer_alike(name):
    ask(name, SHORT_ROWS, seed=0)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(RULES))
def test_both_faces_answer_alike_for_long(name):
    assert ask(name, LONG_ROWS, seed=1) > 0
