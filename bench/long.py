#!/usr/bin/env python3
"""A long effort sheet (person, week, category, percent) summed by person, week and category: teamcap, DuckDB and Polars on the
same file, in one interleaved run, each writing its table as CSV; the tables are compared row for row.

    pip install duckdb polars
    cargo build --release
    python3 bench/long.py [--rows 1000000] [--rounds 7] [--teamcap target/release/teamcap] [--threads 1,2]
                          [--file FILE] [--folder DIR]

Every round runs every command once, in a shuffled order, with the file in the page cache; one thread is pinned to one core. Only
ratios of one run count. Without --file the sheet is generated: the same for the same number of rows, kept in --folder.
"""
import argparse
import csv
import datetime
import os
import sys
import tempfile
from fractions import Fraction

import peers

DUCKDB = """
import sys, duckdb
source, threads, out = sys.argv[1:]
run = duckdb.connect()
run.execute(f"set threads={threads}")
run.execute("set preserve_insertion_order=false")
columns = "{'person':'VARCHAR','week':'VARCHAR','category':'VARCHAR','percent':'DECIMAL(9,4)'}"
table = f"read_csv('{source}', header=true, auto_detect=false, delim=',', quote='\\"', columns={columns})"
run.execute(f"copy (select person, week, category, sum(percent), count(*) from {table} group by all) to '{out}' (header false)")
"""
POLARS = """
import os, sys
source, threads, out = sys.argv[1:]
os.environ["POLARS_MAX_THREADS"] = threads
import polars as pl
schema = {"person": pl.String, "week": pl.String, "category": pl.String, "percent": pl.Decimal(18, 4)}
sums = [pl.col("percent").sum(), pl.len()]
frame = pl.scan_csv(source, schema=schema).group_by("person", "week", "category").agg(sums)
frame.sink_csv(out, include_header=False, engine="streaming")
"""


def ours(path):
    """The sums by person, week and category of teamcap's canonical table."""
    found = {}
    with open(path, newline="") as text:
        for row in csv.DictReader(text):
            year, week, _ = datetime.date.fromisoformat(row["from"]).isocalendar()
            key = (row["person"], f"{year}-W{week:02}", row["category"])
            amount, entries = found.get(key, (0, 0))
            found[key] = (amount + Fraction(row["amount"]), entries + int(row["entries"]))
    return found


def theirs(path):
    with open(path, newline="") as text:
        for *key, amount, rows in csv.reader(text):
            yield tuple(key), Fraction(amount), int(rows)


def compared(outs):
    mine = ours(outs["teamcap"])
    same = peers.equal(mine, {name: theirs(path) for name, path in outs.items() if name != "teamcap"})
    print(f"{len(mine)} groups; the three tables are {'equal' if same else 'DIFFERENT'}")
    return same


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--teamcap", default="target/release/teamcap")
    arguments.add_argument("--threads", default="1,2")
    arguments.add_argument("--file")
    arguments.add_argument("--folder")
    said = arguments.parse_args()
    print(peers.versions())
    folder = said.folder or tempfile.mkdtemp(prefix="teamcap-bench-")
    os.makedirs(folder, exist_ok=True)
    source = said.file or peers.generated(folder, "effort", said.rows)
    outs = {name: os.path.join(folder, name + "-long.csv") for name in ["teamcap", "duckdb", "polars"]}
    counts = [int(threads) for threads in said.threads.split(",")]
    commands = {}
    for threads in counts:
        commands["teamcap", threads] = [said.teamcap, "rollup", source, "-o", outs["teamcap"]]
        commands["duckdb", threads] = [sys.executable, "-c", DUCKDB, source, str(threads), outs["duckdb"]]
        commands["polars", threads] = [sys.executable, "-c", POLARS, source, str(threads), outs["polars"]]
    found = peers.interleaved(commands, source, said.rounds)
    same = peers.apart(lambda: compared(outs))
    for threads in counts:
        for name in outs:
            runs = found[name, threads]
            print(
                f"{name:8} {threads} thread(s): median {runs.median:.3f} s [{runs.spread()}], "
                f"{runs.median / found['teamcap', threads].median:.2f} of teamcap's, peak {runs.peak:.0f} MB"
            )
    if not same:
        sys.exit(1)


if __name__ == "__main__":
    main()
