#!/usr/bin/env python3
"""Reads every export of this folder anew and holds accounts.csv, hours.csv and faults.csv against it.

It shares nothing with teamcap: not its parser, not its rules of detection. What a format's columns mean is written down below,
from formats.md. `python3 account.py` says what differs and ends with 1, or says that nothing does.
"""
import csv, os, re, sys, tomllib
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo
from diaries import READERS

HERE = os.path.dirname(os.path.abspath(__file__))
FROM, TO = date(2024, 1, 1), date(2024, 3, 31)
WINDOWS_1252 = {"clockify-pt", "redmine-de"}
MONTH_FIRST = {"clockify-en", "redmine-en"}
SHORT = {("clockify-en", -1), ("clockify-activity", -1)}                      # the last row is one field short, and may be

# role: the headings under which the formats have it, the first that is there counts
ROLES = {
    "person": ["User", "Member", "Benutzer", "Usuário", "Author", "Full name", "employee", "user_name", "Mitarbeiter", "who"],
    "person2": ["Username"],                       # where the first is empty
    "client": ["Client", "Kunde", "Cliente", "Customer", "client", "Account Customer"],
    "project": ["Project", "Projekt", "Projeto", "Project Name", "project_name", "project"],
    "task": ["Task", "Aufgabe", "Tarefa", "Activity", "Tätigkeit", "Aktivität", "Issue", "Activity Name", "task", "work"],
    "description": ["Description", "Beschreibung", "Descrição", "Notes", "Work description", "Comment", "Kommentar", "description", "Issue summary"],
    "tags": ["Tags", "Etiquetas", "Schlagworte", "tags"],
    "billable": ["Billable", "Billable?", "Abrechenbar", "Faturável", "billable"],
    "type": ["Type"],
    "date": ["Start date", "Start Date", "Startdatum", "Data de início", "Date", "Datum", "Work date", "Started", "Date (Spent)", "Tag", "Day", "start", "started", "start_date"],
    "last": ["end_date"],
    "amount": ["Time spent seconds", "Duration", "Duration (h)", "Dauer (h)", "Duração (h)", "Dauer", "Hours", "Time spent", "Stunden", "Units", "hours_spent", "Std"],
    "start": ["start", "started", "from"],
    "end": ["End time", "end", "stopped", "until"],
    "id": ["Worklog id", "Nr"],
}

class Fault(Exception):
    pass

def records(text, delim):
    """(physical line, fields or a Fault) of every record; a blank line is a record of one empty field."""
    line, i, n = 1, 0, len(text)
    while i < n:
        at, fields, fault = line, [], None
        while True:
            if i < n and text[i] == '"':
                out = []; i += 1
                while i < n and not (text[i] == '"' and text[i + 1:i + 2] != '"'):
                    if text[i] == '"': i += 1
                    if text[i] == "\n": line += 1
                    out.append(text[i]); i += 1
                if i >= n: fault = fault or Fault("broken-quote", len(fields) + 1, "never closed")
                i += 1; value = "".join(out)
                while i < n and text[i] not in delim + "\n":
                    if text[i] != "\r": fault = fault or Fault("broken-quote", len(fields) + 1, "text behind it")
                    i += 1
            else:
                j = i
                while j < n and text[j] not in delim + "\n": j += 1
                value = text[i:j].rstrip("\r"); i = j
            fields.append(value)
            if i >= n or text[i] == "\n": break
            i += 1
        i += 1; line += 1
        yield at, fault or fields

def decimal(text):
    text = text.replace(",", ".")
    if not re.fullmatch(r"-?\d+(\.\d+)?", text): raise Fault("unreadable-number")
    if len(text.partition(".")[2]) > 18: raise Fault("too-many-places")
    return Fraction(text)

def amount(fmt, text, whole):
    """Hours, or None where there is nothing."""
    text = text.strip()
    if text in ("", "-"): return None
    if m := re.fullmatch(r"(\d+):(\d\d) min", text): return Fraction(int(m[1]) * 60 + int(m[2]), 3600)
    if m := re.fullmatch(r"(-?)(\d+):([0-5]\d)(?::([0-5]\d))?", text):
        return Fraction(int(m[2]) * 3600 + int(m[3]) * 60 + int(m[4] or 0), 3600) * (-1 if m[1] else 1)
    if m := re.fullmatch(r"(\d\d):(\d\d):(\d\d) ([AP])M", text):
        return Fraction(int(m[1]) % 12 * 3600 + int(m[2]) * 60 + int(m[3]) + (43200 if m[4] == "P" else 0), 3600)
    if fmt == "jira" and (m := re.fullmatch(r"(?:(\d+)h)? ?(?:(\d+)m)?", text)): return Fraction(int(m[1] or 0) * 60 + int(m[2] or 0), 60)
    if fmt == "jira" or (fmt == "kimai" and whole): return Fraction(int(text), 3600)
    if fmt in ("toggl", "clockify"): raise Fault("unreadable-number")
    return decimal(text)

def day(folder, text, zone):
    text = text.strip()
    if not text: raise Fault("unlabelled-row")
    try:
        if m := re.fullmatch(r"(\d+)/(\d+)/(\d{4})", text):
            a, b = int(m[1]), int(m[2])
            return date(int(m[3]), *((a, b) if folder in MONTH_FIRST else (b, a)))
        if m := re.fullmatch(r"(\d+)\.(\d+)\.(\d{4})", text): return date(int(m[3]), int(m[2]), int(m[1]))
        if re.match(r"[A-Z][a-z]{2} ", text): return datetime.strptime(text, "%b %d, %Y, %I:%M %p").date()
        if "T" in text: return datetime.fromisoformat(text).astimezone(zone).date()
        return date.fromisoformat(text[:10])
    except ValueError:
        raise Fault("unreadable-week")

def moment(text):
    for form in ("%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S", "%H:%M"):
        try: return datetime.strptime(text, form)
        except ValueError: pass
    raise Fault("unreadable-week")

def glob(pattern, text):
    return re.fullmatch("".join(".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern), text, re.I | re.S) is not None

def category(config, entry):
    for c in config["category"]:
        for rule in c.get("match", []):
            if all(any(glob(p, t) for t in entry["tags"]) if k == "tag" else glob(p, entry[k]) for k, p in rule.items()): return c
    return None

def text_of(folder, path):
    raw = open(path, "rb").read()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"): return raw.decode("utf-16")
    if folder in WINDOWS_1252: return raw.decode("windows-1252")
    return raw.decode("utf-8-sig", "surrogateescape")

def whose(config, name):
    """The person of a file that no line of it says: the configuration does, or its name."""
    said = next((s["person"] for s in config["source"] for f in s["files"] if glob(f, name) and "person" in s), name.split(".")[0])
    return next(p["name"] for p in config["person"] if said in [p["name"], *p.get("aliases", [])])

def diary(name, entries, config, seen):
    """As read, of the file of a time tracker for the command line."""
    acc = dict.fromkeys("rows_read rows_used rows_excluded rows_rejected cells entries blank cells_excluded".split(), 0); acc["hours"] = Fraction(0)
    sums, person = {}, whose(config, name)
    for _, first, hours, project, task, tags, words, ident in entries:
        acc["rows_read"] += 1
        known = ident is not None and ident in seen
        if ident is not None: seen.add(ident)
        if known or first is None or not FROM <= first <= TO: acc["rows_excluded"] += 1; continue
        c = category(config, {"project": project, "task": task, "tags": tags, "description": words})
        s = sums.setdefault((person, c["name"] if c else "", c["bucket"] if c else "unclassified"), [0, 0, Fraction(0)])
        acc["rows_used"] += 1; acc["cells"] += 1
        if hours is None: acc["blank"] += 1; s[1] += 1
        else:
            acc["cells_excluded" if c and c["bucket"] == "excluded" else "entries"] += 1
            acc["hours"] += hours; s[0] += 1; s[2] += hours
    return acc, sums, []

def read(folder, name, fmt, config, seen):
    """The account of one file, its sums by person and category, and its faults."""
    text = text_of(folder, os.path.join(HERE, folder, name))
    zone = ZoneInfo(config.get("time_zone", "UTC"))
    if fmt in READERS: return diary(name, READERS[fmt](text, zone), config, seen)
    delim = ";" if text.count(";") > text.count(",") else ","
    all_records = list(records(text, delim))
    skip = 2 if folder == "mapped" else 1 if folder == "openproject" or text.startswith("sep=") else 0
    header, rows = all_records[skip][1], all_records[skip + 1:]
    at = {}
    for role, names in ROLES.items():
        hit = next((n for n in names if n in header), None)
        if hit is not None: at[role] = header.index(hit)
    if folder == "mapped-times" and name == "diary.csv": at["end"] = header.index("until")
    column = [f[at["amount"]] for _, f in rows if "amount" in at and not isinstance(f, Fault) and len(f) > at["amount"] and f[at["amount"]]]
    whole = all(re.fullmatch(r"-?\d+", c) for c in column)
    acc = dict.fromkeys("rows_read rows_used rows_excluded rows_rejected cells entries blank cells_excluded".split(), 0); acc["hours"] = Fraction(0)
    sums, faults = {}, []
    def get(f, role):
        v = f[at[role]] if role in at and at[role] < len(f) else ""
        v = v[2:] if v.startswith("' ") else v      # Kimai's guard
        return "" if v in ("_", "-") and fmt in ("jira", "openproject") else v
    for n, (line, f) in enumerate(rows):
        acc["rows_read"] += 1
        try:
            if isinstance(f, Fault): raise f
            if not any(f): acc["rows_excluded"] += 1; continue
            if f[0] in ("Total", "Summe"): acc["rows_excluded"] += 1; continue
            if len(f) != len(header) and not ((folder, n - len(rows)) in SHORT and len(f) == len(header) - 1): raise Fault("ragged-row")
            if any("\udc80" <= c <= "\udcff" for v in f for c in v): raise Fault("bad-byte")
            if fmt == "harvest": who = f[header.index("First Name")] + " " + f[header.index("Last Name")]
            else: who = config["source"][0]["person"] if "person" not in at else get(f, "person") or get(f, "person2")
            person = next((p["name"] for p in config["person"] if who in [p["name"], *p.get("aliases", [])]), None)
            if person is None: raise Fault("unknown-person", who)
            first = day(folder, get(f, "date"), zone)
            if "amount" in at:
                hours = amount(fmt, get(f, "amount"), whole)
                if hours is None and "end" in at and get(f, "end"): raise Fault("no-duration")
            elif not get(f, "end"): hours = None
            else: hours = Fraction(int((moment(get(f, "end")) - moment(get(f, "start"))).total_seconds()), 3600)
            days = [first] if "last" not in at else [d for d in (first + timedelta(k) for k in range((date.fromisoformat(get(f, "last")) - first).days + 1)) if d.weekday() < 5]
            known = "id" in at and get(f, "id") in seen
            if "id" in at: seen.add(get(f, "id"))
            if known or not any(FROM <= d <= TO for d in days): acc["rows_excluded"] += 1; continue
        except Fault as e:
            acc["rows_rejected"] += 1; faults.append((line, *e.args)); continue
        entry = {k: get(f, k) for k in ("client", "project", "task", "description", "billable", "type")}
        entry["tags"] = [t.strip() for t in get(f, "tags").split(",")] if get(f, "tags") else []
        c = category(config, entry)
        rest = fmt == "clockify" and entry["type"] == "Break"
        key = (person, "" if rest or c is None else c["name"], "excluded" if rest else c["bucket"] if c else "unclassified")
        s = sums.setdefault(key, [0, 0, Fraction(0)])
        acc["rows_used"] += 1; acc["cells"] += 1
        if hours is None: acc["blank"] += 1; s[1] += 1
        else:
            acc["cells_excluded" if key[2] == "excluded" else "entries"] += 1
            acc["hours"] += hours; s[0] += 1; s[2] += hours
    return acc, sums, faults

def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as f: return list(csv.DictReader(f))

def main():
    wrong = 0
    def differs(*what):
        nonlocal wrong
        wrong += 1; print(*what)
    hours, faults, seen = table("hours.csv"), table("faults.csv"), {}
    accounts = table("accounts.csv")
    for a in sorted(accounts, key=lambda a: (a["folder"], a["file"])):
        if a["format"] == "refused": continue
        where = a["folder"] + "/" + a["file"]
        with open(os.path.join(HERE, a["folder"], "teamcap.toml"), "rb") as f: config = tomllib.load(f)
        acc, sums, found = read(a["folder"], a["file"], a["format"], config, seen.setdefault(a["folder"], set()))
        for k, v in acc.items():
            if Fraction(a[k]) != v: differs(where, k, "is", v, "and not", a[k])
        want = {(h["person"], h["category"], h["bucket"]): [int(h["amounts"]), int(h["blank"]), Fraction(h["hours"])] for h in hours if (h["folder"], h["file"]) == (a["folder"], a["file"])}
        for k in sorted(set(want) | set(sums)):
            if want.get(k) != sums.get(k): differs(where, k, "is", sums.get(k), "and not", want.get(k))
        want = [(int(f["line"]), f["problem"]) for f in faults if (f["folder"], f["file"]) == (a["folder"], a["file"])]
        if want != [f[:2] for f in found]: differs(where, "faults are", found, "and not", want)
    there = {(d, n) for d in os.listdir(HERE) if os.path.isdir(os.path.join(HERE, d)) and d[0] not in "._" for n in os.listdir(os.path.join(HERE, d)) if n not in ("README.md", "teamcap.toml", "expected")}
    for x in sorted(there ^ {(a["folder"], a["file"]) for a in accounts}): differs("/".join(x), "is in one of folder and accounts.csv only")
    print(f"{len(accounts)} files, {wrong} differences")
    return 1 if wrong else 0

if __name__ == "__main__":
    sys.exit(main())
