//! What the work was (an activity, as written in the source) and what the team calls it (a category, in one bucket).

use std::collections::HashMap;

use super::person::folded;
use super::place::Place;

/// What the work was, as a source writes it. The heading of a column in an effort sheet fills only `name`; a timesheet
/// fills the fields that it has.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Activity {
    pub name: String,
    pub project: String,
    pub task: String,
    pub tags: Vec<String>,
    pub client: String,
    pub description: String,
    pub billable: String,
    pub kind: String,
}

impl Activity {
    /// The activity that a column heading names.
    pub fn heading(name: &str) -> Activity {
        Activity { name: name.to_owned(), ..Activity::default() }
    }

    /// Whether its name is all that is said of the work, as a heading does.
    fn is_only_named(&self) -> bool {
        !self.name.is_empty() && *self == Activity { kind: self.kind.clone(), ..Activity::heading(&self.name) }
    }

    /// The key by which two spellings of the same work are recognised: the name without case and doubled spaces.
    pub fn key(&self) -> Activity {
        Activity { name: folded(&self.name), ..self.clone() }
    }

    /// The leave that a word in a cell stands for.
    pub fn leave(name: &str) -> Activity {
        Activity { name: name.to_owned(), kind: LEAVE.to_owned(), ..Activity::default() }
    }

    /// Returns whether the source itself says that it is leave, whatever the categories.
    pub fn is_leave(&self) -> bool {
        folded(&self.kind) == LEAVE
    }

    /// Returns whether a time tracker calls it a break. A break is no effort.
    pub fn is_break(&self) -> bool {
        is_break_word(&self.kind)
    }

    /// The name of the work if no category claims it.
    pub fn label(&self) -> &str {
        let texts = [&self.name, &self.project, &self.task, &self.client, &self.description, &self.kind];
        let tag = self.tags.first();
        texts.into_iter().chain(tag).map(String::as_str).find(|text| !text.is_empty()).unwrap_or("(without a name)")
    }
}

/// The type of an activity that is leave.
const LEAVE: &str = "leave";

fn is_break_word(text: &str) -> bool {
    ["break", "pause", "intervalo", "pausa"].contains(&folded(text).as_str())
}

/// Where the effort of a category goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// The index of a bucket.
    Of(usize),
    /// No category claims it. Always shown.
    Unclassified,
    /// No effort: it reduces the capacity.
    Leave,
    /// No effort: left out of every sum, and shown as a number of entries.
    Excluded,
}

impl Bucket {
    /// Returns whether this is effort: everything in a bucket, and everything unclassified.
    pub fn is_effort(self) -> bool {
        matches!(self, Bucket::Of(_) | Bucket::Unclassified)
    }
}

/// A second label, independent of the bucket: `new`, `reactive`, `maintenance`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    New,
    Reactive,
    Maintenance,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::New, Kind::Reactive, Kind::Maintenance];

    pub fn name(self) -> &'static str {
        match self {
            Kind::New => "new",
            Kind::Reactive => "reactive",
            Kind::Maintenance => "maintenance",
        }
    }

    /// The letter that stands for it in a table of workflows.
    pub fn letter(self) -> &'static str {
        match self {
            Kind::New => "N",
            Kind::Reactive => "R",
            Kind::Maintenance => "M",
        }
    }
}

/// The field of a timesheet entry that a pattern is matched against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Project,
    Task,
    Tag,
    Client,
    Description,
    Billable,
    Type,
}

impl Field {
    pub const ALL: [Field; 7] =
        [Field::Project, Field::Task, Field::Tag, Field::Client, Field::Description, Field::Billable, Field::Type];

    /// The key in a `match` rule.
    pub fn name(self) -> &'static str {
        match self {
            Field::Project => "project",
            Field::Task => "task",
            Field::Tag => "tag",
            Field::Client => "client",
            Field::Description => "description",
            Field::Billable => "billable",
            Field::Type => "type",
        }
    }
}

/// A rule of a category: every pattern of it must match.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatchRule {
    pub patterns: Vec<(Field, String)>,
}

impl MatchRule {
    fn matches(&self, activity: &Activity) -> bool {
        // Placeholders that time trackers write into empty fields have been read as blank.
        let is_said = |pattern: &str, text: &str| glob(pattern, text) || text.is_empty() && is_placeholder(pattern);
        self.patterns.iter().all(|(field, pattern)| match field {
            Field::Project | Field::Task if activity.is_only_named() => is_said(pattern, &activity.name),
            Field::Project => is_said(pattern, &activity.project),
            Field::Task => is_said(pattern, &activity.task),
            Field::Tag => activity.tags.iter().any(|tag| glob(pattern, tag)),
            Field::Client => is_said(pattern, &activity.client),
            Field::Description => glob(pattern, &activity.description),
            Field::Billable => is_said(pattern, &activity.billable),
            Field::Type => is_said(pattern, &activity.kind),
        })
    }
}

/// The team's own reporting line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    pub name: String,
    /// Other names that it has or had in sheets.
    pub aliases: Vec<String>,
    pub bucket: Bucket,
    pub kind: Option<Kind>,
    /// The names of the skills that the work requires.
    pub skills: Vec<String>,
    pub rules: Vec<MatchRule>,
    /// Where the configuration names it, or `None` if it is only known from a heading.
    pub place: Option<Place>,
}

impl Category {
    /// Its name, and the others that it has.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str)
    }

    /// Makes a category of a heading that no category claims.
    pub fn unclassified(name: &str) -> Category {
        Category {
            name: name.to_owned(),
            aliases: Vec::new(),
            bucket: Bucket::Unclassified,
            kind: None,
            skills: Vec::new(),
            rules: Vec::new(),
            place: None,
        }
    }
}

/// The categories in printing order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taxonomy {
    pub categories: Vec<Category>,
}

impl Taxonomy {
    /// Returns the index of the category that claims `activity`: by one of its names, or else by the first rule that matches,
    /// from top to bottom. A break is only claimed by a rule about its type.
    pub fn category_of(&self, activity: &Activity) -> Option<usize> {
        if activity.is_break() {
            // A break that has a project is still a break, so that only a rule about its type can claim it.
            let claims =
                |rule: &MatchRule| rule.patterns.iter().any(|(of, _)| *of == Field::Type) && rule.matches(activity);
            return self.categories.iter().position(|category| category.rules.iter().any(claims));
        }
        if !activity.name.is_empty() {
            let name = folded(&activity.name);
            if let Some(found) = self.categories.iter().position(|c| c.names().any(|of| folded(of) == name)) {
                return Some(found);
            }
        }
        self.categories.iter().position(|c| c.rules.iter().any(|rule| rule.matches(activity)))
    }
}

/// Every activity with its category. This is decided once, because names may be replaced afterwards (`--anonymise`),
/// and nothing is matched again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Classified {
    /// The categories of the taxonomy, followed by those made for activities that no category claims.
    pub categories: Vec<Category>,
    /// For each activity the index of its category.
    pub category_of: Vec<usize>,
    /// The categories that are not configured, each with the first activity in it.
    pub unclaimed: Vec<(usize, usize)>,
}

impl Taxonomy {
    /// Returns whether a rule reads this field.
    pub fn reads(&self, field: Field) -> bool {
        self.patterns(field).next().is_some()
    }

    /// Returns the patterns that rules match against a field.
    pub fn patterns(&self, field: Field) -> impl Iterator<Item = &str> {
        let rules = self.categories.iter().flat_map(|category| &category.rules);
        let patterns = rules.flat_map(|rule| &rule.patterns);
        patterns.filter(move |(of, _)| *of == field).map(|(_, pattern)| pattern.as_str())
    }

    /// Puts each activity into the category that claims it, or else into one of its own name, ignoring case and doubled
    /// spaces.
    pub fn classify(&self, activities: &[Activity]) -> Classified {
        let mut found = Classified { categories: self.categories.clone(), ..Classified::default() };
        let mut named: HashMap<String, usize> = HashMap::new();
        for (which, activity) in activities.iter().enumerate() {
            if self.category_of(activity).is_none() && activity.is_break() {
                let at = found.break_category();
                found.category_of.push(at);
                continue;
            }
            if self.category_of(activity).is_none() && activity.is_leave() {
                let at = found.leave_category(activity.label());
                found.category_of.push(at);
                continue;
            }
            let at = self.category_of(activity).unwrap_or_else(|| {
                *named.entry(folded(activity.label())).or_insert_with(|| {
                    found.unclaimed.push((found.categories.len(), which));
                    found.categories.push(Category::unclassified(activity.label()));
                    found.categories.len() - 1
                })
            });
            found.category_of.push(at);
        }
        found
    }
}

impl Classified {
    /// Returns the category of breaks, and makes one if no excluded category has that name.
    fn break_category(&mut self) -> usize {
        let is_of_breaks =
            |of: &Category| of.bucket == Bucket::Excluded && is_break_word(of.name.trim_end_matches('s'));
        self.categories.iter().position(is_of_breaks).unwrap_or_else(|| {
            self.categories.push(Category { bucket: Bucket::Excluded, ..Category::unclassified("Break") });
            self.categories.len() - 1
        })
    }

    /// Returns the category of leave with this name, and makes one if there is none.
    fn leave_category(&mut self, name: &str) -> usize {
        let is_it = |of: &Category| of.bucket == Bucket::Leave && folded(&of.name) == folded(name);
        self.categories.iter().position(is_it).unwrap_or_else(|| {
            self.categories.push(Category { bucket: Bucket::Leave, ..Category::unclassified(name) });
            self.categories.len() - 1
        })
    }

    /// Returns whether an activity is left out of every sum.
    pub fn is_excluded(&self, activity: usize) -> bool {
        let category = self.category_of.get(activity).and_then(|&at| self.categories.get(at));
        category.is_some_and(|category| category.bucket == Bucket::Excluded)
    }
}

/// Returns whether a text is a placeholder that time trackers write into empty fields: `_`, `-`, `(Without client)`.
pub fn is_placeholder(text: &str) -> bool {
    let none = ["(without ", "(no ", "(ohne ", "(kein", "(sem ", "without ", "no project"];
    let lower = || text.to_lowercase();
    matches!(text, "_" | "-" | "–" | "—") || text.starts_with('(') && none.iter().any(|word| lower().starts_with(word))
}

/// Returns whether `text` matches `pattern`, ignoring case. `*` stands for any run of characters, `?` for one.
pub fn glob(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().flat_map(char::to_lowercase).collect();
    let text: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        if pattern.get(p) == Some(&'*') {
            star = Some((p, t));
            p += 1;
        } else if pattern.get(p).is_some_and(|&c| c == '?' || c == text[t]) {
            (p, t) = (p + 1, t + 1);
        } else if let Some((at, from)) = star {
            star = Some((at, from + 1));
            (p, t) = (at + 1, from + 1);
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|&c| c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_that_is_a_placeholder_matches_a_blank() {
        let rule = |pattern: &str| MatchRule { patterns: vec![(Field::Client, pattern.to_owned())] };
        let of = |client: &str| Activity { client: client.to_owned(), ..Activity::default() };
        for pattern in ["(Without client)", "(no client)", "-", "_", ""] {
            assert!(rule(pattern).matches(&of("")) && !rule(pattern).matches(&of("Port")), "{pattern}");
        }
        assert!(!rule("Port").matches(&of("")));
    }

    #[test]
    fn a_glob_matches_whole_texts() {
        for (pattern, text, expected) in [
            ("CI*", "ci scaling", true),
            ("CI*", "our ci", false),
            ("*scal?ng*", "CI Scaling 2", true),
            ("a*b*c", "aXbYbZc", true),
            ("a*b*c", "aXbYbZ", false),
            ("", "", true),
            ("?", "", false),
            ("***", "x", true),
        ] {
            assert_eq!(glob(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn a_name_wins_over_a_rule_and_the_first_rule_wins() {
        let mut scaling = Category::unclassified("CI Scaling");
        scaling.rules =
            vec![MatchRule { patterns: vec![(Field::Project, "CI*".into()), (Field::Task, "Scaling".into())] }];
        let mut other = Category::unclassified("Other");
        other.rules = vec![MatchRule { patterns: vec![(Field::Project, "*".into())] }];
        let taxonomy = Taxonomy { categories: vec![other, scaling] };
        assert_eq!(taxonomy.category_of(&Activity::heading("ci  scaling")), Some(1));
        let entry = Activity { project: "CI infra".into(), task: "Scaling".into(), ..Activity::default() };
        assert_eq!(taxonomy.category_of(&entry), Some(0), "rules are tried top to bottom");
        assert_eq!(taxonomy.category_of(&Activity::heading("Docs")), Some(0), "the star matches every heading");
    }

    /// In a sheet with a column for each category the heading is all that is said of the work: a project, or a task.
    #[test]
    fn a_rule_about_a_project_or_a_task_claims_a_heading() {
        let rule = |patterns: &[(Field, &str)]| MatchRule {
            patterns: patterns.iter().map(|(field, pattern)| (*field, (*pattern).to_owned())).collect(),
        };
        let heading = Activity::heading("CI infra");
        assert!(rule(&[(Field::Project, "CI*")]).matches(&heading));
        assert!(rule(&[(Field::Task, "* infra")]).matches(&heading));
        assert!(!rule(&[(Field::Project, "CI*"), (Field::Task, "Scaling")]).matches(&heading));
        assert!(!rule(&[(Field::Project, "-")]).matches(&heading), "a heading is no blank project");
        let entry = Activity { name: "CI infra".into(), task: "Scaling".into(), ..Activity::default() };
        assert!(!rule(&[(Field::Project, "CI*")]).matches(&entry), "its project is blank");
    }
}
