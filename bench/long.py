#!/usr/bin/env python3
"""A long effort sheet (person, week, category, percent) summed by person, week and category: teamcap, DuckDB and Polars on the
same file, in one interleaved run, each writing its table as CSV; the tables are compared row for row.

    pip install duckdb polars
    cargo build --release
    python3 bench/long.py [--rows 1000000] [--rounds 7] [--teamcap target/release/teamcap] [--file FILE]

Every round runs every command once, in a shuffled order, with the file in the page cache; one thread is pinned to one core. Only
ratios of one run count. Without --file the sheet is generated: the same for the same number of rows.
"""
import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

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


def generate(path, rows):
    """People of every row in random order, 52 weeks, five categories, quarters of a percent."""
    random.seed(7)
    categories = ["strengthen", "focus", "experiment", "maintenance", "support"]
    people = [f"person{number:04}@example.org" for number in range(2000)]
    with open(path, "w") as out:
        out.write("person,week,category,percent\n")
        for _ in range(rows):
            week, category = random.randrange(1, 53), random.choice(categories)
            out.write(f"{random.choice(people)},2025-W{week:02},{category},{random.randrange(0, 400) / 4}\n")


def table(path, ours):
    """The sums by person, week and category; of teamcap's canonical table the columns that say them."""
    found = {}
    with open(path, newline="") as text:
        for row in csv.reader(text):
            if ours:
                if row[0] == "person":
                    continue
                year, week, _ = __import__("datetime").date.fromisoformat(row[1]).isocalendar()
                key, amount, count = (row[0], f"{year}-W{week:02}", row[10]), row[12], row[13]
            else:
                key, amount, count = tuple(row[:3]), row[3], row[4]
            found[key] = (Fraction(amount), int(count))
    return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--teamcap", default="target/release/teamcap")
    arguments.add_argument("--file")
    said = arguments.parse_args()
    folder = tempfile.mkdtemp(prefix="teamcap-bench-")
    source = said.file or os.path.join(folder, "long.csv")
    if not said.file:
        generate(source, said.rows)
    python = sys.executable
    outs = {name: os.path.join(folder, name + ".csv") for name in ["teamcap", "duckdb", "polars"]}
    commands = {}
    for threads in ["1", "2"]:
        commands["teamcap", threads] = [said.teamcap, "rollup", source, "-o", outs["teamcap"]]
        commands["duckdb", threads] = [python, "-c", DUCKDB, source, threads, outs["duckdb"]]
        commands["polars", threads] = [python, "-c", POLARS, source, threads, outs["polars"]]
    walls, peaks = {}, {}
    for turn in range(said.rounds):
        order = list(commands)
        random.Random(turn).shuffle(order)
        for name, threads in order:
            subprocess.run(["cat", source], stdout=subprocess.DEVNULL, check=True)
            pinned = ["taskset", "-c", "1"] if threads == "1" else []
            start = time.perf_counter()
            process = subprocess.Popen(pinned + commands[name, threads], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
            walls.setdefault((name, threads), []).append(time.perf_counter() - start)
            peaks[name, threads] = max(peaks.get((name, threads), 0), used.ru_maxrss / 1024)
            if status:
                sys.exit(f"{name} failed")
    tables = {name: table(path, name == "teamcap") for name, path in outs.items()}
    same = all(found == tables["teamcap"] for found in tables.values())
    print(f"{len(tables['teamcap'])} groups; the three tables are {'equal' if same else 'DIFFERENT'}")
    for threads in ["1", "2"]:
        ours = statistics.median(walls["teamcap", threads])
        for name in outs:
            wall = walls[name, threads]
            print(
                f"{name:8} {threads} thread(s): median {statistics.median(wall):.3f} s [{min(wall):.3f} to {max(wall):.3f}], "
                f"{statistics.median(wall) / ours:.2f} of teamcap's, peak {peaks[name, threads]:.0f} MB"
            )
    if not same:
        sys.exit(1)


if __name__ == "__main__":
    main()
