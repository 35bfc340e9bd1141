//! Asks at a terminal what only a person can say.

use std::io::{self, IsTerminal};

use dialoguer::console::Term;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Input, MultiSelect, Select};

use super::output::colour_wanted;
use crate::render::asked::{BUCKETS, LATER, PART_EXPECTED, PART_TIME, bucket_of, part_of, scale_of, scales};
use crate::render::mapping::toml_text;
use crate::render::open::Open;
use crate::render::said::line_of;
use crate::render::start::StartCategory;

/// Questions at a terminal, answered with the arrow keys. Every question can be left open, with Escape too.
pub struct Asking {
    theme: Box<dyn Theme>,
    term: Term,
}

impl Asking {
    /// `None` if nobody sits there: a pipe, a script.
    pub fn at_terminal() -> Option<Asking> {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() || !io::stdout().is_terminal() {
            return None;
        }
        let theme: Box<dyn Theme> =
            if colour_wanted(true) { Box::new(ColorfulTheme::default()) } else { Box::new(SimpleTheme) };
        Some(Asking { theme, term: Term::stderr() })
    }

    /// Which of the answers is right; `None` to leave it open.
    ///
    /// # Errors
    /// If the terminal is gone, or Ctrl-C was pressed.
    pub fn answer(&self, open: &Open) -> io::Result<Option<usize>> {
        let items = open.answers.iter().map(|answer| format!("{}: {}", line_of(answer), answer.means)).collect();
        self.one_of(&open.asked(), items, 0)
    }

    /// The bucket of a category.
    ///
    /// # Errors
    /// As `answer`.
    pub fn bucket(&self, category: &StartCategory) -> io::Result<Option<&'static str>> {
        let first = BUCKETS.iter().position(|bucket| Some(*bucket) == category.suggested).unwrap_or(0);
        let chosen =
            self.one_of(&bucket_of(category), BUCKETS.iter().map(|bucket| (*bucket).to_owned()).collect(), first)?;
        Ok(chosen.and_then(|at| BUCKETS.get(at).copied()))
    }

    /// Whether the levels are on this scale.
    ///
    /// # Errors
    /// As `answer`.
    pub fn scale(&self, (highest, bar): (u32, u32)) -> io::Result<Option<bool>> {
        Ok(self.one_of(&scale_of(highest), scales(bar), 0)?.map(|at| at == 0))
    }

    /// Who works part-time, and how much of a full week: the numbers of the people with a line of TOML each.
    ///
    /// # Errors
    /// As `answer`.
    pub fn part_time(&self, names: &[&str]) -> io::Result<Vec<(usize, String)>> {
        let names: Vec<String> = names.iter().map(|name| toml_text(name)).collect();
        let chosen =
            MultiSelect::with_theme(&*self.theme).with_prompt(PART_TIME).items(&names).interact_on_opt(&self.term);
        let mut found = Vec::new();
        for at in chosen.map_err(of_terminal)?.unwrap_or_default() {
            let text: String = Input::with_theme(&*self.theme)
                .with_prompt(part_of(&names[at]))
                .validate_with(|text: &String| part_of_week(text).map(drop).ok_or(PART_EXPECTED))
                .interact_text_on(&self.term)
                .map_err(of_terminal)?;
            found.extend(part_of_week(&text).map(|line| (at, line)));
        }
        Ok(found)
    }

    fn one_of(&self, asked: &str, mut items: Vec<String>, first: usize) -> io::Result<Option<usize>> {
        let all = items.len();
        items.push(LATER.to_owned());
        let select = Select::with_theme(&*self.theme).with_prompt(asked).items(&items).default(first);
        Ok(select.interact_on_opt(&self.term).map_err(of_terminal)?.filter(|at| *at < all))
    }
}

fn of_terminal(error: dialoguer::Error) -> io::Error {
    match error {
        dialoguer::Error::IO(error) => error,
    }
}

/// The line of TOML for `80%`, `0.8` or `32h`.
fn part_of_week(text: &str) -> Option<String> {
    let text = text.trim();
    let number = |text: &str| {
        let text = text.trim();
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let is_number =
            [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
        (is_number && text.len() <= 6).then(|| text.to_owned())
    };
    if let Some(percent) = text.strip_suffix('%') {
        let percent: u32 = number(percent)?.parse().ok().filter(|percent| (1..=100).contains(percent))?;
        return Some(format!("fte = {}.{:02}", percent / 100, percent % 100));
    }
    match text.strip_suffix('h') {
        Some(hours) => Some(format!("hours = {}", number(hours)?)),
        None => number(text).filter(|text| text.starts_with("0.") || text == "1").map(|text| format!("fte = {text}")),
    }
}

#[cfg(test)]
mod tests {
    use super::part_of_week;

    #[test]
    fn a_part_of_a_week_is_a_percent_a_fraction_or_hours() {
        let found = ["80%", " 80 % ", "100%", "0.8", "32h", "37.5 h"].map(part_of_week);
        let expected = ["fte = 0.80", "fte = 0.80", "fte = 1.00", "fte = 0.8", "hours = 32", "hours = 37.5"];
        assert_eq!(found, expected.map(|line| Some(line.to_owned())));
        for text in ["", "80", "0%", "101%", "much", "-1h", "0.8.1", "1e3h"] {
            assert_eq!(part_of_week(text), None, "{text}");
        }
    }
}
