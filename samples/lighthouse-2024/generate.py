"""Makes hours/2024-q1.csv to 2024-q4.csv, the same bytes every time: `python3 generate.py`.

The people, what they did and what went wrong in their exports are invented here. Nothing else knows this file: derive.py
reads only what it wrote. Python 3.9 or later, nothing else.
"""
import csv
import random
from datetime import date, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
DAY = timedelta(days=1)
roll = random.Random(2024).random

HEADINGS = ["Project", "Client", "Description", "Task", "User", "Group", "Email", "Tags", "Type", "Billable", "Invoiced",
            "Invoice ID", "Kiosk", "Start Date", "Start Time", "End Date", "End Time", "Duration (h)", "Duration (decimal)",
            "Date of creation", "Ticket"]
HOLIDAYS = {date(2024, *day) for day in [(1, 1), (4, 1), (5, 9), (6, 21), (8, 15), (11, 1), (12, 25), (12, 26)]}


def below(n):
    return int(roll() * n)


def pick(weighted):
    """One of {value: weight}."""
    left = roll() * sum(weighted.values())
    for value, weight in weighted.items():
        left -= weight
        if left < 0:
            return value
    return value


# ---- what there is to do -----------------------------------------------------------------------------------------------

# Line: its (project, client, task, tags, billable) with weights, and what people write about it.
WORK = {
    "old": ({("Beacon 1", "Ferry line", "Fixes", "", "No"): 6, ("Beacon 1", "Ferry line", "Upgrades", "", "No"): 3,
             ("Beacon 1", "Ferry line", "Fixes", "legacy", "No"): 2},
            ["", "", "Timetable import", "Seat map is off by one", "Printer queue", 'The "sold out" flag, again',
             "Refunds, part 2", "Old certificates"]),
    "new": ({("Beacon 2", "Ferry line", "Backend", "", "No"): 6, ("Beacon 2", "Ferry line", "Design", "", "No"): 2,
             ("Beacon 2 mobile", "Ferry line", "App", "", "No"): 3, ("Beacon 2", "Ferry line", "Backend", "review", "No"): 2},
            ["", "", "Fares", "Boarding pass", "Seat lock", "Pairing with Zoë", "Pairing, and its review",
             "Waiting list", "Login", "Offline tickets"]),
    "test": ({("Beacon 2", "Ferry line", "Backend", "test-bench", "No"): 3, ("Platform", "", "Test data", "", "No"): 2,
              ("Beacon 1", "Ferry line", "Fixes", "legacy, test-bench", "No"): 1},
             ["", "Flaky tests", "Storm day replay", "Fixtures", "Load on Friday, 17:00"]),
    "deploy": ({("Platform", "", "Deploys", "", "No"): 3, ("Platform", "", "Infra", "", "No"): 2},
               ["", "Release 24.%d", "Cluster", "Backups", "Restore drill"]),
    "hire": ({("Team", "", "Hiring", "", "No"): 1}, ["Interview", "Job post", ""]),
    "onboard": ({("Team", "", "Onboarding", "", "No"): 1}, ["Onboarding Priya", "First week", ""]),
    "paid": ({("Pier signs", "Harbour office", "Changes", "", "Yes"): 1}, ["New berth, C7", "Tariff 2025", "Signs", ""]),
    "tides": ({("Tides", "", "Model", "", "No"): 3, ("Tides", "", "Sensors", "", "No"): 1},
              ["", "Gauge at Pier 3", "Surge model", "Comparison with the almanac", "Training run"]),
    "desk": ({("Pier signs", "Harbour office", "Support", "", "No"): 3, ("", "", "", "", "No"): 1},
             ["Hotline: no printout", "Hotline: lost luggage tag", "Hotline: refunds", "Harbour hotline"]),
    "team": ({("Team", "", "Weekly", "meeting", "No"): 3, ("Team", "", "Planning", "meeting", "No"): 2,
              ("Team", "", "Retro", "", "No"): 1},
             ["", "", "Weekly", "Planning"]),
    "archive": ({("Archive move", "", "Boxes", "", "No"): 1, ("Archive move", "", "Scans", "", "No"): 1},
                ["", "Cellar 2", "Index of 1998 to 2003"]),
}
NOTES = ["Retry after timeout:\n- queue\n- second queue", 'Said "works here", does not\nsee ticket', "Fares, taxes\nand a half price, \"kids\""]

# ---- who does it: weights in January, weights in December ------------------------------------------------------------------

DEVELOPER = ({"old": 46, "new": 18, "test": 9, "deploy": 6, "desk": 10, "paid": 4, "team": 7},
             {"old": 12, "new": 53, "test": 11, "deploy": 7, "desk": 5, "paid": 5, "team": 7})


def more(base, january, december):
    return ({**base[0], **january}, {**base[1], **december})


# Name: mail, group, hours of a day, the part of them that is written down, timer (seconds) or rounded, weights.
PEOPLE = {
    "Ines Moreau": ("ines", "Lead", 8, 1.00, False,
                    more(DEVELOPER, {"old": 18, "team": 34, "hire": 14, "desk": 12}, {"old": 4, "team": 30, "new": 40, "hire": 4})),
    "Tomasz Zieliński": ("tomasz", "Dev", 8, 0.99, True,
                         ({"tides": 52, "old": 22, "new": 10, "test": 6, "team": 7}, {"tides": 66, "old": 4, "new": 16, "test": 6, "team": 7})),
    "Zoë Lindqvist": ("zoe", "Dev", 8, 1.01, True, DEVELOPER),
    "Kwame Asante": ("kwame", "Ops", 8, 1.13, True, more(DEVELOPER, {"deploy": 26, "new": 22}, {"deploy": 22, "new": 55})),
    "Hannah Roth": ("hannah", "Dev", 4.8, 0.98, False, more(DEVELOPER, {"desk": 22, "archive": 4}, {"desk": 16})),
    "Mateus Carvalho": ("mateus", "Dev", 8, 1.00, True, DEVELOPER),
    "Priya Raman": ("priya", "Dev", 8, 0.98, False, more(DEVELOPER, {"old": 20, "onboard": 10}, {"old": 8})),
    "Oskar Lund": ("oskar", "Ops", 8, 1.00, False, ({"old": 70, "deploy": 12, "desk": 8, "team": 6}, {"old": 52, "new": 20, "deploy": 14, "desk": 8, "team": 6})),
    "Leila Haddad": ("leila", "Dev", 8, 0.99, True, more(DEVELOPER, {"tides": 3}, {"tides": 4})),
    "Jun Sato": ("jun", "Dev", 8, 0.74, False, more(DEVELOPER, {"desk": 16}, {"desk": 10})),
    "Nora Keane": ("nora", "Dev", 6.4, 0.99, True, more(DEVELOPER, {"new": 30, "test": 12}, {"new": 58, "test": 15})),
    "Samir Bakshi": ("samir", "Ops", 8, 1.00, False, more(DEVELOPER, {"deploy": 34, "old": 30, "archive": 3}, {"deploy": 32, "new": 34})),
}
JOINED = {"Priya Raman": date(2024, 4, 17)}
LEFT = {"Oskar Lund": date(2024, 10, 10)}
VACATION = {  # first and last day
    "Ines Moreau": [((3, 11), (3, 15)), ((7, 29), (8, 9)), ((12, 23), (12, 31))],
    "Tomasz Zieliński": [((2, 19), (2, 23)), ((8, 12), (8, 23)), ((12, 23), (12, 31))],
    "Zoë Lindqvist": [((5, 27), (5, 31)), ((6, 24), (7, 5)), ((10, 21), (10, 25)), ((12, 27), (12, 27))],
    "Kwame Asante": [((9, 9), (9, 13))],
    "Hannah Roth": [((4, 2), (4, 5)), ((7, 15), (7, 26)), ((12, 23), (12, 31))],
    "Mateus Carvalho": [((1, 2), (1, 5)), ((6, 3), (6, 14)), ((9, 23), (9, 26)), ((12, 16), (12, 19))],
    "Priya Raman": [((8, 5), (8, 16)), ((11, 11), (11, 15)), ((12, 30), (12, 31))],
    "Oskar Lund": [((2, 5), (2, 9)), ((5, 6), (5, 17)), ((9, 30), (10, 4))],
    "Leila Haddad": [((2, 26), (3, 1)), ((12, 23), (12, 31))],
    "Jun Sato": [((4, 29), (5, 8)), ((10, 7), (10, 18))],
    "Nora Keane": [((3, 25), (3, 29)), ((7, 1), (7, 12)), ((12, 23), (12, 24))],
    "Samir Bakshi": [((5, 20), (5, 24)), ((8, 19), (8, 30)), ((12, 23), (12, 31))],
}
AWAY = {"Leila Haddad": (date(2024, 5, 6), date(2024, 8, 30))}  # not in the export at all
FORGOT = {"Samir Bakshi": [(2024, 27), (2024, 28), (2024, 45)], "Nora Keane": [(2024, 10)]}  # ISO weeks nobody wrote
WATCH = {"Kwame Asante": 56, "Samir Bakshi": 20, "Oskar Lund": 14, "Zoë Lindqvist": 10}  # who is called at night

rows = []


def write(person, start, seconds, what, description="", kind="Regular", end=None, ticket=""):
    """A row; `seconds` is None while the timer runs, `end` is said where the wall clock says another than start + seconds."""
    project, client, task, tags, billable = what
    mail, group = PEOPLE[person][:2]
    user = "Zoë Berg" if person == "Zoë Lindqvist" and start.date() >= date(2024, 7, 1) else person
    day, clock = (lambda t: t.strftime("%m/%d/%Y")), (lambda t: t.strftime("%H:%M:%S"))
    until = ["", "", "", ""]
    if seconds is not None:
        end = end or start + timedelta(seconds=seconds)
        length = "{:02}:{:02}:{:02}".format(seconds // 3600, seconds // 60 % 60, seconds % 60)
        hundredths = (seconds * 2 + 36) // 72
        until = [day(end), clock(end), length, "{}.{:02}".format(hundredths // 100, hundredths % 100)]
    paid = billable == "Yes" and start.date() < date(2024, 10, 1)
    invoice = "LH-24-Q{}".format((start.month + 2) // 3) if paid else ""
    rows.append((start, len(rows), [project, client, description, task, user, group, mail + "@lh.example", tags, kind, billable,
                                    "Yes" if paid else "No", invoice, "", day(start), clock(start), *until,
                                    day(start + DAY * (below(20) == 0)), ticket]))


def weights(person, on):
    january, december = PEOPLE[person][5]
    part = (on.timetuple().tm_yday - 1) / 365
    mixed = {line: january.get(line, 0) * (1 - part) + december.get(line, 0) * part for line in {**january, **december}}
    if person == "Priya Raman":
        mixed["onboard"] = 35 if on < date(2024, 5, 31) else 0
    if person == "Ines Moreau" and date(2024, 4, 17) <= on < date(2024, 5, 31):
        mixed["onboard"] = 12
    if person in ("Oskar Lund", "Hannah Roth") and date(2024, 3, 4) <= on < date(2024, 5, 31):
        mixed["archive"] = 14
    return mixed


def work(person, on, hours):
    """A working day: one to three entries, one or two of a short day."""
    timer = PEOPLE[person][4]
    total = hours * PEOPLE[person][3] * 3600 * (0.965 + 0.07 * roll())
    chance = roll()
    count = 1 + (chance < 0.7) if total < 5.5 * 3600 else 1 + (chance < 0.9 or total > 30000) + (chance < 0.22)
    parts = [0.6 + roll() for _ in range(count)]
    lengths = [max(3600, total * part / sum(parts)) for part in parts]
    at = datetime(on.year, on.month, on.day, 8) + timedelta(minutes=5 * below(16))
    for number, length in enumerate(lengths):
        length = int(length) if timer else round(length / 300) * 300
        line = pick(weights(person, on))
        options, texts = WORK[line]
        what, text = pick(options), texts[below(len(texts))]
        text = text.replace("%d", str(on.isocalendar()[1]))
        if not what[0] and not text:
            text = "Harbour hotline"
        if line in ("old", "new") and below(60) == 0:
            text = NOTES[below(3)]
        ticket = "BCN-{}".format(200 + below(700)) if line in ("old", "new") and below(12) == 0 else ""
        write(person, at, length, what, text, ticket=ticket)
        at += timedelta(seconds=length)
        if number == 0 or at.hour in (11, 12):
            if person == "Nora Keane" and on < date(2024, 3, 1) and count > 1 and number == 0:
                write(person, at, 1800, ("", "", "", "", "No"), "", "Break")
            elif person == "Jun Sato" and number == 0 and below(12) == 0:
                write(person, at, 2700, ("Team", "", "", "", "No"), "Lunch with the harbour office")
            at += timedelta(minutes=45)
        else:
            at += timedelta(minutes=5 * below(4), seconds=below(60) * timer)


def absent(person, on, hours, task, clock=9):
    write(person, datetime(on.year, on.month, on.day, clock), int(hours * 3600 + 0.5), ("Absence", "", task, "", "No"))


def year():
    sick = {person: {date(2024, 1, 2) + DAY * below(364) for _ in range(7)} for person in PEOPLE}
    on = date(2024, 1, 1)
    while on <= date(2025, 1, 3):
        for person, (_, _, hours, *_) in PEOPLE.items():
            if on.weekday() > 4 or on in HOLIDAYS or on == date(2025, 1, 1):
                continue
            if not JOINED.get(person, on) <= on <= LEFT.get(person, on) or on.isocalendar()[:2] in FORGOT.get(person, []):
                continue
            if person in AWAY and AWAY[person][0] <= on <= AWAY[person][1]:
                continue
            if person == "Mateus Carvalho" and on >= date(2024, 9, 2) and on.weekday() == 4:
                continue
            if on.year == 2025 and person in ("Ines Moreau", "Tomasz Zieliński", "Hannah Roth", "Leila Haddad", "Priya Raman"):
                continue
            if any(date(2024, *first) <= on <= date(2024, *last) for first, last in VACATION[person]):
                absent(person, on, hours, "Vacation")
            elif on in sick[person]:
                if below(4) == 0:
                    absent(person, on, hours / 2, "Sick", 14)
                    work(person, on, hours / 2)
                else:
                    absent(person, on, hours, "Sick")
            else:
                work(person, on, hours)
        on += DAY


def nights():
    """Whoever is on call is called at all hours; some calls pass midnight, and some of those a week's or a month's end."""
    on = date(2024, 1, 3)
    while on <= date(2024, 12, 28):
        person = pick(WATCH)
        free = not LEFT.get(person, on) < on and on.isocalendar()[:2] not in FORGOT.get(person, [])
        if free and not any(date(2024, *first) <= on <= date(2024, *last) for first, last in VACATION[person]):
            at = datetime(on.year, on.month, on.day, 20 + below(4), below(60), below(60))
            what = ("Beacon 1" if roll() > on.month / 14 else "Beacon 2", "Ferry line", "Fixes", "on-call" if below(3) else "on-call, night", "No")
            write(person, at, 3600 + below(8400), what, ["Pager", "Payment gateway, down", "Disk full", ""][below(4)])
        on += DAY * (3 + below(4))


def what_goes_wrong():
    on_call = ("Platform", "", "Deploys", "on-call", "No")
    # A timer that nobody stopped from Friday evening to Sunday morning.
    write("Kwame Asante", datetime(2024, 2, 16, 18, 41, 8), 31 * 3600 + 25 * 60 + 10, ("Platform", "", "Infra", "", "No"), "Forgot to stop")
    # The night of a clock change: two and a half hours on the clock, one and a half of work.
    write("Kwame Asante", datetime(2024, 3, 31, 1, 30), 5400, on_call, "Release in the small hours", end=datetime(2024, 3, 31, 4))
    # A weekend that stands alone in its month.
    write("Kwame Asante", datetime(2024, 6, 1, 10), 4 * 3600, on_call, "Pier 3 without power")
    write("Samir Bakshi", datetime(2024, 9, 1, 18, 30), 2 * 3600, on_call, "Certificates ran out")
    # The last night of the year ends in the next one.
    write("Kwame Asante", datetime(2024, 12, 31, 22, 30), 3 * 3600 + 45 * 60, on_call, "New Year's watch")
    # Started by mistake, and stopped at once: an explicit zero.
    write("Zoë Lindqvist", datetime(2024, 2, 13, 12, 3, 5), 0, ("Beacon 2", "Ferry line", "Backend", "", "No"), "by mistake")
    # Running while the file was made: no end, no duration.
    write("Jun Sato", datetime(2024, 9, 30, 16, 41, 30), None, ("Beacon 2", "Ferry line", "Backend", "", "No"), "Fares")
    write("Leila Haddad", datetime(2024, 3, 29, 15, 2, 11), None, ("Beacon 1", "Ferry line", "Fixes", "", "No"), "Seat map, still")


def main():
    year()
    nights()
    what_goes_wrong()
    rows.sort(key=lambda row: row[:2], reverse=True)  # the newest first, as the tracker has them
    (HERE / "hours").mkdir(exist_ok=True)
    for quarter in range(4):
        first = date(2024, 1 + 3 * quarter, 1)
        behind = date(2024, 4 + 3 * quarter, 1) if quarter < 3 else date(2026, 1, 1)
        with open(HERE / "hours" / f"2024-q{quarter + 1}.csv", "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(HEADINGS)
            out.writerows(row for start, _, row in rows if first <= start.date() < behind)


if __name__ == "__main__":
    main()
