"""What tests of columns share: a table's rows in Python, and the same rows asked one by one."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

import accord
import pytest
from accord import _core, law

pa = pytest.importorskip("pyarrow")


def cells(table: accord.Table) -> list[dict[str, Any]]:
    return pa.table(table).to_pylist()


def scalar(rule: str, arguments: dict[str, Any], accept: Iterable[str] = ()) -> dict[str, Any]:
    """The cells that a row of these arguments must have, from the face for one case."""
    try:
        found = _core.reckon(rule, law.rule_book(), arguments, accept, law.calendar_book())
    except accord.InternalError:
        raise
    except accord.AccordError as error:
        # What is wrong with a cell itself names its column.
        where = {"error_where": error.where} if error.where else {}
        return {"error": error.code} | where
    if isinstance(found, accord.Refusal):
        return {"error": found.code, "error_where": found.clause or None}
    why = found.why()
    state = {"provisional": why.provisional, "status": why.status, "error": None}
    if isinstance(found, accord.Explained):
        amount = found.value
        digits = len(str(amount).split()[0].partition(".")[2])
        return state | {"minor": amount.minor, "currency": amount.currency, "exponent": digits}
    if isinstance(found, accord.Answer):
        value = str(found.value) if isinstance(found.value, accord.Rate) else found.value
        return state | {"value": value}
    return state | {"value": found.value, "standard_error": found.error}


def assert_rows(table: accord.Table, arguments: list[dict[str, Any]], accept=()) -> None:
    """Every row of the table is what the scalar face answers."""
    rows = cells(table)
    assert len(rows) == len(table) == len(arguments)
    for row, given in zip(rows, arguments, strict=True):
        expected = scalar(table.rule, given, accept)
        assert {name: row[name] for name in expected} == expected, given


# --- a stream of our own, which counts what is released -------------------------------------------


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


class Stream(ctypes.Structure):
    pass


RELEASE_SCHEMA = ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))
RELEASE_ARRAY = ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))
RELEASE_STREAM = ctypes.CFUNCTYPE(None, ctypes.POINTER(Stream))
GET_SCHEMA = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Schema))
GET_NEXT = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Array))
GET_ERROR = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.POINTER(Stream))

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
Stream._fields_ = [
    ("get_schema", GET_SCHEMA),
    ("get_next", GET_NEXT),
    ("get_last_error", GET_ERROR),
    ("release", RELEASE_STREAM),
    ("private_data", ctypes.c_void_p),
]

new_capsule = ctypes.pythonapi.PyCapsule_New
new_capsule.restype = ctypes.py_object
new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


class CountingFrame:
    """A column of int64 in some chunks, each of which counts its own releases."""

    def __init__(
        self, chunks: list[list[int]], format: bytes = b"l", fails_after: int = 99
    ) -> None:
        self.chunks = chunks
        self.format = format
        self.fails_after = fails_after
        self.released = {"schema": 0, "stream": 0, **{i: 0 for i in range(len(chunks))}}
        self.handed_out = 0
        self.keep: list[Any] = []

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        self.stream = Stream(
            GET_SCHEMA(self._schema),
            GET_NEXT(self._next),
            GET_ERROR(lambda _: None),
            RELEASE_STREAM(self._release_stream),
            None,
        )
        return new_capsule(ctypes.addressof(self.stream), b"arrow_array_stream", None)

    def _schema(self, _: Any, out: Any) -> int:
        def released(schema: Any) -> None:
            self.released["schema"] += 1
            schema.contents.release = RELEASE_SCHEMA()

        callback = RELEASE_SCHEMA(released)
        self.keep.append(callback)
        schema = out.contents
        schema.format, schema.name, schema.release = self.format, b"", callback
        return 0

    def _next(self, _: Any, out: Any) -> int:
        number = self.handed_out
        if number == self.fails_after:
            return 5
        if number == len(self.chunks):
            out.contents.release = RELEASE_ARRAY()
            return 0
        values = self.chunks[number]
        data = (ctypes.c_int64 * len(values))(*values)
        buffers = (ctypes.c_void_p * 2)(None, ctypes.addressof(data))

        def released(array: Any) -> None:
            self.released[number] += 1
            array.contents.release = RELEASE_ARRAY()
            ctypes.memset(ctypes.addressof(data), 0xFF, ctypes.sizeof(data))

        callback = RELEASE_ARRAY(released)
        self.keep += [data, buffers, callback]
        array = out.contents
        array.length, array.n_buffers = len(values), 2
        array.buffers, array.release = buffers, callback
        self.handed_out += 1
        return 0

    def _release_stream(self, stream: Any) -> None:
        self.released["stream"] += 1
        stream.contents.release = RELEASE_STREAM()
