"""Reads the files of time trackers for the command line anew, for account.py. It shares nothing with teamcap.

Each reader yields an entry: (line, day, hours or None, project, task, tags, description, id). The samples have no broken line, so that
anything unexpected ends the program.
"""
import json, re
from datetime import datetime, timedelta, timezone
from fractions import Fraction

def hours(seconds):
    return Fraction(int(seconds), 3600)

def utc(stamp):
    return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)

def interval(line, start, end, tags, note, zone):
    length = None if end is None else hours((end - start).total_seconds())
    tags = [" ".join(t.replace(",", " ").split()) for t in tags]
    return (line, start.astimezone(zone).date(), length, ", ".join(tags), "", tags, note, None)

def timewarrior(text, zone):
    if text.startswith("["):
        for n, i in enumerate(json.loads(text)):
            yield interval(n + 2, utc(i["start"]), utc(i["end"]) if "end" in i else None, i.get("tags", []), i.get("annotation", ""), zone)
        return
    for n, line in enumerate(text.splitlines()):
        m = re.fullmatch(r'inc (\S+)(?: - (\S+))?(?: #((?: "(?:[^"\\]|\\.)*"| [^#\s]\S*)*))?(?: # "(.*)")?', line)
        tags = [a.replace('\\"', '"') or b for a, b in re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', m[3] or "")]
        yield interval(n + 1, utc(m[1]), utc(m[2]) if m[2] else None, tags, m[4] or "", zone)

def watson(text, zone):
    for start, stop, project, ident, tags, _ in json.loads(text):
        day = datetime.fromtimestamp(start, zone).date()
        yield (0, day, hours(stop - start), project, "", tags, "", ident)

def klog(text, _):
    def minutes(t):
        m = re.fullmatch(r"(<?)(\d+):(\d\d)(am|pm)?(>?)", t)
        h = int(m[2])
        if m[4]: h = h % 12 + (12 if m[4] == "pm" else 0)
        return h * 60 + int(m[3]) + (-1440 if m[1] else 0) + (1440 if m[5] else 0)
    def tags(s):
        return [n + ("=" + (a or b or c) if a or b or c else "") for n, a, b, c in re.findall(r"""#([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|([\w-]*)))?""", s)]
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip("\n").split("\n")
        day = datetime.strptime(lines[0][:10].replace("/", "-"), "%Y-%m-%d").date()
        head, entries = [l for l in lines[1:] if not l[0].isspace()], []
        indent = next((re.match(r"\s+", l)[0] for l in lines if l[0].isspace()), "")
        for l in lines[1:]:
            if l.startswith(indent * 2) and indent: entries[-1] += " " + l.strip()
            elif l[0].isspace(): entries.append(l.strip())
        for e in entries:
            if m := re.match(r"([<>\d:apm]+) ?- ?(\?+|[<>\d:apm]+)(?: (.*))?$", e):
                length, words = None if m[2][0] == "?" else hours((minutes(m[2]) - minutes(m[1])) * 60), m[3] or ""
            else:
                m = re.match(r"([+-]?)(?:(\d+)h)?(?:(\d+)m)?(?: (.*))?$", e)
                length = hours((int(m[2] or 0) * 60 + int(m[3] or 0)) * 60) * (-1 if m[1] == "-" else 1)
                words = m[4] or ""
            found = list(dict.fromkeys(tags(" ".join(head)) + tags(words)))
            yield (0, day, length, ", ".join(found), "", found, words, None)

def timeclock(text, _):
    running = []
    for line in text.splitlines():
        m = re.match(r"([ioO]) (\d+)[-/.](\d+)[-/.](\d+) (\d+):(\d\d)(?::(\d\d))?\S*\s*([^;]*)", line)
        if not m: continue
        at = datetime(*(int(x or 0) for x in m.groups()[1:7]))
        account = re.split(r"  |\t", m[8].strip())[0]
        if m[1] == "i":
            running.append((at, account))
        else:
            k = next((k for k in range(len(running) - 1, -1, -1) if running[k][1] == account), -1)
            start, of = running.pop(k)
            yield (0, start.date(), hours((at - start).total_seconds()), *(of + ":").split(":", 1)[:1], of.partition(":")[2], [], "", None)
    for start, of in running:
        yield (0, start.date(), None, of.partition(":")[0], of.partition(":")[2], [], "", None)

def timedot(text, _):
    day = None
    for line in text.splitlines():
        if not line.strip() or line[0] in "#;": continue
        line = re.sub(r"^\*+ ", "", line).split(";")[0].strip()
        if m := re.match(r"(\d{4})[-/](\d+)[-/](\d+)", line):
            day = datetime(*map(int, m.groups())).date(); continue
        if day is None: continue
        account, _, amount = re.sub(r"\t", "  ", line).partition("  ")
        amount, of = amount.strip(), (account.partition(":")[0], account.partition(":")[2])
        if not amount: yield (0, None, None, *of, [], "", None)   # no entry: it says nothing of a time
        elif set(amount) <= set(". "): yield (0, day, Fraction(amount.count("."), 4), *of, [], "", None)
        elif amount.isalpha():
            for letter in sorted(set(amount)): yield (0, day, Fraction(amount.count(letter), 4), *of, ["t:" + letter], "", None)
        else:
            m = re.fullmatch(r"([\d.,]+)([hms]?)", amount)
            yield (0, day, Fraction(m[1].replace(",", ".")) / {"": 1, "h": 1, "m": 60, "s": 3600}[m[2]], *of, [], "", None)

def org(text, _):
    above, every, states = [], [], {"TODO", "DONE"}
    for line in text.splitlines():
        if m := re.match(r"#\+FILETAGS: (\S+)", line): every = m[1].strip(":").split(":")
        elif m := re.match(r"#\+TODO: (.*)", line): states |= {re.sub(r"\(.*\)", "", w) for w in m[1].split()} - {"|"}
        elif m := re.match(r"(\*+) (.*?)(?:\s+:([\w:]+):)?$", line):
            words = [w for w in m[2].split() if w not in states and not re.fullmatch(r"\[(#.|\d+/\d+|\d+%)\]", w)]
            above = [h for h in above if h[0] < len(m[1])] + [(len(m[1]), " ".join(words), (m[3] or "").split(":"))]
        elif m := re.match(r"\s*clock:\s*\[(\S+) \S+ (\S+)\](?:--\[(\S+) \S+ (\S+)\])?", line, re.I):
            start = datetime.fromisoformat(m[1] + " " + m[2])
            length = hours((datetime.fromisoformat(m[3] + " " + m[4]) - start).total_seconds()) if m[3] else None
            tags = [t for h in above for t in h[2] if t]
            yield (0, start.date(), length, above[0][1], above[-1][1] if len(above) > 1 else "", every + tags, "", None)

READERS = {"timewarrior": timewarrior, "watson": watson, "klog": klog, "timeclock": timeclock, "timedot": timedot, "org": org}
