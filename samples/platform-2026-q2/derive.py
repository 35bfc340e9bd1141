"""The figures of this sample, derived from its sheets and its teamcap.toml with fractions, by what docs/calculations.md says.

Written from the description alone; it shares nothing with teamcap. `python3 derive.py` writes derivation.csv and the tables
of derivation.md below its first line of dashes. Python 3.11 or later, nothing else.
"""
import csv
import tomllib
from datetime import date, timedelta
from fractions import Fraction as F
from itertools import combinations
from pathlib import Path

HERE = Path(__file__).parent
DAY = timedelta(days=1)


def day(text):
    """2026-04-13 or 13.04.2026."""
    return date(*map(int, text.split("-"))) if "-" in text else date(*map(int, reversed(text.split("."))))


def monday(text):
    """The Monday of 2026-W14, or of the week of a day."""
    if "-W" in text:
        year, week = text.split("-W")
        return date.fromisocalendar(int(year), int(week), 1)
    return day(text) - timedelta(days=day(text).weekday())


def name_of(start):
    return "{}-w{:02}".format(*start.isocalendar()[:2])


def slug(text):
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


# ---- what is written -------------------------------------------------------------------------------------------------

config = tomllib.loads((HERE / "teamcap.toml").read_text(), parse_float=F)
FULL = F(config["full_week"])
people = [person["name"] for person in config["person"]]
roster = {person["name"]: person for person in config["person"]}
spelling = {s.lower(): p for p in people for s in [p, *roster[p].get("aliases", [])]}
bucket_of = {category["name"]: category["bucket"] for category in config["category"]}
BUCKETS = ["strengthen", "focus", "experiment", "maintenance"]


def amount(text, unit):
    """('percent' or 'hours', amount); None for a blank cell."""
    text = text.strip().replace(",", ".")
    if not text:
        return None
    if text.endswith("%"):
        return "percent", F(text[:-1].strip())
    if ":" in text:
        hours, minutes = text.split(":")
        return "hours", F(hours) + F(int(minutes), 60)
    return unit, F(text.removesuffix("h"))


def sheet(file, delimiter, unit, person=None):
    """person, Monday, {category: (unit, amount) or None} of each row that is somebody's week."""
    with open(HERE / file, newline="") as text:
        header, *rows = csv.reader(text, delimiter=delimiter)
    first = 1 if person else 2
    for row in rows:
        if not row[0].strip() or row[0] == "Total":
            continue  # the blank row, and the two rows of sums
        columns = [(head.removesuffix(" (h)"), cell) for head, cell in zip(header[first:], row[first:]) if head != "Avg"]
        yield person or spelling[row[1].lower()], monday(row[0]), {head: amount(cell, unit) for head, cell in columns}


SHEETS = [
    *sheet("effort.csv", ",", "percent"),
    *sheet("effort-wien.csv", ";", "percent"),
    *sheet("hours/farid.csv", ",", "hours", "Farid"),
    *sheet("hours/greta.csv", ",", "hours", "Greta"),
]
written = {}  # (person, Monday): the cells that say something
for who, week, cells in SHEETS:
    for head, cell in cells.items():
        if cell is not None:
            written.setdefault((who, week), []).append((head, *cell))
seen = dict.fromkeys(head for _, _, cells in SHEETS for head in cells)
effort = [c for c in bucket_of if bucket_of[c] in BUCKETS] + [c for c in seen if c not in bucket_of]


# ---- a day of the roster ---------------------------------------------------------------------------------------------

def employed(person, on):
    return roster[person].get("joined", on) <= on <= roster[person].get("left", on)


def fte(person, on):
    said = roster[person].get("fte", 1)
    if "hours" in roster[person]:
        return F(roster[person]["hours"]) / FULL
    if isinstance(said, list):
        return [F(entry["is"]) for entry in said if entry.get("from", on) <= on][-1]
    return F(said)


def is_holiday(person, on):
    return any(h["date"] == on and person in h.get("people", people) for h in config["holidays"])


def away(person, on):
    parts = [F(l.get("part", 1)) for l in roster[person].get("leave", []) if l["from"] <= on <= l["to"]]
    return max(parts, default=F(0))


def ground(person, days):
    """g, h and the roster's l of these days."""
    g = h = l = F(0)
    for on in days:
        if employed(person, on):
            d = fte(person, on) / 5
            g += d
            if is_holiday(person, on):
                h += d
            else:
                l += d * away(person, on)
    return g, h, l


# ---- a person-week ---------------------------------------------------------------------------------------------------

def person_week(person, start, rule, percent_of):
    """The person-week by `rule`: state, g, h, l, r, n, u, and the share of each category."""
    whole = [start + i * DAY for i in range(5)]
    cut = [on for on in whole if rule == "thursday" or config_from <= on <= config_to]
    g, h, l = ground(person, cut)
    week = dict(state="not employed", g=g, h=h, l=l, r=F(0), n=F(0), u=F(0), shares={}, filled=set())
    if not any(employed(person, on) for on in cut):
        return week
    cells = written.get((person, start), [])
    has_leave = any(bucket_of.get(head) == "leave" for head, _, _ in cells)
    # What 100 % is in the days of the cut, and the part of a row in hours that lies on its employed working days.
    hundred = g if percent_of == "own-week" or has_leave else g - h - l
    part = g / ground(person, whole)[0]
    from_sheet = F(0)
    for head, unit, written_amount in cells:
        share = written_amount / 100 * hundred if unit == "percent" else written_amount / FULL * part
        bucket = bucket_of.get(head)
        if bucket == "leave":
            from_sheet += share
        elif bucket != "excluded":
            week["shares"][head] = week["shares"].get(head, 0) + share
            week["filled"].add(head)
    # A week written as whole leave holds its holiday too; and where sheet and roster name leave, the larger counts.
    from_sheet -= min(h, max(F(0), from_sheet + h - g))
    week["l"] = l = max(l, from_sheet)
    week["r"] = r = sum(week["shares"].values(), F(0))
    if any(a != 0 for head, _, a in cells if bucket_of.get(head) not in ("leave", "excluded")):
        week["state"] = "recorded"
    elif h + l >= g:
        week["state"] = "leave"
    elif cells:
        week["state"] = "recorded zero"
    else:
        week["state"] = "not submitted"
    if week["state"] == "not submitted":
        week["n"] = g - h - l
    else:
        week["u"] = g - h - l - r
    return week


config_from, config_to = date(2026, 4, 1), date(2026, 6, 30)
SUBMITTED = ("recorded", "recorded zero")
DUE = (*SUBMITTED, "not submitted")


def weeks_of(rule):
    """The Mondays of the report's weeks, and its length in weeks."""
    start, mondays = monday(str(config_from)), []
    while start <= config_to:
        if rule == "by-day" or config_from <= start + 3 * DAY <= config_to:
            mondays.append(start)
        start += 7 * DAY
    days = [s + i * DAY for s in mondays for i in range(5)]
    length = F(len([on for on in days if rule == "thursday" or config_from <= on <= config_to]), 5)
    return mondays, length


# ---- the figures -----------------------------------------------------------------------------------------------------

def over(top, bottom):
    return top / bottom if bottom else None


def effort_figures(rule, average, percent_of):
    mondays, length = weeks_of(rule)
    grid = {(p, s): person_week(p, s, rule, percent_of) for p in people for s in mondays}
    out = {}

    def total(who, what):
        return sum((grid[p, s][what] for p in who for s in mondays), F(0))

    def done(who, category):
        return sum((grid[p, s]["shares"].get(category, F(0)) for p in who for s in mondays), F(0))

    recorded = total(people, "r")
    for bucket in [*BUCKETS, "unclassified"]:
        of = [c for c in effort if bucket_of.get(c, "unclassified") == bucket]
        out[f"split.{bucket}"] = over(100 * sum((done(people, c) for c in of), F(0)), recorded)
        for p in people:
            own = over(100 * sum((done([p], c) for c in of), F(0)), total([p], "r"))
            out[f"split.{bucket}.{slug(p)}"] = own
    for p in people:
        means = []
        for c in effort:
            counted = [
                grid[p, s] for s in mondays
                if (average == "period" and grid[p, s]["g"])
                or (average == "reported" and grid[p, s]["state"] in SUBMITTED)
                or (average == "filled" and c in grid[p, s]["filled"])
            ]
            shares = sum((w["shares"].get(c, F(0)) for w in counted), F(0))
            means.append(over(100 * shares, sum((w["g"] for w in counted), F(0))))
            out[f"person.{slug(p)}.{slug(c)}"] = means[-1]
        said = [mean for mean in means if mean is not None]
        out[f"person.{slug(p)}.total"] = sum(said, F(0)) if said else None
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
        states = [grid[p, s]["state"] for p in who for s in mondays]
        due = len([s for s in states if s in DUE])
        out["completeness" + (tail or ".team")] = over(F(100 * len([s for s in states if s in SUBMITTED])), due)
    for (p, s), week in grid.items():
        out[f"week.{slug(p)}.{name_of(s)}"] = week["r"] if week["state"] in SUBMITTED else week["state"]
    for c in effort:
        shares = sorted((done([p], c) for p in people), reverse=True)
        whole = sum(shares)
        if not whole:
            continue
        out[f"concentration.{slug(c)}.top"] = 100 * shares[0] / whole
        out[f"concentration.{slug(c)}.people"] = F(next(k for k in range(1, 10) if 2 * sum(shares[:k]) >= whole))
        out[f"concentration.{slug(c)}.effective"] = whole**2 / sum(share**2 for share in shares)
    return grid, mondays, length, out


def skill_figures():
    with open(HERE / "skills.csv", newline="") as text:
        (_, _, *names), *rows = csv.reader(text)
    here = [p for p in people if employed(p, config_to)]
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
            why = {"": "unknown", "n/a": "not applicable"}.get(level[p])
            out[f"skill.{slug(skill)}.{slug(p)}"] = why or F(known[p])

    def lost(gone):
        return sum((weight[s] for s in held if held[s] <= set(gone)), F(0))

    def choices(k):
        return [lost(gone) for gone in combinations(here, k)]

    whole = sum(weight.values())
    out["skills.first-loss"] = F(min(len(q) for q in held.values() if q))
    out["skills.half-loss"] = F(next(k for k in range(len(here) + 1) if any(2 * w > whole for w in choices(k))))
    for p in here:
        out[f"skills.exposure.{slug(p)}"] = sum((weight[s] / len(q) for s, q in held.items() if p in q), F(0))
    for k in (1, 2, 3):
        out[f"skills.loss.{k}.worst"] = max(choices(k))
        out[f"skills.loss.{k}.mean"] = sum(choices(k)) / len(choices(k))
    for group, coverages in groups.items():
        out[f"group.{slug(group)}"] = F(min(coverages))
    return held, out


# ---- the tables ------------------------------------------------------------------------------------------------------

CASES = [
    ("thursday", "thursday", "reported", "worked-week"),
    ("by-day", "by-day", "reported", "worked-week"),
    ("filled", "thursday", "filled", "worked-week"),
    ("period", "by-day", "period", "worked-week"),
    ("own-week", "thursday", "reported", "own-week"),
]


def shown(value):
    return "–" if value is None else value if isinstance(value, str) else str(value) if value else "0"


def tables(title, rule):
    grid, mondays, length, out = effort_figures(rule, "reported", "worked-week")
    yield f"\n## {title}\n\n{len(mondays)} weeks are touched, {length} weeks long. g, h, l, r, n, u in full-time weeks.\n"
    for p in people:
        yield f"\n### {p}, {rule}\n\n| Week | State | g | h | l | r | n | u |\n|---|---|---|---|---|---|---|---|\n"
        for s in mondays:
            w = grid[p, s]
            cells = " | ".join(shown(w[k]) for k in "ghlrnu")
            yield f"| {name_of(s).upper()} | {w['state']} | {cells} |\n"
        sums = " | ".join(shown(sum((grid[p, s][k] for s in mondays), F(0))) for k in "ghlrnu")
        yield f"| **sum** | | {sums} |\n"
    kinds = ["gross", "recorded", "leave", "holidays", "not-submitted", "unallocated", "net", "percent", "net-percent", "load"]
    yield f"\n### Capacity, {rule}\n\n| | {' | '.join(kinds)} | complete |\n|{'---|' * (len(kinds) + 2)}\n"
    for p, tail in [*((p, "." + slug(p)) for p in people), ("**Team**", "")]:
        row = [shown(out[f"capacity.{kind}{tail}"]) for kind in kinds]
        yield f"| {p} | {' | '.join(row)} | {shown(out['completeness' + (tail or '.team')])} |\n"
    yield f"\n### Mean week in percent, {rule}\n\n| | {' | '.join(effort)} | Total |\n|{'---|' * (len(effort) + 2)}\n"
    columns = [*map(slug, effort), "total"]
    for p in people:
        yield f"| {p} | {' | '.join(shown(out[f'person.{slug(p)}.{c}']) for c in columns)} |\n"
    for row, name in [("mean", "Team, mean week"), ("capacity", "% of capacity"), ("share", "% of total")]:
        yield f"| {name} | {' | '.join(shown(out[f'team.{row}.{c}']) for c in columns)} |\n"
    yield f"\n### Split and concentration, {rule}\n\n| Bucket | percent |\n|---|---|\n"
    for bucket in [*BUCKETS, "unclassified"]:
        yield f"| {bucket} | {shown(out[f'split.{bucket}'])} |\n"
    yield "\n| Category | top, percent | people for half | effective |\n|---|---|---|---|\n"
    for c in effort:
        row = [shown(out[f"concentration.{slug(c)}.{k}"]) for k in ("top", "people", "effective")]
        yield f"| {c} | {' | '.join(row)} |\n"


def skill_tables():
    held, out = skill_figures()
    yield "\n## Skills\n\nOf those employed on 2026-06-30: Farid's levels count for nothing.\n"
    yield "\n| Skill | qualified | coverage |\n|---|---|---|\n"
    for skill, who in held.items():
        yield f"| {skill} | {', '.join(p for p in people if p in who) or 'nobody'} | {len(who)} |\n"
    yield "\n| Figure | |\n|---|---|\n"
    for address, value in out.items():
        if not address.startswith("skill."):
            yield f"| `{address}` | {shown(value)} |\n"


def main():
    with open(HERE / "derivation.csv", "w", newline="") as file:
        write = csv.writer(file, lineterminator="\n").writerow
        write(["case", "address", "num", "den", "missing"])
        for case, *rules in CASES:
            figures = effort_figures(*rules)[3] | skill_figures()[1]
            for address, value in figures.items():
                there = isinstance(value, F)
                parts = [value.numerator, value.denominator, ""] if there else ["", "", value or ("no filled cell" if case == "filled" and address.startswith("person.") else "nothing to divide by")]
                write([case, address, *parts])
    text = HERE / "derivation.md"
    kept = text.read_text().split("\n-----\n")[0] if text.exists() else "# Derivation\n"
    lines = [*tables("By `thursday`: the whole weeks W14 to W26", "thursday"),
             *tables("By `by-day`: 2026-04-01 to 2026-06-30", "by-day"), *skill_tables()]
    text.write_text(kept + "\n-----\n" + "".join(lines))


if __name__ == "__main__":
    main()
