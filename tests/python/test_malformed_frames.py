"""Frames whose Arrow structures do not hold together: refused as such, never read past their ends.

The structures are made by hand, for no library would export them so.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable
from typing import Any

import accord
import pytest
from accord.settle import batch

from tests.python._batches import cells, pa


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


RELEASE_SCHEMA = ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))
RELEASE_ARRAY = ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))

Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(Schema))),
    ("dictionary", ctypes.POINTER(Schema)),
    ("release", RELEASE_SCHEMA),
    ("private_data", ctypes.c_void_p),
]
Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(Array))),
    ("dictionary", ctypes.POINTER(Array)),
    ("release", RELEASE_ARRAY),
    ("private_data", ctypes.c_void_p),
]


@RELEASE_SCHEMA
def release_schema(schema):
    schema.contents.release = RELEASE_SCHEMA(0)


@RELEASE_ARRAY
def release_array(array):
    array.contents.release = RELEASE_ARRAY(0)


HELD: list[Any] = []  # what a structure points to lives as long as the tests


def pointers(kind: Any, children: Any) -> Any:
    made = [ctypes.POINTER(kind)() if one is None else ctypes.pointer(one) for one in children]
    HELD.extend([children, made])
    return (ctypes.POINTER(kind) * len(made))(*made)


def schema(form: bytes | None, name: bytes | None = b"", *children: Any, **other: Any) -> Any:
    made = Schema(format=form, name=name, flags=2, n_children=other.get("n", len(children)))
    if children:
        made.children = pointers(Schema, children)
    if "dictionary" in other:
        made.dictionary = ctypes.pointer(other["dictionary"])
    made.release = release_schema
    HELD.append(made)
    return made


def array(length: int, buffers: Any, *children: Any, **other: Any) -> Any:
    held = [None if one is None else ctypes.create_string_buffer(one) for one in buffers]
    places = (ctypes.c_void_p * max(len(held), 1))(
        *[None if one is None else ctypes.addressof(one) for one in held]
    )
    made = Array(length=length, null_count=other.get("nulls", 0), offset=other.get("offset", 0))
    made.n_buffers = len(held)
    made.buffers = places
    made.n_children = len(children)
    if children:
        made.children = pointers(Array, children)
    if "dictionary" in other:
        made.dictionary = ctypes.pointer(other["dictionary"])
    made.release = release_array
    HELD.extend([made, held, places])
    return made


new_capsule = ctypes.pythonapi.PyCapsule_New
new_capsule.restype = ctypes.py_object
new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


class Frame:
    def __init__(self, of: Any, rows: Any) -> None:
        self.of, self.rows = of, rows

    def __arrow_c_array__(self, requested: object = None) -> Any:
        return (
            new_capsule(ctypes.addressof(self.of), b"arrow_schema", None),
            new_capsule(ctypes.addressof(self.rows), b"arrow_array", None),
        )


def longs(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}q", *values)


def ints(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}i", *values)


def claims(*values: int, **other: Any) -> Any:
    return array(other.pop("length", len(values)), [None, longs(*values)], **other)


def long_column(name: bytes = b"claim") -> Any:
    return schema(b"l", name)


def frame(schemas: Any, arrays: Any, length: int = 2, **other: Any) -> Frame:
    return Frame(schema(b"+s", b"", *schemas), array(length, [None], *arrays, **other))


def one(form: bytes | None, rows: Any, **other: Any) -> Frame:
    return frame([schema(form, b"claim", **other)], [rows])


def track(form: bytes, rows: Any, **other: Any) -> Frame:
    return frame([long_column(), schema(form, b"track", **other)], [claims(1, 2), rows])


def texts(offsets: bytes, data: bytes | None = b"ordinary") -> Any:
    return array(2, [None, offsets, data])


LONG_TEXTS = (b"x" * 30, longs(30))


def views(*words: int, buffers: Any = LONG_TEXTS) -> Any:
    return array(2, [None, ints(*words) * 2, *buffers])


def ring() -> Any:
    made = schema(b"+l", b"claim", long_column())
    made.children[0] = ctypes.pointer(made)
    return made


BROKEN: dict[str, Callable[[], Frame]] = {
    "a column shorter than its frame": lambda: frame([long_column()], [claims(1)], 100_000),
    "a negative length": lambda: frame([long_column()], [claims(1, 2)], -5),
    "a column of negative length": lambda: one(b"l", claims(1, 2, length=-3)),
    "a negative offset": lambda: one(b"l", claims(1, 2, offset=-1_000_000)),
    "a frame of negative offset": lambda: frame([long_column()], [claims(1, 2)], offset=-9),
    "more rows than there is memory": lambda: one(b"l", claims(1, length=2**62)),
    "an end past 64 bits": lambda: frame(
        [long_column()], [claims(1, length=2**63 - 1, offset=5)], 2**63 - 1, offset=7
    ),
    "no values": lambda: one(b"l", array(2, [None, None])),
    "no buffer of values": lambda: one(b"l", array(2, [None])),
    "no buffers": lambda: one(b"tdD", array(2, [])),
    "nulls that no bit marks": lambda: one(b"l", claims(1, 2, nulls=1)),
    "a missing column": lambda: frame([long_column()], [None]),
    "fewer columns than named": lambda: frame([long_column(), schema(b"u")], [claims(1, 2)]),
    "a negative number of columns": lambda: Frame(schema(b"+s", n=-1), array(2, [None])),
    "columns that are nowhere": lambda: Frame(schema(b"+s", n=2), array(2, [None])),
    "no format": lambda: one(None, claims(1, 2)),
    "no format of the frame": lambda: Frame(schema(None), claims(1, 2)),
    "a format that is no text": lambda: one(b"\xff", claims(1, 2)),
    "a name that is no text": lambda: frame([long_column(b"\xff")], [claims(1, 2)]),
    "a list within itself": lambda: frame([ring()], [claims(1, 2)]),
    "a dictionary that is nowhere": lambda: track(
        b"i", array(2, [None, ints(0, 1)]), dictionary=schema(b"u")
    ),
    "texts that end before they begin": lambda: track(b"u", texts(ints(8, 3, 0))),
    "texts before the first": lambda: track(b"u", texts(ints(-5, 3, 8))),
    "texts without bytes": lambda: track(b"u", texts(ints(0, 3, 8), None)),
    "texts without offsets": lambda: track(b"u", array(2, [None, None, b"x"])),
    "views without sizes": lambda: track(b"vu", views(20, 0, 0, 0, buffers=(b"x", None))),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_frame_that_does_not_hold_together_is_refused(case):
    with pytest.raises(accord.InputError) as caught:
        batch.court_fee(BROKEN[case](), currency="CNY", on="2026-01-16")
    assert caught.value.code == "bad_frame"


@pytest.mark.parametrize(
    ("form", "rows"),
    [
        (b"u", lambda: texts(ints(0, 10**9, 8))),
        (b"U", lambda: texts(longs(0, 2**62, 8))),
        (b"vu", lambda: views(100, 0, 0, 0)),
        (b"vu", lambda: views(-1, 0, 0, 0)),
        (b"vu", lambda: views(20, 0, -1, 0)),
        (b"vu", lambda: views(20, 0, 1, 0)),
        (b"vu", lambda: views(20, 0, 0, 11)),
        (b"vu", lambda: views(20, 0, 0, -1)),
    ],
)
def test_a_text_outside_its_bytes_is_the_error_of_its_row(form, rows):
    table = batch.court_fee(track(form, rows()), currency="CNY", on="2026-01-16")
    assert cells(table)[0]["error"] == "bad_frame"


def estates(form: bytes, rows: Any) -> Frame:
    column = schema(form, b"claims", schema(b"l", b"item"))
    return frame([long_column(b"estate"), column], [claims(5, 6), rows])


@pytest.mark.parametrize(
    ("form", "rows"),
    [
        (b"+l", lambda: array(2, [None, ints(0, 2, 10**9)], claims(1, 2))),
        (b"+l", lambda: array(2, [None, ints(-5, 0, 2)], claims(1, 2))),
        (b"+l", lambda: array(2, [None, ints(0, 2, 1)], claims(1, 2))),
        (b"+l", lambda: array(2, [None, ints(0, 9, 2)], claims(1, 2))),
        (b"+l", lambda: array(2, [None, None], claims(1, 2))),
        (b"+l", lambda: array(2, [None, ints(0, 1, 2)], None)),
        (b"+l", lambda: array(2, [None, ints(0, 1, 2)])),
        (b"+L", lambda: array(2, [None, longs(0, 2, 2**62)], claims(1, 2))),
        (b"+w:2", lambda: array(2, [None], claims(1, 2))),
        (b"+w:9223372036854775807", lambda: array(2, [None], claims(1, 2))),
    ],
)
def test_a_list_outside_its_items_is_refused(form, rows):
    with pytest.raises(accord.InputError) as caught:
        batch.random_arrival(estates(form, rows()), currency="CNY")
    assert caught.value.code == "bad_frame"


@pytest.mark.parametrize("form", [b"+w:-3", b"+w:x", b"+w:", b"+w:99999999999999999999"])
def test_a_list_of_no_length_is_no_list(form):
    with pytest.raises(TypeError, match="claims"):
        batch.random_arrival(estates(form, array(2, [None], claims(1, 2))), currency="CNY")


@pytest.mark.parametrize("scale", [39, -39, 2 * 10**9, -2 * 10**9])
def test_a_decimal_of_a_scale_that_no_digits_fill(scale):
    with pytest.raises(TypeError, match="claim"):
        batch.court_fee(
            one(f"d:38,{scale}".encode(), array(2, [None, bytes(32)])),
            currency="CNY",
            on="2026-01-16",
        )


def test_a_chunk_of_another_currency_is_reckoned_for_itself():
    trades = pa.list_(
        pa.struct(
            [
                ("date", pa.date32()),
                ("side", pa.string()),
                ("quantity", pa.int64()),
                ("price", pa.int64()),
            ]
        )
    )
    bought = [
        {"date": day, "side": side, "quantity": 100, "price": price}
        for day, side, price in ((18_266, "buy", 1000), (18_632, "sell", 500))
    ]
    chunks = [
        pa.record_batch({"trades": pa.array([bought], trades), "currency": [currency]})
        for currency in ("CNY", "USD", "CNY")
    ]
    table = batch.misrepresentation_loss(
        pa.Table.from_batches(chunks),
        implemented="2020-01-01",
        disclosed="2020-12-01",
        base_date="2021-02-01",
        base_price="3.00 CNY",
    )
    assert [row["error"] for row in cells(table)] == [None, "currency_mismatch", None]


def test_a_table_without_a_total_is_shown_without_one():
    table = batch.recourse(pa.table({"paid": [2**62] * 4}), currency="CNY")
    assert "total" not in table._asdict()
    assert "recourse" in table._repr_html_()
    with pytest.raises(accord.MoneyError):
        table.total()
