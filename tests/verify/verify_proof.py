"""Checks a proof that an event stands in a docket's log, with nothing but the standard library.

Usage: python verify_proof.py PROOF.json [CHECKPOINT.txt]; prints the event's kind and exits 0, or
says what is wrong and exits 1. Hashing: RFC 9162 2.1; the row's layout: cpp/accord/store/README.md.
"""

import base64
import hashlib
import json
import sys


def varint(row: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = row[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not byte & 0x80:
            return value, at


def root_of(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """RFC 9162 2.1.3.2; raises ValueError when the path does not fit the tree."""
    if not 0 <= index < size:
        raise ValueError("the leaf is outside the tree")
    node, at, last = leaf, index, size - 1
    for sibling in path:
        if last == 0 or len(sibling) != 32:
            raise ValueError("the path is too long")
        if at % 2 == 1 or at == last:
            node = hashlib.sha256(b"\x01" + sibling + node).digest()
            while at % 2 == 0 and at != 0:
                at, last = at // 2, last // 2
        else:
            node = hashlib.sha256(b"\x01" + node + sibling).digest()
        at, last = at // 2, last // 2
    if last != 0:
        raise ValueError("the path is too short")
    return node


def check(proof: dict, checkpoint: str | None = None) -> str:
    """The kind of the proven event; raises ValueError when anything does not hold."""
    row = base64.b64decode(proof["row"], validate=True)
    path = [base64.b64decode(node, validate=True) for node in proof["path"]]
    leaf = hashlib.sha256(b"\x00" + row).digest()
    root = base64.b64encode(root_of(leaf, proof["index"], proof["size"], path)).decode()
    if checkpoint is None:
        checkpoint = proof["checkpoint"]
    origin, size, stated_root = checkpoint.split("\n")[:3]
    if (size, stated_root) != (str(proof["size"]), root) or origin != proof["origin"]:
        raise ValueError("the checkpoint names another tree")
    seq, at = varint(row, 1)
    if row[0] != 1 or seq != proof["index"] + 1:
        raise ValueError("the row is not the one at this place")
    length, at = varint(row, at)
    return json.loads(row[at : at + length])["kind"]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        proof = json.load(file)
    stated = None
    if len(sys.argv) > 2:
        with open(sys.argv[2], encoding="utf-8") as file:
            stated = file.read()
    try:
        print("holds:", check(proof, stated))
    except (ValueError, KeyError, IndexError) as error:
        sys.exit(f"does not hold: {error}")
