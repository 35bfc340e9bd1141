"""What the measurements of this folder share: the generated files, an interleaved run of whole commands, tables held against each
other. Linux: one thread is `taskset` to one core."""
import os
import random
import statistics
import subprocess
import sys
import time
import traceback

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))


def say(text):
    """Progress, beside the result."""
    print(text, file=sys.stderr, flush=True)


def generated(folder, kind, rows):
    """The path of a generated file: `timesheet` or `effort`, the same bytes for the same number of rows. Kept in the folder."""
    path = os.path.join(folder, f"{kind}-{rows}.csv")
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        program = os.path.join(folder, "generate")
        source = os.path.join(HERE, "generate.rs")
        if not os.path.exists(program) or os.path.getmtime(program) < os.path.getmtime(source):
            subprocess.run(["rustc", "--edition", "2024", "-O", source, "-o", program], check=True)
        say(f"making {path}")
        subprocess.run([program, kind, str(rows), path + ".part"], check=True)
        os.rename(path + ".part", path)
    return path


class Runs:
    """The runs of one command at one number of threads: wall seconds of each, and the largest resident memory in MB."""

    def __init__(self):
        self.walls, self.peak = [], 0

    @property
    def median(self):
        return statistics.median(self.walls)

    def spread(self):
        return f"{min(self.walls):.3f} to {max(self.walls):.3f}"


def pinned(threads):
    """Keeps a command to so many cores; nothing where that is all of them."""
    cores = sorted(os.sched_getaffinity(0))
    if threads > len(cores):
        sys.exit(f"{threads} threads, but there are {len(cores)} cores")
    return [] if threads == len(cores) else ["taskset", "-c", ",".join(map(str, cores[-threads:]))]


def run(command, runs=None, fine=(0,)):
    """Runs a command; adds its wall time and memory to the runs. The end of the measurement where it fails.

    Memory is what the kernel says of the process. It counts what this script had at the fork as well, so that the script itself
    has to stay small: tables are compared in a process of their own."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    text = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        sys.exit(f"{' '.join(command)[:300]}\nfailed ({process.returncode}):\n{text.decode(errors='replace')[-2000:]}")
    if runs is not None:
        runs.walls.append(wall)
        runs.peak = max(runs.peak, used.ru_maxrss / 1024)


def interleaved(commands, source, rounds):
    """Runs every command once a round, in a shuffled order, with the source in the page cache.

    `commands`: (name, threads) to argv. Answers (name, threads) to Runs."""
    found = {key: Runs() for key in commands}
    for turn in range(rounds):
        order = list(commands)
        random.Random(turn).shuffle(order)
        for name, threads in order:
            subprocess.run(["cat", source], stdout=subprocess.DEVNULL, check=True)
            run(pinned(threads) + commands[name, threads], found[name, threads])
        say(f"  round {turn + 1} of {rounds}")
    return found


def equal(ours, others):
    """Whether the tables hold the same sums, row for row; says what differs first.

    `ours`: a dict of key to (amount, rows). `others`: name to an iterator of (key, amount, rows)."""
    same = True
    for name, rows in others.items():
        seen = set()
        for key, amount, count in rows:
            if ours.get(key) != (amount, count) or key in seen:
                say(f"DIFFERENT: {key}: teamcap {ours.get(key)}, {name} {(amount, count)}")
                same = False
                break
            seen.add(key)
        else:
            if len(seen) != len(ours):
                missing = next(key for key in ours if key not in seen)
                say(f"DIFFERENT: {missing}: teamcap {ours[missing]}, {name} nothing")
                same = False
    return same


def apart(compare):
    """Whether `compare` answers True, in a process of its own: its memory would be counted as that of the commands run later."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        same = False
        try:
            same = compare()
        except BaseException:
            traceback.print_exc()
        sys.stdout.flush()
        os._exit(0 if same else 1)
    return os.waitpid(child, 0)[1] == 0


def versions():
    """Of the peers, as they say them themselves."""
    asked = "import duckdb, polars; print(f'DuckDB {duckdb.__version__}, Polars {polars.__version__}')"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    if found.returncode:
        sys.exit("DuckDB or Polars is missing: pip install duckdb polars")
    return found.stdout.strip()
