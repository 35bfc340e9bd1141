"""The figures of this sample, derived from its four exports and its teamcap.toml with fractions, by docs/calculations.md.

Written from the descriptions alone; it shares nothing with teamcap and nothing with generate.py. `python3 derive.py` writes
derivation.csv (every figure of three reviews), accounts.csv (what became of the rows of each file), sums.csv (hours by person,
category, bucket and week), and the tables of derivation.md below its first line of dashes. Python 3.11 or later, nothing else.
"""
import csv
import re
import tomllib
from collections import defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction as F
from itertools import combinations
from pathlib import Path

HERE = Path(__file__).parent
DAY = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
BUCKETS = ["strengthen", "focus", "experiment", "maintenance"]


def slug(text):
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def monday(on):
    return on - on.weekday() * DAY


def week_name(start):
    return "{}-w{:02}".format(*start.isocalendar()[:2])


# ---- the configuration and the calendar -------------------------------------------------------------------------------

config = tomllib.loads((HERE / "teamcap.toml").read_text(encoding="utf-8"), parse_float=F)
FULL = F(config["full_week"])
people = [person["name"] for person in config["person"]]
roster = {person["name"]: person for person in config["person"]}
spelling = {s: p for p in people for s in [p, *roster[p].get("aliases", [])]}
bucket_of = {category["name"]: category["bucket"] for category in config["category"]}


def holidays():
    """The days of the events of holidays.ics; DTEND is the day behind the last one, and may be missing."""
    text = (HERE / "holidays.ics").read_text(encoding="utf-8").replace("\n ", "")
    for event in text.split("BEGIN:VEVENT")[1:]:
        said = {key: datetime.strptime(day, "%Y%m%d").date() for key, day in re.findall(r"(DT\w+);VALUE=DATE:(\d+)", event)}
        on = said["DTSTART"]
        while on < said.get("DTEND", said["DTSTART"] + DAY):
            yield on
            on += DAY


HOLIDAYS = set(holidays())


# ---- the rows ---------------------------------------------------------------------------------------------------------

def glob(pattern, text):
    parts = [{"*": ".*", "?": "."}.get(c, re.escape(c)) for c in pattern]
    return re.fullmatch("".join(parts), text, re.IGNORECASE | re.DOTALL) is not None


def category(row):
    """The first category with a rule of which every pattern matches; else the project's name, claimed by nobody."""
    texts = {key: [row[key.capitalize()]] for key in ("project", "task", "client", "description", "billable", "type")}
    texts["tag"] = [tag.strip() for tag in row["Tags"].split(",") if tag.strip()]
    for entry in config["category"]:
        for rule in entry["match"]:
            if all(any(glob(pattern, text) for text in texts[key]) for key, pattern in rule.items()):
                return entry["name"]
    assert row["Project"], row
    return row["Project"]


def day(text):
    return datetime.strptime(text, "%m/%d/%Y").date()


def seconds(text):
    hours, minutes, rest = map(int, text.split(":"))
    assert minutes < 60 and rest < 60
    return hours * 3600 + minutes * 60 + rest


class Entry:
    def __init__(self, row):
        self.person, self.on, self.category = spelling[row["User"]], day(row["Start Date"]), category(row)
        self.hours = F(seconds(row["Duration (h)"]), 3600) if row["Duration (h)"] else None
        self.left_out = bucket_of.get(self.category) == "excluded"
        self.overnight = row["End Date"] not in ("", row["Start Date"])


accounts, entries = [], []
for path in sorted((HERE / "hours").glob("*.csv")):
    with open(path, newline="", encoding="utf-8") as text:
        read = [Entry(row) for row in csv.DictReader(text)]
    used = [entry for entry in read if FIRST <= entry.on <= LAST]
    amounts = [entry for entry in used if entry.hours is not None]
    out = [entry for entry in amounts if entry.left_out]
    accounts.append(dict(
        file=f"hours/{path.name}", rows_read=len(read), rows_used=len(used), rows_excluded=len(read) - len(used),
        rows_rejected=0, cells=len(used), entries=len(amounts), blank=len(used) - len(amounts), left_out=len(out),
        hours=sum((e.hours for e in amounts if not e.left_out), F(0)), hours_left_out=sum((e.hours for e in out), F(0)),
    ))
    entries += read

seen = dict.fromkeys(entry.category for entry in entries)
unclaimed = [name for name in seen if name not in bucket_of]
effort = [name for name in bucket_of if bucket_of[name] in BUCKETS] + unclaimed


# ---- a day of the roster ----------------------------------------------------------------------------------------------

def employed(person, on):
    return roster[person].get("joined", on) <= on <= roster[person].get("left", on)


def fte(person, on):
    said = roster[person]
    if "hours" in said:
        return F(said["hours"]) / FULL
    if isinstance(said.get("fte"), list):
        return [F(entry["is"]) for entry in said["fte"] if entry.get("from", on) <= on][-1]
    return F(said.get("fte", 1))


def ground(person, days):
    """g, h and the roster's l of these days: working days of employment at FTE / 5."""
    g = h = l = F(0)
    for on in days:
        if on.weekday() < 5 and employed(person, on):
            worth = fte(person, on) / 5
            g += worth
            if on in HOLIDAYS:
                h += worth
            elif any(leave["from"] <= on <= leave["to"] for leave in roster[person].get("leave", [])):
                l += worth
    return g, h, l


# ---- a person-week ----------------------------------------------------------------------------------------------------

SUBMITTED = ("recorded", "recorded zero")
DUE = (*SUBMITTED, "not submitted")


def person_week(person, days, written):
    """State, g, h, l, r, n, u and the share of each category; `written` are the entries that start on these days."""
    g, h, l = ground(person, days)
    week = dict(state="not employed", g=g, h=h, l=l, r=F(0), n=F(0), u=F(0), shares=defaultdict(F), days=len(days))
    if not any(employed(person, on) for on in days):
        assert not written
        return week
    from_sheet, said, worked = F(0), False, False
    for entry in written:
        assert employed(person, entry.on), (person, entry.on)
        if entry.hours is None:
            continue  # a timer that runs: nothing said
        said = True
        if entry.left_out:
            continue
        share = entry.hours / FULL
        if bucket_of.get(entry.category) == "leave":
            from_sheet += share
        else:
            week["shares"][entry.category] += share
            worked = worked or share != 0
    # Nobody here has leave in both, writes leave on a holiday, or more leave than the week has: nothing to decide.
    assert not (l and from_sheet) and from_sheet + h <= max(g, h), (person, days[0])
    assert not said or worked or from_sheet, "a week with nothing but breaks"
    week["l"] = l = l + from_sheet
    week["r"] = r = sum(week["shares"].values(), F(0))
    if worked:
        week["state"] = "recorded"
    elif h + l >= g:
        week["state"] = "leave"
    else:
        week["state"] = "recorded zero" if said else "not submitted"
    if week["state"] == "not submitted":
        week["n"] = g - h - l
    else:
        week["u"] = g - h - l - r
    return week


def weeks_of(rule):
    """The days of the report, by Monday of their week."""
    weeks, start = {}, monday(FIRST)
    while start <= LAST:
        days = [start + i * DAY for i in range(7)]
        if rule == "by-day":
            weeks[start] = [on for on in days if FIRST <= on <= LAST]
        elif FIRST <= start + 3 * DAY <= LAST:
            weeks[start] = days
        start += 7 * DAY
    return weeks


def grid_of(rule):
    weeks = weeks_of(rule)
    written = defaultdict(list)
    for entry in entries:
        if entry.on in weeks.get(monday(entry.on), ()):
            written[entry.person, monday(entry.on)].append(entry)
    return weeks, {(p, s): person_week(p, days, written[p, s]) for p in people for s, days in weeks.items()}


# ---- the figures ------------------------------------------------------------------------------------------------------

def over(top, bottom):
    return top / bottom if bottom else None


def effort_figures(rule, average):
    weeks, grid = grid_of(rule)
    length = F(sum(on.weekday() < 5 for days in weeks.values() for on in days), 5)
    out = {}

    def total(who, what):
        return sum((grid[p, s][what] for p in who for s in weeks), F(0))

    def done(who, name):
        return sum((grid[p, s]["shares"].get(name, F(0)) for p in who for s in weeks), F(0))

    recorded = total(people, "r")
    for bucket in [*BUCKETS, "unclassified"]:
        of = [c for c in effort if bucket_of.get(c, "unclassified") == bucket]
        out[f"split.{bucket}"] = over(100 * sum((done(people, c) for c in of), F(0)), recorded)
        for p in people:
            own = over(100 * sum((done([p], c) for c in of), F(0)), total([p], "r"))
            out[f"split.{bucket}.{slug(p)}"] = own
    for p in people:
        counted = [grid[p, s] for s in weeks if (grid[p, s]["state"] in SUBMITTED if average == "reported" else grid[p, s]["g"])]
        bottom = sum((week["g"] for week in counted), F(0))
        means = []
        for c in effort:
            means.append(over(100 * sum((week["shares"].get(c, F(0)) for week in counted), F(0)), bottom))
            out[f"person.{slug(p)}.{slug(c)}"] = means[-1]
        out[f"person.{slug(p)}.total"] = sum(means, F(0))
    for c, shares in [*((slug(c), done(people, c)) for c in effort), ("total", recorded)]:
        out[f"team.mean.{c}"] = 100 * shares / length
        out[f"team.capacity.{c}"] = over(100 * shares, total(people, "g"))
        out[f"team.share.{c}"] = over(100 * shares, recorded)
    for who, tail in [*(([p], "." + slug(p)) for p in people), (people, "")]:
        g, h, l, r, n, u = (total(who, what) for what in "ghlrnu")
        assert g == r + l + h + n + u
        for kind, value in [("gross", g), ("recorded", r), ("leave", l), ("holidays", h), ("not-submitted", n),
                            ("unallocated", u), ("net", g - h - l), ("percent", over(100 * r, g)),
                            ("net-percent", over(100 * r, g - h - l)), ("load", over(100 * r, g - h - l - n))]:
            out[f"capacity.{kind}{tail}"] = value
        states = [grid[p, s]["state"] for p in who for s in weeks]
        due = sum(state in DUE for state in states)
        out["completeness" + (tail or ".team")] = over(F(100 * sum(state in SUBMITTED for state in states)), due)
    for (p, s), week in grid.items():
        out[f"week.{slug(p)}.{week_name(s)}"] = week["r"] if week["state"] in SUBMITTED else week["state"]
    for c in effort:
        shares = sorted((done([p], c) for p in people), reverse=True)
        whole = sum(shares)
        out[f"concentration.{slug(c)}.top"] = 100 * shares[0] / whole
        out[f"concentration.{slug(c)}.people"] = F(next(k for k in range(1, 13) if 2 * sum(shares[:k]) >= whole))
        out[f"concentration.{slug(c)}.effective"] = whole**2 / sum(share**2 for share in shares)
    return out


def skill_figures():
    with open(HERE / "skills.csv", newline="", encoding="utf-8") as text:
        (_, _, *names), *rows = csv.reader(text)
    here = [p for p in people if employed(p, LAST)]
    own = config["skills"]["of"]
    out, held, weight, groups, group = {}, {}, {}, {}, ""
    for first, skill, *levels in rows:
        group = first or group
        bar, weight[skill] = own.get(skill, {}).get("bar", 3), F(own.get(skill, {}).get("weight", 1))
        level = dict(zip(names, (text.split("(")[0].strip() for text in levels)))
        known = {p: int(text.replace("-", "0")) for p, text in level.items() if text not in ("", "n/a")}
        held[skill] = {p for p in here if known.get(p, 0) >= bar}
        groups.setdefault(group, []).append(len(held[skill]))
        out[f"skill.{slug(skill)}"] = F(len(held[skill]))
        for p in here:
            out[f"skill.{slug(skill)}.{slug(p)}"] = {"": "unknown", "n/a": "not applicable"}.get(level[p]) or F(known[p])

    def lost(gone):
        return sum((weight[s] for s in held if held[s] <= set(gone)), F(0))

    whole = sum(weight.values())
    out["skills.first-loss"] = F(min(len(q) for q in held.values() if q))
    sizes = range(len(here) + 1)
    out["skills.half-loss"] = F(next(k for k in sizes if any(2 * lost(gone) > whole for gone in combinations(here, k))))
    for p in here:
        out[f"skills.exposure.{slug(p)}"] = sum((weight[s] / len(q) for s, q in held.items() if p in q), F(0))
    for k in (1, 2, 3):
        losses = [lost(gone) for gone in combinations(here, k)]
        out[f"skills.loss.{k}.worst"] = max(losses)
        out[f"skills.loss.{k}.mean"] = sum(losses) / len(losses)
    for group, coverages in groups.items():
        out[f"group.{slug(group)}"] = F(min(coverages))
    return held, out


# ---- hours, as a reader with a spreadsheet would add them up --------------------------------------------------------------

CHOSEN = ["Hannah Roth", "Priya Raman", "Kwame Asante"]


def hours():
    """(what, name, hours): leave among them, breaks not, in the days of the year."""
    counted = [e for e in entries if e.hours is not None and not e.left_out and FIRST <= e.on <= LAST]
    yield "total", "", sum((e.hours for e in counted), F(0))

    def by(what, names, key):
        sums = defaultdict(F)
        for entry in counted:
            sums[key(entry)] += entry.hours
        assert set(sums) <= set(names)
        for name in names:
            yield what, name, sums[name]

    yield from by("person", people, lambda e: e.person)
    yield from by("category", ["Leave", *effort], lambda e: e.category)
    yield from by("bucket", [*BUCKETS, "unclassified", "leave"], lambda e: bucket_of.get(e.category, "unclassified"))
    for p in CHOSEN:
        mine = defaultdict(F)
        for entry in counted:
            if entry.person == p:
                mine[week_name(monday(entry.on))] += entry.hours
        for week in sorted(mine):
            yield f"week of {p}", week, mine[week]


# ---- what is written ----------------------------------------------------------------------------------------------------

CASES = [("by-day", "by-day", "reported"), ("period", "by-day", "period"), ("thursday", "thursday", "reported")]


def table(name, heads, rows):
    with open(HERE / name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([heads, *rows])


def shown(value):
    return str(value) if value.denominator == 1 else f"{value} ({float(value):.2f})"


def tables():
    weeks, grid = grid_of("by-day")
    yield "\n## What became of the rows\n\n| File | read | used | outside the year | blank | left out | hours | hours left out |\n|---|---|---|---|---|---|---|---|\n"
    for a in accounts:
        yield f"| {a['file']} | {a['rows_read']} | {a['rows_used']} | {a['rows_excluded']} | {a['blank']} | {a['left_out']} | {shown(a['hours'])} | {shown(a['hours_left_out'])} |\n"
    sums = {key: sum(a[key] for a in accounts) for key in accounts[0] if key != "file"}
    yield f"| **sum** | {sums['rows_read']} | {sums['rows_used']} | {sums['rows_excluded']} | {sums['blank']} | {sums['left_out']} | {shown(sums['hours'])} | {shown(sums['hours_left_out'])} |\n"
    for p in CHOSEN:
        yield f"\n### {p}, by-day\n\n| Week | State | g | h | l | r | n | u |\n|---|---|---|---|---|---|---|---|\n"
        sums = defaultdict(F)
        for s in weeks:
            week = grid[p, s]
            for what in "ghlrnu":
                sums[what] += week[what]
            yield f"| {week_name(s).upper()} | {week['state']} | " + " | ".join(str(week[what]) for what in "ghlrnu") + " |\n"
        yield "| **sum** | | " + " | ".join(str(sums[what]) for what in "ghlrnu") + " |\n"


def main():
    lines = []
    for case, *rules in CASES:
        for address, value in (effort_figures(*rules) | skill_figures()[1]).items():
            there = isinstance(value, F)
            lines.append([case, address, *([value.numerator, value.denominator, ""] if there else ["", "", value or "nothing to divide by"])])
    table("derivation.csv", ["case", "address", "num", "den", "missing"], lines)
    table("accounts.csv", list(accounts[0]), [list(account.values()) for account in accounts])
    table("sums.csv", ["by", "name", "num", "den"], [(by, name, value.numerator, value.denominator) for by, name, value in hours()])
    text = HERE / "derivation.md"
    kept = text.read_text(encoding="utf-8").split("\n-----\n")[0] if text.exists() else "# The derivation\n"
    text.write_text(kept + "\n-----\n" + "".join(tables()), encoding="utf-8")


if __name__ == "__main__":
    main()
