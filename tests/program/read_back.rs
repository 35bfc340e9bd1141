//! Reading the canonical table back equals reading its sheets, whatever is configured; and in both the identity balances:
//! gross = recorded + leave + holidays + not submitted + unallocated.

use teamcap::model::exact::Exact;

use crate::support::Case;

/// Numbers that follow from a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn is(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }
}

const PEOPLE: [&str; 3] = ["Ann", "Bob", "Cem"];
const WORK: [&str; 4] = ["Build", "Docs", "Leave", "Lunch"];

/// The day so many days behind Monday, 4 January 2016.
fn day(at: u64) -> String {
    let (months, mut rest) = ([31, 29, 31], at + 3);
    for (month, days) in months.into_iter().enumerate() {
        if rest < days {
            return format!("2016-{:02}-{:02}", month + 1, rest + 1);
        }
        rest -= days;
    }
    unreachable!("three months are enough")
}

/// A folder of eight weeks: its configuration and its sheets.
fn folder(chance: &mut Chance) -> (String, Vec<(&'static str, String)>) {
    let mut config =
        format!("version = 1\nperiod = \"2016-01-{:02}..2016-02-{:02}\"\n", 1 + chance.below(9), 20 + chance.below(9));
    for (key, values) in [
        ("week_rule", &["thursday", "by-day", ""][..]),
        ("percent_of", &["own-week", "worked-week", "full-week", ""]),
        ("average", &["reported", "period", ""]),
    ] {
        let value = chance.pick(values);
        config += &if value.is_empty() { String::new() } else { format!("{key} = \"{value}\"\n") };
    }
    let holidays = (0..chance.below(4)).map(|_| format!("{{ date = {}, name = \"H\" }}", day(chance.below(56))));
    config += &format!("holidays = [{}]\n", holidays.collect::<Vec<_>>().join(", "));
    for (name, bucket) in WORK.into_iter().zip(["focus", "maintenance", "leave", "excluded"]) {
        config += &format!("[[category]]\nname = \"{name}\"\nbucket = \"{bucket}\"\n");
    }
    for name in PEOPLE {
        config += &format!("[[person]]\nname = \"{name}\"\n");
        match chance.below(4) {
            0 => {
                config += &format!(
                    "fte = [{{ is = 0.5 }}, {{ from = {}, is = {} }}]\n",
                    day(chance.below(56)),
                    chance.pick(&["0", "0.8", "1"])
                )
            }
            1 => config += "fte = 0.6\n",
            _ => {}
        }
        if chance.is(20) {
            config += &format!("joined = {}\n", day(chance.below(30)));
        }
        if chance.is(20) {
            config += &format!("left = {}\n", day(35 + chance.below(20)));
        }
        let leave = (0..chance.below(3)).map(|_| {
            let first = chance.below(50);
            let part = chance.pick(&["", ", part = 0.5"]);
            format!("{{ from = {}, to = {}{part} }}", day(first), day(first + chance.below(6)))
        });
        let leave: Vec<String> = leave.collect();
        config += &format!("leave = [{}]\n", leave.join(", "));
    }
    let mut sheets = Vec::new();
    if chance.is(60) {
        let mut text = "Week,Person,Build,Docs,Leave\n".to_owned();
        for person in PEOPLE {
            for week in 1..=7 {
                if chance.is(70) {
                    let amounts = [0; 3]
                        .map(|_| if chance.is(30) { String::new() } else { format!("{}%", chance.below(11) * 5) });
                    text += &format!("2016-W{week:02},{person},{}\n", amounts.join(","));
                }
            }
        }
        sheets.push(("weekly.csv", text));
    }
    if chance.is(60) {
        let mut text = "Date,Person,Category,Hours\n".to_owned();
        for at in 0..56 {
            for person in PEOPLE.into_iter().take(2) {
                if chance.is(35) {
                    text += &format!("{},{person},{},{}\n", day(at), chance.pick(&WORK), 1 + chance.below(8));
                }
            }
        }
        sheets.push(("daily.csv", text));
    }
    if chance.is(50) {
        let mut text = format!("Person,Project,{},From,To\n", chance.pick(&["Percent", "Hours"]));
        for _ in 0..1 + chance.below(6) {
            let first = chance.below(50);
            let amount = 5 * (1 + chance.below(8));
            text += &format!(
                "{},{},{amount},{},{}\n",
                chance.pick(&PEOPLE),
                chance.pick(&WORK[..3]),
                day(first),
                day(first + chance.below(12))
            );
        }
        sheets.push(("allocation.csv", text));
    }
    if chance.is(60) || sheets.is_empty() {
        let mut text = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n".to_owned();
        for at in 0..56 {
            if chance.is(50) {
                let (day, hours) = (day(at), 1 + chance.below(9));
                text += &format!(
                    "{},,,{},,,No,{day},08:00:00,{day},{:02}:00:00,{hours:02}:00:00,\n",
                    chance.pick(&PEOPLE),
                    chance.pick(&WORK),
                    8 + hours
                );
            }
        }
        sheets.push(("toggl.csv", text));
    }
    (config, sheets)
}

/// The figures that are about capacity, by address, exactly.
fn identity(csv: &str, suffix: &str) -> Vec<Exact> {
    let parts = ["gross", "recorded", "leave", "holidays", "not-submitted", "unallocated"];
    let value = |part: &str| {
        let start = format!("capacity.{part}{suffix},");
        let line = csv.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("{start}\n{csv}"));
        let fields: Vec<&str> = line.split(',').collect();
        Exact::new(fields[5].parse().unwrap(), fields[6].parse().unwrap()).unwrap()
    };
    parts.map(value).to_vec()
}

#[test]
fn reading_a_table_back_equals_reading_its_sheets() {
    let folders: u64 = std::env::var("TEAMCAP_FOLDERS").ok().and_then(|text| text.parse().ok()).unwrap_or(150);
    let seed: u64 = std::env::var("TEAMCAP_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut compared = 0;
    for at in 0..folders {
        let (config, sheets) = folder(&mut Chance(seed * 1_000_003 + at));
        let told = || format!("folder {at} of seed {seed}\n{config}\n{sheets:#?}");
        let case = Case::new().file("q/teamcap.toml", &config).file("back/teamcap.toml", &config);
        let case = sheets.iter().fold(case, |case, (name, text)| case.file(&format!("q/{name}"), text));
        let read = case.args("review q --format csv");
        // Effort outside employment, and hours of two sheets that may be the same, are errors.
        if read.code != Some(0) {
            assert_eq!(read.code, Some(1), "{read}");
            continue;
        }
        for table in ["back/table.csv", "back/table.parquet"] {
            let _ = std::fs::remove_file(case.path().join("back/table.csv"));
            case.args(&format!("rollup q -o {table}")).exits(0);
            let back = case.args("review back --format csv").exits(0);
            let differs = read.printed.lines().zip(back.printed.lines()).find(|(one, other)| one != other);
            assert_eq!(differs, None, "{table}, {}", told());
            assert_eq!(read.printed.len(), back.printed.len(), "{table}, {}", told());
        }
        for suffix in ["", ".ann", ".bob", ".cem"] {
            let parts = identity(&read.printed, suffix);
            assert_eq!(parts[0], Exact::sum(&parts[1..]), "{suffix} {}", told());
        }
        compared += 1;
    }
    assert!(compared * 3 > folders, "only {compared} of {folders} folders had figures");
}
