"""Rules over columns: every row is what the scalar face answers, and a bad row is an error cell."""

from __future__ import annotations

import gc
import random
import threading
import time
from datetime import date, timedelta
from decimal import Decimal

import accord
import pytest
from accord.settle import batch

from tests.python._batches import CountingFrame, assert_rows, cells, pa

ON = "2026-01-16"
CLAIMS = [51_084_599, 0, 1, -1, 1_000_000, 1_000_001, 2**62]


def court_fee(claims, **more):
    return batch.court_fee(pa.table({"claim": claims}), currency="CNY", on=ON, **more)


# --- the names ------------------------------------------------------------------------------------


def test_every_rule_has_its_batch_under_the_same_name():
    names = [rule["name"] for rule in accord._core.rules()]
    assert batch.__all__ == sorted(names) == dir(batch)
    for name in names:
        rule = getattr(batch, name)
        assert rule.__name__ == name
        assert name in repr(rule)
        assert all(parameter["name"] in rule.__doc__ for parameter in rule.rule["parameters"])


def test_an_unknown_rule_is_no_attribute():
    with pytest.raises(AttributeError, match="no_such_rule"):
        batch.no_such_rule  # noqa: B018


# --- rows -----------------------------------------------------------------------------------------


def test_each_row_is_the_scalar_answer():
    table = court_fee(CLAIMS)
    given = [{"claim": accord.Money.from_minor(minor, "CNY"), "on": ON} for minor in CLAIMS]
    assert_rows(table, given)
    assert table.errors == 1
    assert table.rule == "court_fee"
    assert [entry[0] for entry in table.used] == ["cn.court.property"]


def test_a_row_explains_itself_with_the_same_figure():
    table = court_fee(CLAIMS)
    minors = [row["minor"] for row in cells(table)]
    for index, minor in enumerate(minors):
        if minor is None:
            with pytest.raises(accord.InputError) as caught:
                table.row(index)
            assert caught.value.code == "negative_amount"
        else:
            figure = table.row(index)
            assert figure.value.minor == minor
            assert figure == table.explain(index)
            assert str(figure.why("en"))


@pytest.mark.parametrize("index", [-1, len(CLAIMS), 2**40])
def test_a_row_that_is_not_there(index):
    with pytest.raises(IndexError, match=f"of {len(CLAIMS)}"):
        court_fee(CLAIMS).row(index)


def test_a_refusal_is_an_error_cell_and_a_value_by_row():
    frame = pa.table({"debt": [10_000_000] * 2, "instrument": ["judgment", "settlement"]})
    days = {"start": "2024-01-01", "end": "2024-02-01"}
    table = batch.delayed_performance_interest(frame, currency="CNY", **days)
    rows = [
        {"debt": "100000.00 CNY", "instrument": instrument, **days}
        for instrument in ("judgment", "settlement")
    ]
    assert_rows(table, rows)
    figure, refusal = table.row(0), table.row(1)
    assert figure.value == accord.Money.from_minor(cells(table)[0]["minor"], "CNY")
    assert isinstance(refusal, accord.Refusal)
    assert (refusal.code, refusal.clause) == (
        cells(table)[1]["error"],
        cells(table)[1]["error_where"],
    )


def test_totals():
    assert court_fee([51_084_599, 51_084_599]).total() == accord.Money("17816.92 CNY")
    with pytest.raises(accord.InputError, match="batch_has_errors"):
        court_fee(CLAIMS).total()
    with pytest.raises(accord.InputError, match="empty_batch"):
        court_fee(pa.array([], pa.int64())).total()
    both = pa.table({"claim": ["10.00 CNY", "10.00 CNY"], "on": [ON, ON]})
    assert batch.court_fee(both).total().currency == "CNY"


def test_a_total_of_two_currencies_is_refused():
    frame = pa.table({"principal": ["1000.00 CNY", "1000 JPY"]})
    table = batch.interest(frame, rate="10% per year ACT/365", start="2024-01-01", end="2025-01-01")
    rows = cells(table)
    assert [row["currency"] for row in rows] == ["CNY", "JPY"]
    assert [row["exponent"] for row in rows] == [2, 0]
    with pytest.raises(accord.InputError, match="several_currencies"):
        table.total()


def test_a_frame_of_no_rows_has_all_columns():
    table = court_fee(pa.array([], pa.int64()))
    assert len(table) == 0
    assert pa.table(table).column_names == [
        "minor",
        "currency",
        "exponent",
        "provisional",
        "status",
        "error",
        "error_where",
    ]


def test_nulls_are_arguments_left_out():
    frame = pa.table(
        {
            "claim": [100_000_000, None, 100_000_000],
            "on": pa.array([date(2026, 1, 16), date(2026, 1, 16), None]),
            "track": ["simple_procedure", None, None],
        }
    )
    table = batch.court_fee(frame, currency="CNY")
    assert [row["error"] for row in cells(table)] == [None, "null", "null"]
    assert [row["error_where"] for row in cells(table)] == [None, "claim", "on"]
    frame = frame.set_column(1, "on", pa.array([date(2026, 1, 16)] * 3))
    halved, _, whole = cells(batch.court_fee(frame, currency="CNY"))
    assert halved["minor"] * 2 == whole["minor"]
    with pytest.raises(accord.InputError, match="claim"):
        table.row(1)


def test_shares_and_parts_have_columns():
    frame = pa.table({"estate": [200, 200], "claims": [[300, 100], [400]]})
    found = cells(batch.proportional(frame, currency="CNY"))
    assert [row["shares_minor"] for row in found] == [[150, 50], [200]]
    refund = batch.wrong_debit(
        pa.table({"amount": [5_000_000]}),
        currency="CNY",
        rate="0.35% per year 30/360",
        start="2025-09-01",
        end="2026-03-01",
        own_fault="20%",
    )
    (row,) = cells(refund)
    assert row["minor"] == row["principal_minor"] + row["interest_minor"] == 4_007_000


def test_what_is_paid_ex_gratia_has_a_column_apart():
    frame = pa.table({"amount": [5_000_000] * 2, "ex_gratia": [None, 500_000]})
    table = batch.wrong_debit(
        frame,
        currency="CNY",
        rate="0.35% per year 30/360",
        start="2025-09-01",
        end="2026-03-01",
        own_fault="20%",
    )
    assert [row["minor"] for row in cells(table)] == [4_007_000] * 2
    assert [row["ex_gratia_minor"] for row in cells(table)] == [0, 500_000]


# --- what is refused before any row ---------------------------------------------------------------


def test_a_name_as_column_and_constant():
    frame = pa.table({"claim": [1], "on": [ON]})
    with pytest.raises(accord.InputError, match="given_twice") as caught:
        batch.court_fee(frame, currency="CNY", on=ON)
    assert caught.value.subject == "on"


@pytest.mark.parametrize(
    ("frame", "more", "code", "named"),
    [
        ({"claim": [1], "note": ["x"]}, {"currency": "CNY", "on": ON}, "unknown_column", "note"),
        ({"claim": [1]}, {"currency": "CNY"}, "needs_argument", "on"),
        ({"claim": [1]}, {"on": ON}, "needs_currency", "claim"),
        ({"claim": [1]}, {"currency": "CNY", "on": ON, "nte": 1}, "unknown_argument", "nte"),
        ({"claim": [1], "currency": ["CNY"]}, {"currency": "CNY", "on": ON}, "given_twice", "curr"),
        ({"claim": ["1 CNY"], "currency": ["CNY"]}, {"on": ON}, "unknown_column", "currency"),
        ({"claim": [1]}, {"currency": "CNY", "on": ON, "threads": 0}, "bad_threads", "0"),
        ({"claim": [Decimal("1.234")]}, {"currency": "CNY", "on": ON}, "inexact", "claim"),
    ],
)
def test_a_frame_that_does_not_fit(frame, more, code, named):
    with pytest.raises(accord.InputError) as caught:
        batch.court_fee(pa.table(frame), **more)
    assert caught.value.code == code
    assert named in caught.value.subject + caught.value.where


def test_columns_may_be_ignored_by_name():
    frame = pa.table({"claim": [1], "note": ["x"], "sum": [1.5]})
    assert len(batch.court_fee(frame, currency="CNY", on=ON, ignore=("note", "sum"))) == 1


@pytest.mark.parametrize("frame", [None, 1, 1.0, [1], {"claim": [1]}, object()])
def test_what_is_no_frame(frame):
    with pytest.raises(TypeError):
        batch.court_fee(frame, currency="CNY", on=ON)


# --- threads and order ----------------------------------------------------------------------------


def random_frame(rows: int):
    chance = random.Random(7)
    days = [date(2019, 8, 20) + timedelta(days=chance.randrange(2300)) for _ in range(rows)]
    return pa.table(
        {
            "principal": [chance.choice([chance.randrange(10**11), 0, -1]) for _ in range(rows)],
            "start": days,
            "end": [day + timedelta(days=chance.randrange(-2, 400)) for day in days],
            "currency": [chance.choice(["CNY", "CNY", "JPY", "XXX"]) for _ in range(rows)],
        }
    )


def test_neither_threads_nor_order_change_a_figure():
    frame = random_frame(40_000)
    constants = {"rate": "4.35% per year ACT/365"}
    one = pa.table(batch.interest(frame, **constants))
    assert one.equals(pa.table(batch.interest(frame, threads=2, **constants)))
    assert one.equals(pa.table(batch.interest(frame, threads=7, **constants)))
    order = list(range(frame.num_rows))
    random.Random(8).shuffle(order)
    mixed = pa.table(batch.interest(frame.take(order), **constants))
    assert mixed.to_pylist() == one.take(order).to_pylist()


def test_a_kernel_answers_as_the_rule_does():
    chance = random.Random(9)
    claims = [chance.randrange(10 ** chance.randrange(1, 18)) for _ in range(30_000)]
    claims[100] = -5
    claims[-1] = None
    fast = pa.table(court_fee(pa.array(claims, pa.int64()), threads=2))
    texts = [None if c is None else f"{Decimal(c).scaleb(-2):.2f} CNY" for c in claims]
    slow = pa.table(batch.court_fee(pa.table({"claim": texts}), on=ON))
    assert fast.to_pylist() == slow.to_pylist()


def test_others_run_meanwhile():
    frame = random_frame(150_000)
    worker = threading.Thread(target=lambda: batch.interest(frame, rate="4.35% per year ACT/365"))
    worker.start()
    ticks = 0
    while worker.is_alive():
        time.sleep(0.001)
        ticks += 1
    assert ticks > 20


# --- memory ---------------------------------------------------------------------------------------


def test_chunks_are_released_once_and_not_before_the_table():
    frame = CountingFrame([[51_084_599], [], [1_000_000, 2]])
    table = batch.court_fee(frame, currency="CNY", on=ON)
    assert frame.released == {"schema": 0, "stream": 1, 0: 0, 1: 0, 2: 0}
    assert cells(table)[0]["minor"] == 890_846
    assert table.row(0).value.minor == 890_846
    read = pa.table(table)
    del table
    gc.collect()
    assert frame.released == {"schema": 1, "stream": 1, 0: 1, 1: 1, 2: 1}
    assert read["minor"][0].as_py() == 890_846


@pytest.mark.parametrize(
    ("format", "fails_after", "error"),
    [(b"g", 99, TypeError), (b"l", 1, accord.InputError), (b"l", 0, accord.InputError)],
)
def test_a_frame_that_fails_is_released_too(format, fails_after, error):
    frame = CountingFrame([[1], [2]], format, fails_after)
    with pytest.raises(error):
        batch.court_fee(frame, currency="CNY", on=ON)
    gc.collect()
    given = {number: 1 for number in range(frame.handed_out)}
    kept = {number: 0 for number in range(frame.handed_out, 2)}
    assert frame.released == {"schema": 1, "stream": 1} | given | kept


def test_the_frames_memory_is_given_back():
    gc.collect()
    before = pa.total_allocated_bytes()
    for _ in range(5):
        frame = pa.table({"claim": pa.array(range(100_000), pa.int64())})
        table = batch.court_fee(frame, currency="CNY", on=ON)
        with pytest.raises(TypeError):
            batch.court_fee(frame, currency="CNY", on=1)
        table.__arrow_c_stream__()  # nobody takes it
        pa.RecordBatchReader.from_stream(table).read_next_batch()  # taken in part
        del frame, table
    gc.collect()
    assert pa.total_allocated_bytes() <= before + 1024


def test_a_table_outlives_its_frame_and_is_outlived_by_its_columns():
    table = court_fee([51_084_599])
    column = pa.table(table)["minor"]
    del table
    gc.collect()
    assert column.to_pylist() == [890_846]


def memory() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


@pytest.mark.alone
@pytest.mark.parametrize(
    "rows", [10**7, pytest.param(10**8, marks=pytest.mark.long)], ids=["short", "full"]
)
def test_a_long_column_takes_no_memory_of_note(rows):
    frame = pa.table({"claim": pa.array([51_084_599, 7, 1_234_567, 10**9] * 1000, pa.int64())})
    frame = pa.concat_tables([frame] * (rows // 4000)).combine_chunks()
    court_fee([1])
    gc.collect()
    before = memory()
    table = batch.court_fee(frame, currency="CNY", on=ON, threads=2)
    assert memory() - before - table.nbytes <= 64 * 2**20
    assert table.nbytes <= 8.5 * rows
    read = pa.table(table)
    assert memory() - before - table.nbytes <= 64 * 2**20
    assert len(read) == rows


# --- what is shown --------------------------------------------------------------------------------


def test_a_table_in_words():
    table = court_fee([51_084_599, -1])
    assert repr(table) == "Table(court_fee, 2 rows, 1 errors)"
    assert "court_fee" in table._repr_html_()
    assert "8908.46 CNY" in court_fee([51_084_599])._repr_html_()


# --- the boundary ---------------------------------------------------------------------------------

WRONG = [1.5, float("nan"), Decimal(1), True, object()]


@pytest.mark.parametrize("name", batch.__all__)
def test_constants_are_as_strict_as_the_scalar_face(name):
    rule = getattr(batch, name)
    for parameter in rule.rule["parameters"]:
        for wrong in WRONG:
            if parameter["kind"] == "flag" and wrong is True:
                continue
            with pytest.raises((TypeError, accord.InputError)):
                rule(pa.table({}), **{parameter["name"]: wrong})


@pytest.mark.parametrize("named", ["threads", "currency", "accept", "ignore", "book"])
@pytest.mark.parametrize("wrong", [1.5, True, object()])
def test_settings_are_strict(named, wrong):
    with pytest.raises(TypeError):
        batch.court_fee(pa.table({"claim": [1]}), on=ON, **({"currency": "CNY"} | {named: wrong}))
