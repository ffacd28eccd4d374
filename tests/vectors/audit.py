#!/usr/bin/env python3
"""Verifies an export of the activity log without any code of the program.

    audit.py LOG.jsonl [--mark 004211-7F3A-91C2]... [--anchor ANCHOR.bin]...

Recomputes every hash of the chain from the rows as they stand in the file. Marks are codes as letters print
them; an anchor file is what a computer remembers of its vaults. Both show what the file alone cannot: that
its end was cut off, or that all of it was written anew. Exits 0 if everything holds, else 1 with the first
thing that does not, 2 if it was called wrongly.
"""
import hashlib
import json
import struct
import sys

KEYS = ["seq", "prev", "time", "boot", "mono_ms", "actor", "session", "role", "action", "object", "version",
        "content", "detail", "app", "hash"]
LONGEST_LINE = 4096


class Broken(Exception):
    pass


def hexed(text, *sizes):
    if not isinstance(text, str) or len(text) not in [2 * size for size in sizes] or text != text.lower():
        raise ValueError("not hexadecimal of the right length")
    return bytes.fromhex(text)


def row_hash(row):
    """SHA-256 over "aud1" and every field with its length before it, so that no two rows share their bytes."""
    fields = [
        struct.pack("<Q", row["seq"]),
        hexed(row["prev"], 32),
        row["time"].encode(),
        hexed(row["boot"], 16),
        struct.pack("<Q", row["mono_ms"]),
        hexed(row["actor"], 16),
        hexed(row["session"], 16),
        row["role"].encode(),
        row["action"].encode(),
        hexed(row["object"], 0, 16),
        struct.pack("<I", row["version"]),
        hexed(row["content"], 0, 32),
        row["detail"].encode(),
        row["app"].encode(),
    ]
    total = hashlib.sha256(b"aud1")
    for field in fields:
        total.update(struct.pack("<I", len(field)) + field)
    return total.digest()


def lines(file):
    number = 0
    while True:
        line = file.readline(LONGEST_LINE + 1)
        if not line:
            return
        number += 1
        if len(line) > LONGEST_LINE:
            raise Broken(f"line {number} is too long")
        if not line.endswith(b"\n"):
            raise Broken(f"line {number} was cut")
        try:
            yield number, json.loads(line)
        except ValueError:
            raise Broken(f"line {number} is no JSON") from None


def verify(path, witnesses_of):
    with open(path, "rb") as file:
        rows = lines(file)
        _, first = next(rows, (0, None))
        if not isinstance(first, dict) or first.get("format") != "anteroom-audit" or first.get("version") != 1:
            raise Broken("the first line does not say that this is an export of an activity log")
        vault = hexed(first["vault"], 16)
        prev, seq, newest, back = hashlib.sha256(vault).digest(), 0, "", []
        if hexed(first["prev"], 32) != prev:
            raise Broken("the first line does not fit its vault")
        witnesses, seen, end = witnesses_of(vault), set(), None
        for number, row in rows:
            if end is not None:
                raise Broken(f"line {number} stands behind the line that gives the head")
            if isinstance(row, dict) and sorted(row) == ["head", "rows"]:
                end = row
                continue
            if not isinstance(row, dict) or sorted(row) != sorted(KEYS):
                raise Broken(f"line {number} is no row of an activity log")
            try:
                computed, stored = row_hash(row), hexed(row["hash"], 32)
            except (ValueError, TypeError, AttributeError, struct.error):
                raise Broken(f"line {number} is no row of an activity log") from None
            if row["seq"] != seq + 1:
                raise Broken(f"gap: before event {row['seq']} something is missing")
            if hexed(row["prev"], 32) != prev:
                raise Broken(f"link: event {row['seq']} does not hang on the one before it")
            if computed != stored:
                raise Broken(f"edited: event {row['seq']} was changed")
            if row["time"] < newest:
                back.append(row["seq"])
            prev, seq, newest = stored, row["seq"], row["time"]
            seen |= {i for i, (at, begins) in enumerate(witnesses) if at == seq and stored.startswith(begins)}
        if end is None:
            raise Broken("the file was cut: its last line does not give the head")
        if end != {"rows": seq, "head": prev.hex()}:
            raise Broken("the last line does not fit the rows")
        for i, (at, _) in enumerate(witnesses):
            if i not in seen:
                raise Broken(f"older-than-anchor: event {at} is remembered otherwise than it stands here")
    return vault, seq, prev, back, len(witnesses)


def from_mark(mark):
    number, *parts = mark.split("-")
    return int(number), hexed("".join(parts).lower(), 4)


def from_anchor(path, vault):
    data = open(path, "rb").read()
    content, total = data[:-32], data[-32:]
    if content[:6] != b"ANTA\x01\x00" or hashlib.sha256(content).digest() != total:
        raise Broken(f"{path} is no whole anchor file")
    for at in range(7, len(content), 56):
        if content[at:at + 16] == vault:
            return struct.unpack("<Q", content[at + 16:at + 24])[0], content[at + 24:at + 56]
    raise Broken(f"{path} does not know this vault")


def main(arguments):
    files, marks, anchors = [], [], []
    words = iter(arguments)
    for word in words:
        if word == "--mark":
            marks.append(next(words, ""))
        elif word == "--anchor":
            anchors.append(next(words, ""))
        else:
            files.append(word)
    if len(files) != 1 or files[0].startswith("-"):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        asked = lambda vault: [from_mark(mark) for mark in marks] + [from_anchor(path, vault) for path in anchors]
        vault, rows, head, back, witnesses = verify(files[0], asked)
    except (Broken, OSError, ValueError, KeyError) as problem:
        print(f"does not hold: {problem}", file=sys.stderr)
        return 1
    short = head.hex().upper()
    print(f"holds: {rows} events of vault {vault.hex()}, newest {rows:06}-{short[:4]}-{short[4:8]}, {witnesses} witnesses fit")
    if back:
        print(f"note: the clock went back at events {back[:10]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
