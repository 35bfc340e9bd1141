#!/usr/bin/env python3
"""What teamcap, DuckDB and Polars say of a fault in the middle of an export: a Markdown table.

    pip install duckdb polars
    cargo build --release
    python3 bench/faults.py [--rows 100000] [--teamcap target/release/teamcap] [--folder DIR] [--said]

Twelve faults (two of them are none: values that are valid and have to be read exactly), each alone in a file of its own, read by
the commands of timesheet.py; then all of one export in one file, read by teamcap once. Whether the line is right is decided by
the line of the file, counted over values of two lines. --said prints the end of what each of them said.
"""
import argparse
import csv
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from fractions import Fraction

import peers  # First: it keeps Python from leaving compiled files here.
import exports

DESCRIPTION, DATE, DURATION = 5, 7, 11
HOURS = 3


@dataclass
class Fault:
    """One field of a row, and what takes its place. `means`: what a valid value is worth, in seconds or hours."""

    name: str
    field: int
    text: bytes
    means: Fraction | None = None
    decimal: bool = False


FAULTS = [
    Fault("unreadable duration `01:7x:00`", DURATION, b"01:7x:00"),
    Fault("a date that there is not, `2025-02-30`", DATE, b"2025-02-30"),
    Fault("minutes above 59, `00:75:00`", DURATION, b"00:75:00"),
    Fault("no duration", DURATION, b""),
    Fault("no date", DATE, b""),
    Fault("a valid duration above a day, `26:15:00`", DURATION, b"26:15:00", Fraction(26 * 3600 + 15 * 60)),
    Fault("a quotation mark that is never closed", DESCRIPTION, b'"fix the build'),
    Fault("a comma without quotation marks: one field too many", DESCRIPTION, b"fix, test"),
    Fault("text behind a closing quotation mark", DESCRIPTION, b'"fix" the build'),
    Fault("a byte that is not UTF-8, in the project", 3, b"Caf\xe9 17"),
    Fault("decimal hours with six places, `12.345678`", HOURS, b"12.345678", Fraction("12.345678"), True),
    Fault("decimal hours with 19 places", HOURS, b"7.1234567890123456789", None, True),
]

# Sums of decimal hours, in the manner of the roll-up: four places, as long.py has them.
DECIMAL_DUCKDB = """
import sys, duckdb
source, threads, out = sys.argv[1:]
run = duckdb.connect()
columns = {"person": "VARCHAR", "date": "DATE", "category": "VARCHAR", "hours": "DECIMAL(9,4)"}
table = f"read_csv('{source}', header=true, auto_detect=false, delim=',', quote='\\"', columns={columns})"
wanted = f"select person, date, category, category, sum(hours), count(*) from {table} group by all"
run.execute(f"copy ({wanted}) to '{out}' (header false)")
"""
DECIMAL_POLARS = """
import sys, polars as pl
source, threads, out = sys.argv[1:]
schema = {"person": pl.String, "date": pl.Date, "category": pl.String, "hours": pl.Decimal(18, 4)}
sums = [pl.col("category").first().alias("task"), pl.col("hours").sum(), pl.len()]
frame = pl.scan_csv(source, schema=schema).group_by("person", "date", "category").agg(sums)
frame.sink_csv(out, include_header=False, engine="streaming")
"""
# DuckDB can also leave a row out and note it in a table; its lines are then taken from there.
REJECTS = """
noted = run.execute("select line, column_name, error_message from reject_errors").fetchall()
for line, column, text in noted:
    print(f"LINE: {line} {column}: {text.splitlines()[0]}", file=sys.stderr)
sys.exit(1 if noted else 0)
"""


def noting(script):
    return script.replace("header=true", "header=true, store_rejects=true") + REJECTS


TOOLS = {
    "DuckDB": (exports.DUCKDB, DECIMAL_DUCKDB),
    "DuckDB, `store_rejects`": (noting(exports.DUCKDB), noting(DECIMAL_DUCKDB)),
    "Polars": (exports.POLARS, DECIMAL_POLARS),
}


def decimal_hours(export):
    """The rows of an export as person, date, category and hours with two places; still one record a line."""
    yield b"person,date,category,hours"
    for row in csv.reader(export.decode().splitlines(keepends=True)[1:]):
        hour, minute, second = map(int, row[DURATION].split(":"))
        hundredths = (hour * 3600 + minute * 60 + second) // 36
        yield f"{row[0]},{row[DATE]},{row[3]},{hundredths // 100}.{hundredths % 100:02}".encode()


def place(lines, width, share):
    """The index of a line about so far down the file that is one whole record, without quotation marks."""
    at = int(len(lines) * share)
    inside = False
    for index, line in enumerate(lines):
        opens = inside
        inside ^= line.count(b'"') % 2 == 1
        if index >= at and not opens and b'"' not in line and line.count(b",") == width - 1:
            return index
    sys.exit("no such line: more --rows")


def broken(lines, at, fault):
    """The lines with the fault put in."""
    fields = lines[at].split(b",")
    fields[fault.field] = fault.text
    return lines[:at] + [b",".join(fields)] + lines[at + 1 :]


def worth(line, decimal):
    """Seconds or hours of a line."""
    fields = line.split(b",")
    if decimal:
        return Fraction(fields[HOURS].decode())
    hour, minute, second = map(int, fields[DURATION].split(b":"))
    return Fraction(hour * 3600 + minute * 60 + second)


def totals(out, ours, decimal):
    """Amount, rows and the texts of a table that a tool wrote."""
    amount, rows = Fraction(0), 0
    with open(out, "rb") as raw:
        text = raw.read()
    table = csv.reader(text.decode(errors="surrogateescape").splitlines(keepends=True))
    if ours:
        next(table)
    for row in table:
        value, count, unit = (row[-2], row[-1], row[-3]) if ours else (row[-2], row[-1], "hours" if decimal else "seconds")
        in_unit = {"seconds": Fraction(1, 3600) if decimal else 1, "hours": 1 if decimal else 3600}[unit]
        amount += Fraction(value or 0) * in_unit
        rows += int(count)
    return amount, rows, text


def named(stderr, ours):
    """The lines that a tool names, and teamcap's names for what is wrong there."""
    if ours:
        found = re.findall(r":(\d+)(?::\d+)?: error: ([a-z-]+)", stderr)
        return [int(line) for line, _ in found], [name for _, name in found]
    # Not the lines of the script in a traceback: from the exception itself on.
    raised = list(re.finditer(r"^[\w.]*(?:Error|Exception|LINE): ", stderr, re.M))
    stderr = stderr[raised[-1].start() :] if raised else stderr
    said = re.findall(r"(?i)\b(?:line|row|record)s?\b[^\w\n]{1,3}(\d[\d,]*)", stderr)
    return [int(line.replace(",", "")) for line in said], []


def judged(tool, result, out, fault, line, clean, rest, account):
    """One cell of the table. `clean`: rows of the file; `rest`: amount of all rows but the fault's; `account`: asks teamcap for
    its account of the rows."""
    ours, unit = tool == "teamcap", "h" if fault.decimal else "s"
    if result.returncode:
        lines, names = named(result.stderr, ours)
        verb = "left out and noted" if "rejects" in tool else "refused"
        verb = f"**{verb}, though valid**" if fault.means is not None else verb
        name = f" (`{names[0]}`)" if names else ""
        if line in lines:
            other = sorted({other for other in lines if other != line})
            return f"{verb}, line right{name}" + (f", **and {len(other)} other lines**" if other else "")
        wrong = f"says {lines[0]:,}, it is line {line:,}" if lines else "no line"
        return f"{verb}, {wrong}{name}"
    amount, rows, text = totals(out, ours, fault.decimal)
    value = amount - rest
    warned = re.search(rf":{line}(?::\d+)?: (?:warning|note): ([a-z-]+)", result.stderr) if ours else None
    if warned and fault.means is None:
        return f"line right (`{warned[1]}`, a warning)"
    if ours and rows == clean - 1 and value == 0 and re.search(r"\b1 blank\b", account()):
        return "no entry; `check` counts it as blank"
    if rows != clean:
        return f"**{clean - rows:,} row(s) lost in silence**"
    if fault.means is not None:
        return "read exactly" if value == fault.means else f"**changed in silence** to {float(value):g} {unit}"
    if fault.field in (DURATION, HOURS) and fault.text and value:
        return f"**accepted in silence** as {float(value):.12g} {unit}"
    if fault.field == (HOURS if fault.decimal else DURATION):
        return "**lost in silence**: the row counts, its duration does not"
    if fault.field == DATE:
        return "**accepted in silence**, in no week"
    if fault.text in text:
        return "**accepted in silence**, bad byte handed on"
    return "**accepted in silence**"


def call(command, said):
    result = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if said:
        peers.say("\n".join(text for text in result.stderr.splitlines() if text.strip())[-1200:] or "(nothing)")
    return result


def ten_at_once(said, folder, lines, faults):
    """All faults of the export in one file, read once by teamcap."""
    # All places before the first fault is in: an open quotation mark hides where the later records begin.
    places = {place(lines, 13, (number + 0.5) / len(faults)) + 1: fault for number, fault in enumerate(faults)}
    for line, fault in places.items():
        lines = broken(lines, line - 1, fault)
    source, out = os.path.join(folder, "all-faults.csv"), os.path.join(folder, "out-faults.csv")
    with open(source, "wb") as text:
        text.write(b"\n".join(lines))
    result = call(exports.teamcap(said.teamcap, "rollup", source, said.mapped, "-o", out), said.said)
    found, names = named(result.stderr, True)
    wanted = {line for line, fault in places.items() if fault.means is None}
    right, others = len(wanted & set(found)), len(set(found) - wanted)
    print(f"\nAll {len(faults)} of the export in one file, {len(wanted)} of them faults:", end=" ")
    print(f"one run of teamcap names {right} of these by their line, and {others} other lines.")
    for line in sorted(wanted - set(found)):
        print(f"- not named: line {line:,}, {places[line].name}")
    for line, name in sorted(set(zip(found, names))):
        if line not in wanted:
            print(f"- named, and no fault: line {line:,}, {name}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=100_000)
    arguments.add_argument("--teamcap", default="target/release/teamcap")
    arguments.add_argument("--folder")
    arguments.add_argument("--said", action="store_true", help="print the end of what each said")
    arguments.add_argument("--mapped", action="store_true", help="say the columns in a configuration instead of by the header")
    said = arguments.parse_args()
    folder = said.folder or tempfile.mkdtemp(prefix="teamcap-bench-")
    with open(peers.generated(folder, "timesheet", said.rows), "rb") as text:
        export = text.read()
    files = {False: export.split(b"\n"), True: [*decimal_hours(export), b""]}
    whole = {decimal: sum(worth(line, True) for line in files[True][1:-1]) if decimal else None for decimal in files}
    rows = csv.reader(export.decode().splitlines(keepends=True)[1:])
    whole[False] = sum(worth(b"," * DURATION + row[DURATION].encode(), False) for row in rows)
    print(f"One fault in {said.rows:,} rows; {peers.versions()}.\n")
    print(f"| fault | teamcap | {' | '.join(TOOLS)} |\n|---|---|{'---|' * len(TOOLS)}")
    for number, fault in enumerate(FAULTS):
        lines = files[fault.decimal]
        at = place(lines, 4 if fault.decimal else 13, (number + 0.5) / len(FAULTS))
        rest = whole[fault.decimal] - worth(lines[at], fault.decimal)
        source = os.path.join(folder, "one-fault.csv")
        with open(source, "wb") as text:
            text.write(b"\n".join(broken(lines, at, fault)))
        cells = []
        for name in ["teamcap", *TOOLS]:
            out = os.path.join(folder, "out-fault.csv")
            if os.path.exists(out):
                os.remove(out)
            if name == "teamcap":
                command = exports.teamcap(said.teamcap, "rollup", source, said.mapped and not fault.decimal, "-o", out)
            else:
                command = [sys.executable, "-c", TOOLS[name][fault.decimal], source, "2", out]
            if said.said:
                peers.say(f"== {name}: {fault.name}, line {at + 1}")
            result = call(command, said.said)
            check = exports.teamcap(said.teamcap, "check", source, said.mapped and not fault.decimal)
            cells.append(judged(name, result, out, fault, at + 1, said.rows, rest, lambda: call(check, False).stdout))
        print(f"| {fault.name} | {' | '.join(cells)} |", flush=True)
    ten_at_once(said, folder, files[False], [fault for fault in FAULTS if not fault.decimal])


if __name__ == "__main__":
    main()
