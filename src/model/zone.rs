//! A time zone by its IANA name, which tells the day of a moment that was written elsewhere.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::day::Day;

/// A time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

impl Zone {
    /// Finds the zone of this name (`Europe/Berlin`, `UTC`), ignoring case.
    pub fn named(name: &str) -> Option<Zone> {
        let zone = TimeZone::get(name.trim()).ok()?;
        let name = zone.iana_name().unwrap_or("UTC").to_owned();
        Some(Zone { name, zone })
    }

    /// The names of all zones.
    pub fn names() -> Vec<String> {
        jiff::tz::db().available().map(|name| name.to_string()).collect()
    }

    pub fn utc() -> Zone {
        Zone { name: "UTC".to_owned(), zone: TimeZone::UTC }
    }

    /// Its name as the database spells it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the day in this zone, `seconds` after midnight of `day` in UTC (before midnight if negative). `None`
    /// outside the calendar.
    pub fn day_at(&self, day: Day, seconds: i64) -> Option<Day> {
        const DAY: i64 = 86_400;
        let at = i64::from(day.since_epoch()).checked_mul(DAY)?.checked_add(seconds)?;
        let here = self.zone.to_datetime(Timestamp::from_second(at).ok()?).date();
        Day::new(here.year(), here.month(), here.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_depends_on_the_zone_and_on_summer() {
        let day = |name: &str, day: &str, hour: i64| {
            Zone::named(name).unwrap().day_at(Day::parse(day).unwrap(), hour * 3600).unwrap().to_string()
        };
        assert_eq!(day("Europe/Berlin", "2024-03-31", 23), "2024-04-01");
        assert_eq!(day("UTC", "2024-03-31", 23), "2024-03-31");
        assert_eq!(day("Europe/Berlin", "2024-01-31", 22), "2024-01-31");
        assert_eq!(day("europe/berlin", "2024-07-31", 22), "2024-08-01");
        assert_eq!(day("America/New_York", "2024-04-01", 3), "2024-03-31");
    }

    #[test]
    fn a_zone_is_known_by_its_name_alone() {
        assert_eq!(Zone::named("europe/berlin").unwrap().name(), "Europe/Berlin");
        assert_eq!(Zone::named("Berlin"), None);
    }
}
