#!/usr/bin/env python3
"""A time tracker's export of up to 8 million rows summed by person, ISO week, project and task: teamcap, DuckDB and Polars on the
same file, in one interleaved run, each writing its table as CSV; the tables are compared row for row.

    pip install duckdb polars
    cargo build --release
    python3 bench/timesheet.py [--rows 100000,1000000,8000000] [--rounds 5] [--teamcap target/release/teamcap] [--threads 1,2]
                               [--check] [--folder DIR]

Every round runs every command once, in a shuffled order, with the file in the page cache; one thread is pinned to one core. Only
ratios of one run count. The exports are generated (127 bytes a row, 2,000 people, 300 projects, a year in the order of its days,
1 % of the rows on two lines) and kept in --folder: the same for the same number of rows.

`rollup` validates the columns that it uses, as the peers do; with --check `teamcap check`, which validates all of them, runs
beside it. `wc -l`, which counts line feeds and does nothing else, is the yardstick that everybody has.
"""
import argparse
import os
import sys
import tempfile

import peers  # First: it keeps Python from leaving compiled files here.
import exports

# What is aimed at, with 8 million rows and two threads: docs/performance.md.
TARGETS = {"rollup": 5, "check": 4}
AIM = 6
MOST_MEMORY = 80
# Time per row counts as flat where the largest file's is at most this much of the smallest one's.
FLAT = 1.25

TEAMCAP = "teamcap rollup"
CHECK = "teamcap check"
COUNT = "wc -l"


def compared(outs):
    mine = exports.canonical(outs[TEAMCAP])
    same = peers.equal(mine, {name: exports.summed(path) for name, path in outs.items() if name != TEAMCAP})
    seconds, rows = (sum(sums[part] for sums in mine.values()) for part in (0, 1))
    print(f"{len(mine):,} groups, {rows:,} rows, {seconds:,} seconds; ", end="")
    print(f"the three tables are {'equal' if same else '**different**'}.\n")
    return same


def measured(said, rows, counts, folder):
    """Runs all commands on the export of so many rows; prints its table. Answers the runs, and whether the results are equal."""
    source = peers.generated(folder, "timesheet", rows)
    outs = {name: os.path.join(folder, f"out-{name.split()[0]}.csv") for name in [TEAMCAP, *exports.PEERS]}
    commands = {(COUNT, 1): ["wc", "-l", source]}
    for threads in counts:
        commands[TEAMCAP, threads] = exports.teamcap(said.teamcap, "rollup", source, said.mapped, "-o", outs[TEAMCAP])
        if said.check:
            commands[CHECK, threads] = exports.teamcap(said.teamcap, "check", source, said.mapped)
        for name in exports.PEERS:
            commands[name, threads] = exports.peer(name, source, threads, outs[name])
    size = os.path.getsize(source)
    peers.say(f"{rows:,} rows")
    found = peers.interleaved(commands, source, said.rounds)
    print(f"\n## {rows:,} rows, {size / 1e6:,.0f} MB, {said.rounds} rounds\n")
    same = peers.apart(lambda: compared(outs))
    print("| command | threads | median | min to max | of teamcap's | peak memory | ns per row | MB/s |")
    print("|---|---|---|---|---|---|---|---|")
    order = [TEAMCAP, CHECK, *exports.PEERS, COUNT]
    for name, threads in sorted(found, key=lambda key: (key[1], order.index(key[0]))):
        runs, ours = found[name, threads], found[TEAMCAP, threads if (TEAMCAP, threads) in found else counts[0]]
        print(
            f"| {name} | {threads} | {runs.median:.3f} s | {runs.spread()} | {runs.median / ours.median:.2f} | {runs.peak:.0f} MB "
            f"| {runs.median / rows * 1e9:.0f} | {size / 1e6 / runs.median:,.0f} |"
        )
    limit = found[COUNT, 1].median
    shares = [f"{limit / found[TEAMCAP, threads].median:.1%} of teamcap's time on {threads} thread(s)" for threads in counts]
    print(f"\nCounting the line feeds of the file takes {', '.join(shares)}.")
    return found, same


def verdict(name, met, text):
    print(f"- {name}: {'**met**' if met else '**not met**'}: {text}")


def targets(found, threads, check):
    """What was asked for, and what was found. `found`: rows to runs."""
    most, least = max(found), min(found)
    runs = found[most]
    fastest = min(exports.PEERS, key=lambda name: runs[name, threads].median)
    print(f"\n## Targets, at {most:,} rows and {threads} thread(s), against the faster peer, {fastest}\n")
    if most < 8_000_000 or threads != 2:
        print("(They are meant for 8,000,000 rows and two threads: this says little.)\n")
    for name, verb in [(TEAMCAP, "rollup"), (CHECK, "check")]:
        if name == CHECK and not check:
            print("- all columns validated: not measured (--check)")
            continue
        ratio = runs[fastest, threads].median / runs[name, threads].median
        aim = f", aim {AIM}" if verb == "rollup" else ""
        verdict(f"`{name}`, at least {TARGETS[verb]} times faster{aim}", ratio >= TARGETS[verb], f"{ratio:.2f} times")
        peak = runs[name, threads].peak
        verdict(f"`{name}`, peak memory under {MOST_MEMORY} MB", peak < MOST_MEMORY, f"{peak:.0f} MB")
        per_row = {rows: runs[name, threads].median / rows * 1e9 for rows, runs in sorted(found.items())}
        said = ", ".join(f"{time:.0f} ns at {rows:,}" for rows, time in per_row.items())
        verdict(f"`{name}`, time per row flat", len(found) > 1 and per_row[most] <= FLAT * per_row[least], said)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", default="100000,1000000,8000000")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--teamcap", default="target/release/teamcap")
    arguments.add_argument("--threads", default="1,2")
    arguments.add_argument("--check", action="store_true", help="teamcap check, all columns validated, beside the roll-up")
    arguments.add_argument("--folder", help="where the generated files are kept; a temporary one unless said")
    arguments.add_argument("--mapped", action="store_true", help="say the columns in a configuration instead of by the header")
    said = arguments.parse_args()
    folder = said.folder or tempfile.mkdtemp(prefix="teamcap-bench-")
    counts = sorted({int(threads) for threads in said.threads.split(",")})
    print(f"teamcap against {peers.versions()}; every command a process of its own, start included.")
    found, same = {}, True
    for rows in sorted({int(rows) for rows in said.rows.split(",")}):
        found[rows], equal = measured(said, rows, counts, folder)
        same = same and equal
        sys.stdout.flush()
    targets(found, 2 if 2 in counts else counts[-1], said.check)
    if not same:
        print("\n**The tables differ: the times above compare nothing.**")
        sys.exit(1)


if __name__ == "__main__":
    main()
