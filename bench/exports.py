"""A time tracker's export as the peers sum it, and teamcap's canonical table as the same sums: by person, Monday of the ISO week,
project and task, seconds and rows."""
import csv
import datetime
import os
import sys
from fractions import Fraction

HEADER = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"

# Every column with its type. The duration as a time is the fastest typed way: it holds what is below 24 hours.
DUCKDB = """
import sys, duckdb
source, threads, out = sys.argv[1:]
run = duckdb.connect()
run.execute(f"set threads={threads}")
run.execute("set preserve_insertion_order=false")
types = {"Start date": "DATE", "Start time": "TIME", "End date": "DATE", "End time": "TIME", "Duration": "TIME"}
columns = {name: types.get(name, "VARCHAR") for name in "HEADER".split(",")}
table = f"read_csv('{source}', header=true, auto_detect=false, delim=',', quote='\\"', escape='\\"', columns={columns})"
monday, seconds = '''date_trunc('week', "Start date")::DATE''', "sum(date_part('epoch', Duration)::BIGINT)"
wanted = f'''select "User", {monday}, Project, Task, {seconds}, count(*) from {table} group by all'''
run.execute(f"copy ({wanted}) to '{out}' (header false)")
""".replace("HEADER", HEADER)

# The date is parsed strictly, the duration cut into its parts: the fastest way, faster than a time.
POLARS = """
import os, sys
source, threads, out = sys.argv[1:]
os.environ["POLARS_MAX_THREADS"] = threads
import polars as pl
part = lambda start: pl.col("Duration").str.slice(start, 2).cast(pl.Int64, strict=True)
monday = pl.col("Start date").str.to_date("%Y-%m-%d", strict=True).dt.truncate("1w").alias("monday")
sums = [(part(0) * 3600 + part(3) * 60 + part(6)).sum().alias("seconds"), pl.len().alias("rows")]
frame = pl.scan_csv(source, infer_schema=False).group_by("User", monday, "Project", "Task").agg(sums)
frame.sink_csv(out, include_header=False, engine="streaming")
"""

PEERS = {"DuckDB": DUCKDB, "Polars": POLARS}

# For a teamcap that does not know the export's header.
MAPPED = """version = 1
team = "Bench"
period = "2025-01-01..2025-12-31"
[[source]]
files = ["*.csv"]
columns = { person = "User", date = "Start date", hours = "Duration", project = "Project", task = "Task" }
"""


def peer(name, source, threads, out):
    """The command by which a peer sums the source into out."""
    return [sys.executable, "-c", PEERS[name], source, str(threads), out]


def teamcap(program, verb, source, mapped, *more):
    """The command by which teamcap rolls up or checks the source; `mapped`: with the columns said beside it."""
    said = []
    if mapped:
        config = os.path.join(os.path.dirname(source), "mapped.toml")
        with open(config, "w") as text:
            text.write(MAPPED)
        said = ["--config", config]
    return [program, verb, source, *said, *more]


def canonical(path):
    """Key to (seconds, rows) of teamcap's table: the parts of a week on both sides of a first of the month together."""
    mondays, found = {}, {}
    with open(path, newline="", encoding="utf-8") as text:
        rows = csv.reader(text)
        at = {name: column for column, name in enumerate(next(rows))}
        person, begins, project, task, unit, amount, entries = (
            at[name] for name in ["person", "from", "project", "task", "unit", "amount", "entries"]
        )
        for row in rows:
            day = row[begins]
            if day not in mondays:
                date = datetime.date.fromisoformat(day)
                mondays[day] = sys.intern(str(date - datetime.timedelta(days=date.weekday())))
            seconds = Fraction(row[amount]) * {"seconds": 1, "hours": 3600}[row[unit]]
            if seconds.denominator == 1:
                seconds = seconds.numerator
            # Names are kept once: there are over a million keys.
            key = (sys.intern(row[person]), mondays[day], sys.intern(row[project]), sys.intern(row[task]))
            before = found.get(key, (0, 0))
            found[key] = (before[0] + seconds, before[1] + int(row[entries]))
    return found


def summed(path):
    """Key, seconds and rows of a peer's table; seconds are None where it lost all of them."""
    with open(path, newline="", encoding="utf-8") as text:
        for person, monday, project, task, seconds, rows in csv.reader(text):
            key = (sys.intern(person), sys.intern(monday), sys.intern(project), sys.intern(task))
            yield key, int(seconds) if seconds else None, int(rows)
