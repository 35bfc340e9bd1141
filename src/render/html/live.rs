//! The page as `serve` shows it: that of the review, a script that waits for the next one, and above it all the problems that
//! keep the sheets from being read now, in the words of the terminal.

use askama::Template;

use super::markup::rendered;
use super::{Part, SCRIPT, STYLE, figures, filters, pictured, policy, prose};
use crate::calc::review::Review;
use crate::render::origins::Origins;
use crate::render::page::{self, Align, Block, Page};
use crate::render::unwritable::Written;

const LIVE_STYLE: &str = include_str!("live.css");
const LIVE_SCRIPT: &str = include_str!("live.js");

/// How things stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    /// Another one with every change.
    pub number: u64,
    /// That of the review that is shown: another one where the page is another.
    pub page: u64,
    pub shown: Shown,
    /// As the terminal shows them; empty: there are none.
    pub problems: String,
}

/// What is seen beside the problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The review of the files as they are; with problems, of what could be read.
    This,
    /// The last one that could be made.
    Last,
    /// There was none yet.
    Nothing,
}

impl Live {
    /// What the problems mean for what is seen.
    fn word(&self) -> &'static str {
        match self.shown {
            Shown::This if self.problems.is_empty() => "",
            Shown::This => "Not everything could be read: below is the review of the rest.",
            Shown::Last => "The files have errors: below is the last good review.",
            Shown::Nothing => "The files have errors, and there was no good review yet.",
        }
    }

    /// What the script is told.
    pub fn json(&self) -> String {
        let Live { number, page, problems, .. } = self;
        serde_json::json!({ "number": number, "page": page, "word": self.word(), "problems": problems }).to_string()
    }
}

/// What the browser may do on a live page: beside what it may on any, ask the place it comes from.
pub fn live_policy() -> String {
    policy(&[STYLE, LIVE_STYLE], &[SCRIPT, LIVE_SCRIPT], "; connect-src 'self'")
}

/// The live page of a review with what is shown behind its figures, or of none yet.
///
/// # Errors
/// `unwritable-file`.
pub fn live(review: Option<(&Review, &Origins)>, live: &Live) -> Written {
    let none = Page { title: "No review yet".to_owned(), header: Vec::new(), sections: Vec::new() };
    let page = review.map_or(none, |(review, _)| page::review::page(review));
    rendered(&Document {
        parts: review.map(|(review, _)| pictured(review, &page)).transpose()?.unwrap_or_default(),
        figures: review.map(|(review, origins)| figures(review, &page, origins)).transpose()?,
        page: &page,
        policy: live_policy(),
        live,
    })
}

#[derive(Template)]
#[template(path = "live.html")]
struct Document<'a> {
    page: &'a Page,
    parts: Vec<Part<'a>>,
    figures: Option<String>,
    policy: String,
    live: &'a Live,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken() -> Live {
        let problems = "a.csv:2:3: error: \"</pre><script>\"\n  2 | x\n    | ^\n".to_owned();
        Live { number: 2, page: 1, shown: Shown::Nothing, problems }
    }

    #[test]
    fn problems_are_text_with_their_lines_kept() {
        let page = live(None, &broken()).unwrap();
        assert!(
            page.contains("a.csv:2:3: error: &#34;&#60;/pre&#62;&#60;script&#62;&#34;\n  2 | x\n    | ^\n</pre>"),
            "{page}"
        );
        assert!(page.contains("<details open>") && page.contains("there was no good review yet"), "{page}");
    }

    #[test]
    fn without_problems_nothing_is_said() {
        let live_now = Live { problems: String::new(), shown: Shown::This, ..broken() };
        assert!(live(None, &live_now).unwrap().contains("<details open hidden>"));
        assert_eq!(live_now.json(), r#"{"number":2,"page":1,"word":"","problems":""}"#);
    }

    #[test]
    fn the_page_may_ask_where_it_comes_from_and_nowhere_else() {
        let policy = live_policy();
        assert!(policy.contains("; connect-src 'self'; "), "{policy}");
        assert_eq!(policy.matches("'sha256-").count(), 4, "{policy}");
        assert!(live(None, &broken()).unwrap().contains(&format!("content=\"{policy}\"")));
    }
}
