#!/usr/bin/env python3
"""A workbook of many rows, summed by person, week and category: teamcap beside Polars, whose reader of workbooks is fastexcel.

    pip install polars fastexcel xlsxwriter
    python3 bench/workbook.py --rows 500000

Whole commands, interleaved; ratios of one run count. The tables are held against each other. DuckDB reads workbooks with an
extension that it fetches from the network, and is left out."""
import argparse
import csv
import os
import sys
import tempfile
from decimal import Decimal

import peers

POLARS = """
import sys
import polars as pl
d = pl.read_excel(sys.argv[1])
d.group_by(d.columns[:3]).agg(pl.col(d.columns[3]).sum()).write_csv(sys.argv[2])
"""


def written(source, path):
    """The sheet as a workbook with one tab, its numbers as numbers."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    tab = book.add_worksheet("Effort")
    with open(source, newline="") as text:
        for at, (person, week, category, percent) in enumerate(csv.reader(text)):
            tab.write_string(at, 0, person)
            tab.write_string(at, 1, week)
            tab.write_string(at, 2, category)
            if at == 0:
                tab.write_string(at, 3, percent)
            else:
                tab.write_number(at, 3, float(percent))
    book.close()


def week_of(monday):
    from datetime import date

    year, week, _ = date.fromisoformat(monday).isocalendar()
    return f"{year}-W{week:02}"


def same(ours, theirs):
    def table(path, key, amount):
        with open(path, newline="") as text:
            return {key(row): amount(row) for row in list(csv.reader(text))[1:]}

    mine = table(ours, lambda row: (row[0], week_of(row[1]), row[10]), lambda row: Decimal(row[12]))
    # Sums of doubles, to the places that the sheet has.
    other = table(theirs, lambda row: tuple(row[:3]), lambda row: Decimal(row[3]).quantize(Decimal("0.01")))
    return len(mine), mine == other


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=500_000)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--teamcap", default="target/release/teamcap")
    arguments.add_argument("--folder")
    said = arguments.parse_args()
    folder = said.folder or tempfile.mkdtemp(prefix="teamcap-bench-")
    source = peers.generated(folder, "effort", said.rows)
    book = os.path.join(folder, f"effort-{said.rows}.xlsx")
    if not os.path.exists(book):
        peers.say(f"making {book}")
        written(source, book)
    outs = {name: os.path.join(folder, f"{name}-workbook.csv") for name in ["teamcap", "polars"]}
    commands = {}
    for threads in (1, 2):
        commands["teamcap", threads] = [said.teamcap, "rollup", book, "-o", outs["teamcap"]]
        commands["polars", threads] = [sys.executable, "-c", POLARS, book, outs["polars"]]
    found = peers.interleaved(commands, book, said.rounds)
    groups, is_same = same(outs["teamcap"], outs["polars"])
    print(f"{groups} groups; the two tables are {'equal' if is_same else 'DIFFERENT'}")
    for threads in (1, 2):
        for name in outs:
            runs, own = found[name, threads], found["teamcap", threads]
            ratio = runs.median / own.median
            print(
                f"{name:8} {threads} thread(s): median {runs.median:.3f} s [{runs.spread()}], {ratio:.2f} of teamcap's, "
                f"peak {runs.peak:.0f} MB"
            )
    sys.exit(0 if is_same else 1)


if __name__ == "__main__":
    main()
