//! A time of day behind a date, which says no more about the day: `2024-03-04T00:00:00`, `3/4/2024 12:00 AM`.

/// Splits a plain text before its time of day. The text itself if it has none; `None` if what stands there is no time of
/// day, or one with an offset, which may make it another day: `read::stamp` reads those.
pub fn before_clock(text: &str) -> Option<(&str, bool)> {
    let is_clock_mark = |at: &usize| {
        let bytes = text.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        is_digit(at.wrapping_sub(1)) && is_digit(at + 1)
    };
    let Some(colon) = text.match_indices(':').map(|(at, _)| at).find(is_clock_mark) else {
        return Some((text, false));
    };
    let (before, rest) = text.split_at_checked(colon)?;
    let date = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let hours = before.get(date.len()..)?;
    let (clock, half) = match ["am", "pm", "a.m.", "p.m."].iter().find_map(|half| rest.strip_suffix(half)) {
        Some(clock) => (clock.trim_end(), true),
        None => (rest, false),
    };
    let mut parts = clock.split(':').skip(1);
    let minutes = parts.next()?;
    let (seconds, fraction) =
        parts.next().map_or(("00", "0"), |part| part.split_once(['.', ',']).unwrap_or((part, "0")));
    let is_number = |part: &str, digits: std::ops::RangeInclusive<usize>, most: u32| {
        let is_sound = digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_sound && part.parse().is_ok_and(|number: u32| number <= most)
    };
    let is_clock = is_number(hours, 1..=2, if half { 12 } else { 23 })
        && is_number(minutes, 2..=2, 59)
        && is_number(seconds, 2..=2, 59)
        && is_number(fraction, 1..=9, u32::MAX)
        && parts.next().is_none();
    let date = date.strip_suffix([' ', 't'])?.trim_end_matches([',', ' ']);
    (is_clock && !date.is_empty()).then_some((date, true))
}
