"""Columns of every kind from polars, pandas, pyarrow and DuckDB: same rows, same figures."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

import accord
import pytest
from accord import law
from accord.settle import batch

from tests.python._batches import assert_rows, cells, pa

pl = pytest.importorskip("polars")
pd = pytest.importorskip("pandas")
duckdb = pytest.importorskip("duckdb")

ON = date(2026, 1, 16)
ROWS = [
    {"claim": 51_084_599, "on": ON, "track": "ordinary"},
    {"claim": 1_000_000, "on": date(2007, 4, 1), "track": "simple_procedure"},
    {"claim": 1_000_001, "on": date(2024, 2, 29), "track": "mediated_or_withdrawn"},
    {"claim": 0, "on": date(1990, 1, 1), "track": "ordinary"},
    {"claim": -1, "on": ON, "track": "no_such_track"},
]
DATA = {name: [row[name] for row in ROWS] for name in ROWS[0]}


def expected(rows=ROWS):
    return [row | {"claim": accord.Money.from_minor(row["claim"], "CNY")} for row in rows]


def of_duckdb(data):
    return duckdb.from_arrow(pa.table(data))


MAKERS = {
    "polars": pl.DataFrame,
    "polars_lazy": lambda data: pl.DataFrame(data).lazy().collect(),
    "pandas": pd.DataFrame,
    "pandas_arrow": lambda data: pa.table(data).to_pandas(types_mapper=pd.ArrowDtype),
    "pyarrow": pa.table,
    "record_batch": pa.RecordBatch.from_pydict,
    "struct_array": lambda data: pa.table(data).to_struct_array().combine_chunks(),
    "reader": lambda data: pa.table(data).to_reader(max_chunksize=2),
    "duckdb": of_duckdb,
}


@pytest.mark.parametrize("maker", MAKERS)
def test_frames_of_every_library(maker):
    table = batch.court_fee(MAKERS[maker](DATA), currency="CNY")
    assert_rows(table, expected())


@pytest.mark.parametrize(
    "slice_of",
    [
        lambda: pl.DataFrame(DATA).slice(1, 3),
        lambda: pd.DataFrame(DATA).iloc[1:4],
        lambda: pd.DataFrame(DATA)[pd.Series([False, True, True, True, False])],
        lambda: pa.table(DATA).slice(1, 3),
        lambda: pa.RecordBatch.from_pydict(DATA).slice(1, 3),
        lambda: pa.table(DATA).to_struct_array().combine_chunks().slice(1, 3),
        lambda: of_duckdb(DATA).limit(3, offset=1),
    ],
)
def test_slices(slice_of):
    assert_rows(batch.court_fee(slice_of(), currency="CNY"), expected(ROWS[1:4]))


def test_chunks_of_any_lengths():
    whole = pa.table({name: values * 20 for name, values in DATA.items()})
    pieces = [whole.slice(first, length) for first, length in ((0, 7), (7, 0), (7, 1), (8, 92))]
    table = batch.court_fee(pa.concat_tables(pieces), currency="CNY")
    assert_rows(table, expected(ROWS * 20))
    chunked = pl.concat([pl.DataFrame(DATA)] * 3, rechunk=False)
    assert_rows(batch.court_fee(chunked, currency="CNY", threads=2), expected(ROWS * 3))


@pytest.mark.parametrize(
    "single", [pl.Series, pd.Series, pa.array, lambda v: pa.chunked_array([v])]
)
def test_a_column_alone_is_the_subject(single):
    table = batch.court_fee(single(DATA["claim"]), currency="CNY", on=ON)
    assert_rows(table, [row | {"on": ON, "track": "ordinary"} for row in expected()])


def test_tables_go_back_into_every_library():
    table = figures = batch.court_fee(pl.DataFrame(DATA), currency="CNY")
    assert len(figures) == len(ROWS)  # DuckDB finds it by its name
    minors = [row["minor"] for row in cells(table)]
    assert pl.DataFrame(table)["minor"].to_list() == minors
    assert pl.DataFrame(table)["currency"].to_list() == [row["currency"] for row in cells(table)]
    found = duckdb.sql("select sum(minor) from figures").fetchall()
    assert found == [(sum(minor for minor in minors if minor is not None),)]
    frame = pa.table(table).to_pandas()
    assert frame["error"].isna().tolist() == [row["error"] is None for row in cells(table)]
    assert len(pl.DataFrame(batch.court_fee(pl.DataFrame(DATA).clear(), currency="CNY"))) == 0
    pa.table(table).validate(full=True)


# --- kinds of columns -----------------------------------------------------------------------------

MONEY = [1_000_000, 51_084_599, None, 12]
MONEY_COLUMNS = {
    "int64": pa.array(MONEY, pa.int64()),
    "decimal": pa.array([m and Decimal(m).scaleb(-2) for m in MONEY], pa.decimal128(20, 2)),
    "utf8": pa.array([m and f"{Decimal(m).scaleb(-2):.2f} CNY" for m in MONEY], pa.utf8()),
}
MONEY_COLUMNS["large_utf8"] = MONEY_COLUMNS["utf8"].cast(pa.large_utf8())
MONEY_COLUMNS["string_view"] = MONEY_COLUMNS["utf8"].cast(pa.string_view())
MONEY_COLUMNS["dictionary"] = MONEY_COLUMNS["utf8"].dictionary_encode()


@pytest.mark.parametrize("kind", MONEY_COLUMNS)
@pytest.mark.parametrize("sliced", [False, True])
def test_money(kind, sliced):
    column = MONEY_COLUMNS[kind]
    constants = {"on": ON}
    if kind in ("int64", "decimal"):
        constants["currency"] = "CNY"
    table = batch.court_fee(pa.table({"claim": column}).slice(sliced), **constants)
    rows = [{"claim": None if m is None else accord.Money.from_minor(m, "CNY")} for m in MONEY]
    found = cells(table)
    wanted = [
        None if m is None else accord.settle.court_fee(r["claim"], on=ON).value.minor
        for m, r in zip(MONEY, rows, strict=True)
    ]
    assert [row["minor"] for row in found] == wanted[sliced:]
    assert [row["error"] for row in found] == [("null" if m is None else None) for m in MONEY][
        sliced:
    ]


def test_decimals_of_a_coarser_or_finer_scale():
    whole = pa.table({"claim": pa.array([Decimal(10_000)], pa.decimal128(20, 0))})
    assert cells(batch.court_fee(whole, currency="CNY", on=ON))[0]["minor"] == 5_000
    assert (
        cells(
            batch.interest(
                pa.table({"principal": pa.array([Decimal(1000)], pa.decimal128(9, 0))}),
                currency="JPY",
                rate="10% per year ACT/365",
                start="2023-01-01",
                end="2024-01-01",
            )
        )[0]["minor"]
        == 100
    )
    huge = pa.table({"claim": pa.array([Decimal(10) ** 30, Decimal(1)], pa.decimal128(38, 2))})
    first, second = cells(batch.court_fee(huge, currency="CNY", on=ON))
    assert (first["error"], first["error_where"]) == ("overflow", "claim")
    assert second["error"] is None


@pytest.mark.parametrize("encode", [lambda c: c, lambda c: c.dictionary_encode()])
def test_a_column_of_currencies(encode):
    codes = encode(pa.array(["CNY", "JPY", "BHD", None, "QQQ", "CNY"]))
    frame = pa.table({"principal": [10_000] * 6, "currency": codes})
    days = {"start": "2023-01-01", "end": "2024-01-01"}
    table = batch.interest(frame, rate="10% per year ACT/365", **days)
    found = cells(table)
    assert [row["currency"] for row in found] == ["CNY", "JPY", "BHD", None, None, "CNY"]
    assert [row["exponent"] for row in found] == [2, 0, 3, None, None, 2]
    errors = [None, None, None, "needs_currency", "unknown_currency", None]
    assert [row["error"] for row in found] == errors
    assert found[3]["error_where"] == "principal"
    scaled = pa.table({"principal": [Decimal("1.50")] * 2, "currency": ["CNY", "JPY"]})
    assert [
        row["error"] for row in cells(batch.interest(scaled, rate="1% per year ACT/365", **days))
    ] == [None, "inexact"]


DAYS = [date(2026, 1, 16), None, date(2024, 2, 29), date(1969, 12, 31)]
MOMENTS = [day and datetime.fromordinal(day.toordinal()) for day in DAYS]
DATE_COLUMNS = {
    "date32": pa.array(DAYS, pa.date32()),
    "date64": pa.array(DAYS, pa.date64()),
    **{unit: pa.array(MOMENTS, pa.timestamp(unit)) for unit in ("s", "ms", "us", "ns")},
    "utf8": pa.array([day and day.isoformat() for day in DAYS]),
    "view": pa.array([day and day.isoformat() for day in DAYS], pa.string_view()),
    "dictionary": pa.array([day and day.isoformat() for day in DAYS]).dictionary_encode(),
}


@pytest.mark.parametrize("kind", DATE_COLUMNS)
def test_dates(kind):
    frame = pa.table({"end": DATE_COLUMNS[kind]})
    constants = {"principal": "1000000.00 CNY", "rate": "3.65% per year ACT/365"}
    table = batch.interest(frame, start="1960-01-01", **constants)
    for row, day in zip(cells(table), DAYS, strict=True):
        if day is None:
            assert (row["error"], row["error_where"]) == ("null", "end")
        else:
            assert row["minor"] == (day - date(1960, 1, 1)).days * 10_000


def test_days_that_are_none():
    midnight = datetime.fromordinal(ON.toordinal())
    moments = [midnight + timedelta(hours=12), midnight]
    frame = pa.table({"end": pa.array(moments, pa.timestamp("us"))})
    constants = {"principal": "100.00 CNY", "rate": "1% per year ACT/365", "start": "2026-01-01"}
    first, second = cells(batch.interest(frame, **constants))
    assert (first["error"], first["error_where"], second["error"]) == ("not_midnight", "end", None)
    texts = pa.table({"end": ["2026-02-30", "2026-01-16", "16.1.2026"]})
    found = cells(batch.interest(texts, **constants))
    assert [row["error"] for row in found] == ["bad_date", None, "bad_date"]
    far = pa.table({"end": pa.array([2**31 - 1, 0], pa.int32()).cast(pa.date32())})
    found = cells(batch.interest(far, **constants))
    assert found[0]["error"] == "date_out_of_range"


@pytest.mark.parametrize(
    "kind",
    [
        pa.int8(),
        pa.int16(),
        pa.int32(),
        pa.int64(),
        pa.uint8(),
        pa.uint16(),
        pa.uint32(),
        pa.uint64(),
    ],
)
def test_counts_of_any_width(kind):
    frame = pa.table({"months": pa.array([12, 120, None], kind), "paid_months": [1, 2, 3]})
    constants = {
        "principal": "120000.00 CNY",
        "charged_rate": "6% per year",
        "right_rate": "5% per year",
    }
    table = batch.overcharge_redress(frame, **constants)
    rows = [constants | {"months": n, "paid_months": paid} for n, paid in ((12, 1), (120, 2))]
    assert [row["error"] for row in cells(table)] == [None, None, "null"]
    for row, given in zip(cells(table), rows, strict=False):
        assert row["minor"] == accord.settle.overcharge_redress(**given).value.minor


def test_a_count_beyond_int64_is_its_rows_error():
    frame = pa.table({"months": pa.array([2**64 - 1, 12], pa.uint64())})
    constants = {
        "principal": "1.00 CNY",
        "charged_rate": "6% per year",
        "right_rate": "5% per year",
    }
    found = cells(batch.overcharge_redress(frame, paid_months=1, **constants))
    assert (found[0]["error"], found[0]["error_where"]) == ("overflow", "months")
    assert found[1]["error"] is None


def test_flags_and_rates():
    frame = pa.table(
        {
            "rate": ["4.35% per year ACT/365", "1/3", "x", "4.35% per year ACT/365"],
            "both_ends": [True, False, None, None],
        }
    )
    constants = {"principal": "36500.00 CNY", "start": "2024-01-01", "end": "2024-01-31"}
    table = batch.interest(frame.slice(0), **constants)
    rows = [
        {k: v for k, v in row.items() if v is not None} | constants for row in frame.to_pylist()
    ]
    assert_rows(table, rows)
    assert_rows(batch.interest(frame.slice(1), **constants), rows[1:])


def test_columns_of_nothing_but_nulls():
    frame = pa.table({"claim": [100], "track": pa.nulls(1)})
    assert cells(batch.court_fee(frame, currency="CNY", on=ON))[0]["error"] is None
    frame = pa.table({"claim": pa.nulls(2)})
    assert [row["error"] for row in cells(batch.court_fee(frame, on=ON))] == ["null", "null"]


# --- lists ----------------------------------------------------------------------------------------

ACTS = [
    [{"date": date(2020, 5, 1), "kind": "suit"}, {"date": date(2021, 1, 1), "kind": "demand"}],
    [],
    None,
    [{"date": date(2019, 5, 1), "kind": "demand"}],
]


@pytest.mark.parametrize("large", [False, True])
def test_lists_of_structs(large):
    item = pa.struct({"date": pa.date32(), "amount": pa.int64()})
    payments = [
        [{"date": date(2024, 1, 10), "amount": 100_000}, {"date": date(2024, 1, 20), "amount": 5}],
        [],
        None,
        [{"date": date(2024, 1, 10), "amount": None}],
        [None],
        [{"date": date(2024, 1, 11), "amount": 2}],
    ]
    column = pa.array(payments, (pa.large_list if large else pa.list_)(item))
    frame = pa.table({"debt": [10_000_000] * 6, "payments": column})
    days = {"start": "2024-01-01", "end": "2024-02-01"}
    for first in (0, 2):
        part = frame.slice(first)
        table = batch.delayed_performance_interest(
            part, currency="CNY", instrument="judgment", **days
        )
        found = cells(table)
        for row, paid in zip(found, payments[first:], strict=True):
            if paid and (paid[0] is None or paid[0]["amount"] is None):
                assert row["error"] == "null"
                continue
            figure = accord.settle.delayed_performance_interest(
                "100000.00 CNY",
                instrument="judgment",
                payments=[
                    {"date": p["date"], "amount": accord.Money.from_minor(p["amount"], "CNY")}
                    for p in paid or ()
                ],
                **days,
            )
            assert row["minor"] == figure.value.minor


@pytest.mark.parametrize("named", [True, False])
def test_lists_and_their_shares(named):
    chance = random.Random(3)
    lists = [[chance.randrange(1, 10**6) for _ in range(chance.randrange(1, 6))] for _ in range(50)]
    rows = [[{"amount": minor} for minor in claims] if named else claims for claims in lists]
    frame = pl.DataFrame({"estate": [500_000] * 50, "claims": rows})
    table = batch.proportional(frame, currency="CNY")
    for row, claims in zip(cells(table), lists, strict=True):
        given = [accord.Money.from_minor(minor, "CNY") for minor in claims]
        asked = {"estate": "5000.00 CNY", "claims": given}
        figure = accord._core.reckon("proportional", law.rule_book(), asked, ())
        assert row["minor"] == figure.value.minor
        assert row["shares_minor"] == [line.count for line in figure.line.lines]


def test_lists_of_one_length_and_of_texts():
    fixed = pa.array([[300, 100], [50, 50]], pa.list_(pa.int64(), 2))
    frame = pa.table({"estate": [200, 100], "claims": fixed})
    assert [row["shares_minor"] for row in cells(batch.proportional(frame, currency="CNY"))] == [
        [150, 50],
        [50, 50],
    ]
    assert cells(batch.proportional(frame.slice(1), currency="CNY"))[0]["shares_minor"] == [50, 50]
    texts = pa.table({"estate": ["2.00 CNY"], "claims": [["3.00 CNY", "1.00 CNY"]]})
    assert cells(batch.proportional(texts))[0]["shares_minor"] == [150, 50]


def test_other_answers_than_money():
    frame = pa.table({"start": [date(2020, 1, 1), date(2021, 3, 1)], "events": pa.nulls(2)})
    assert_rows(batch.limitation(frame), [{"start": d} for d in frame["start"].to_pylist()])
    frame = pa.table({"formed": [date(2021, 3, 1)] * 2, "lender": ["company", "licensed"]})
    assert_rows(batch.lending_cap(frame), frame.to_pylist())
    frame = pa.table({"payment": ["100.00 CNY", "0.01 CNY"]})
    constants = {"principal": "1000.00 CNY", "rate": "6% per year"}
    assert_rows(
        batch.months_to_repay(frame, **constants), [row | constants for row in frame.to_pylist()]
    )


def test_estimates_are_the_only_doubles():
    frame = pa.table({"estate": [1000], "claims": [[700, 800]]})
    table = batch.random_arrival_sampled(frame, currency="CNY", claimant=1, samples=100)
    read = pa.table(table)
    doubles = [field.name for field in read.schema if pa.types.is_floating(field.type)]
    assert doubles == ["value", "standard_error"]
    estimate = table.row(0)
    assert read["value"].to_pylist() == [estimate.value]
    assert read["standard_error"].to_pylist() == [estimate.error]


# --- wrong types ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "values", "found"),
    [
        ("claim", pa.array([1.5]), "float64"),
        ("claim", pa.array([1.5], pa.float32()), "float32"),
        ("claim", pa.array([1], pa.int32()), "int32"),
        ("claim", pa.array([True]), "bool"),
        ("claim", pa.array([b"1.00 CNY"]), "binary"),
        ("claim", pa.array([[1]]), "list<int64>"),
        ("claim", pa.array([{"a": 1}]), "struct"),
        ("claim", pa.array([1]).dictionary_encode(), "dictionary<int64>"),
        ("claim", pa.array([Decimal(1)], pa.decimal256(40, 2)), "decimal(40,2,256)"),
        ("on", pa.array([1]), "int64"),
        ("on", pa.array([0], pa.timestamp("us", "UTC")), "timestamp[us, UTC]"),
        ("on", pa.array([timedelta(1)]), "duration[us]"),
        ("track", pa.array([1]), "int64"),
        ("currency", pa.array([1]), "int64"),
    ],
)
def test_a_wrong_type_names_the_column_before_any_row(column, values, found):
    frame = {"claim": pa.array([100]), "on": pa.array([ON]), "currency": pa.array(["CNY"])}
    with pytest.raises(TypeError, match="column") as caught:
        batch.court_fee(pa.table(frame | {column: values}))
    assert f"'{column}' is {found}" in str(caught.value)


def test_a_wrong_type_within_a_list():
    frame = pa.table({"estate": [200], "claims": [[1.5]]})
    with pytest.raises(TypeError, match="float64"):
        batch.proportional(frame, currency="CNY")
    frame = pa.table({"debt": [200], "payments": [[1]]})
    constants = {"instrument": "judgment", "start": ON, "end": ON}
    with pytest.raises(TypeError, match="several fields"):
        batch.delayed_performance_interest(frame, currency="CNY", **constants)
    frame = pa.table({"debt": [200], "payments": [[{"date": ON, "sum": 1}]]})
    with pytest.raises(accord.InputError, match="sum"):
        batch.delayed_performance_interest(frame, currency="CNY", **constants)
    frame = pa.table({"debt": [200], "payments": [[{"date": ON}]]})
    with pytest.raises(accord.InputError, match="amount"):
        batch.delayed_performance_interest(frame, currency="CNY", **constants)
