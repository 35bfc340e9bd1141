//! `teamcap query`: SQL over the tables of one review or several, or the list of those tables.

use std::io::IsTerminal;
use std::path::Path;

use super::exit::Exit;
use super::output;
use super::several::{Reviewed, reviewed};
use crate::cli::{AnswerFormat, Query as Arguments};
use crate::frames::answer::Answer;
use crate::frames::catalogue::TABLES;
use crate::frames::engine::{ask, counted};
use crate::frames::query::Query;
use crate::frames::table::{Source, Table};
use crate::gather::gather_all;
use crate::model::place::Place;
use crate::problem::words::system::STANDARD_INPUT;
use crate::problem::{Fault, FolderFault, Problem, QueryFault, Severity};
use crate::render::parquet::answer::parquet;
use crate::render::query::{listing, tables};
use crate::render::text::TextOptions;
use crate::render::unwritable::Written;
use crate::render::{json, markdown, query as drawn, text};
use crate::rollup::ledger::Wanted;

pub fn run(arguments: &Arguments) -> Exit {
    let (inputs, sql) = match arguments.split() {
        Ok(split) => split,
        Err(error) => {
            let fault = FolderFault::UnreadableFile { message: error.to_string() };
            output::problems(&[Problem::new(fault).at(Place::file(&STANDARD_INPUT.into()))]);
            return Exit::Files;
        }
    };
    let query = sql.as_deref().map(Query::new).transpose();
    let is_plain = !arguments.input.anonymise && !arguments.whose.team_only;
    if let (Err(problem), true) = (&query, is_plain) {
        // Told before anything is read. Names in a query are replaced when the rosters are read.
        return refused(&[Problem::clone(problem)]);
    }
    let (keep_going, of_team_only) = (arguments.tolerance.keep_going, arguments.whose.team_only);
    let (mut reviews, mut problems, mut exits) = (Vec::new(), Vec::new(), Vec::new());
    let paths = inputs.iter().flat_map(|input| &input.paths);
    for (path, gathered) in paths.zip(gather_all(&inputs, Wanted::EveryField)) {
        // Places of one folder alone are told from inside of it.
        let path = if inputs.len() == 1 { Path::new(".") } else { path };
        let (review, found) = reviewed(path, gathered, keep_going, of_team_only);
        problems.extend(found);
        match review {
            Ok(review) => reviews.push(review),
            Err(exit) => exits.push(exit),
        }
    }
    if let Some(exit) = exits.into_iter().max() {
        output::problems(&problems);
        return exit;
    }
    problems.extend(reviews.iter().flat_map(|one| one.warnings.iter().cloned()));
    let written = query.and_then(|query| answered(arguments, query.as_ref(), &reviews, &mut problems));
    let written = match written {
        Ok(written) => written,
        Err(problem) => {
            problems.push(reviews.iter().fold(*problem, |problem, one| one.gathered.typed(problem)));
            return refused(&problems);
        }
    };
    output::problems(&problems);
    let failures = reviews.iter().filter(|one| one.gathered.has_errors()).map(|one| one.gathered.failure());
    match output::deliver(arguments.output.as_deref(), written) {
        Exit::Fine if problems.iter().any(|problem| problem.severity() == Severity::Error) => {
            failures.map(Exit::from).max().unwrap_or(Exit::Errors)
        }
        Exit::Fine if arguments.tolerance.strict && reviews.iter().any(|one| !one.warnings.is_empty()) => Exit::Errors,
        exit => exit,
    }
}

/// Says why a query is not answered.
fn refused(problems: &[Problem]) -> Exit {
    output::problems(problems);
    match problems.last().map(|problem| &problem.fault) {
        Some(Fault::Query(QueryFault::NumberTooLarge { .. })) => Exit::Errors,
        _ => Exit::Usage,
    }
}

/// The answer, or the list of tables where nothing is asked, in the format that is wanted. What is to be said beside it goes to
/// `problems`.
fn answered(
    arguments: &Arguments,
    query: Option<&Query>,
    reviews: &[Reviewed],
    problems: &mut Vec<Problem>,
) -> Result<Written<Vec<u8>>, Box<Problem>> {
    if let Some(fault) = same_review(reviews) {
        return Err(Box::new(Problem::new(fault)));
    }
    let sources: Vec<Source<'_>> =
        reviews.iter().map(|one| Source { review: &one.review, input: one.gathered.input() }).collect();
    let is_shown = |table: &&'static Table| !(table.of_people && arguments.whose.team_only);
    let terminal = arguments.output.is_none() && std::io::stdout().is_terminal();
    let width = output::width(arguments.width, terminal);
    let format = arguments.format();
    let Some(query) = query else {
        let counts = counted(TABLES.iter().filter(is_shown), &sources)?;
        let page = || listing(&counts);
        return match format {
            AnswerFormat::Text => {
                let options = TextOptions { width, colour: output::colour_wanted(terminal) };
                Ok(Ok(text::of_page(&page(), &options).into_bytes()))
            }
            AnswerFormat::Markdown => Ok(Ok(markdown::of_page(&page()).into_bytes())),
            _ => Ok(of_answer(&tables(&counts), format, width)),
        };
    };
    if let Some(table) = query.tables().find(|table| !is_shown(table)) {
        return Err(Box::new(query.problem(QueryFault::TableOfPeople { table: table.name }, table.name)));
    }
    let answer = ask(query, &sources)?;
    if matches!(format, AnswerFormat::Csv | AnswerFormat::Parquet) {
        // Nothing in these formats says it.
        let approximate = |column: &str| Problem::new(QueryFault::ApproximateColumn { column: column.to_owned() });
        problems.extend(answer.approximate().map(approximate));
    }
    Ok(of_answer(&answer, format, width))
}

fn of_answer(answer: &Answer, format: AnswerFormat, width: usize) -> Written<Vec<u8>> {
    Ok(match format {
        AnswerFormat::Text => drawn::text(answer, width).into_bytes(),
        AnswerFormat::Markdown => drawn::markdown(answer).into_bytes(),
        AnswerFormat::Csv => drawn::csv(answer).into_bytes(),
        AnswerFormat::Json => json::query::json(answer)?.into_bytes(),
        AnswerFormat::Parquet => parquet(answer)?,
    })
}

/// Two of the folders that are about the same team and some of the same days, which are those of their weeks: under `thursday` a
/// quarter has days of its neighbours.
fn same_review(reviews: &[Reviewed]) -> Option<QueryFault> {
    let mut pairs =
        reviews.iter().enumerate().flat_map(|(at, one)| reviews[..at].iter().map(move |other| (other, one)));
    let is_same = |(one, other): &(&Reviewed, &Reviewed)| {
        let (a, b) = (&one.review, &other.review);
        let mut weeks = a.calendar.weeks.iter();
        let share_days = weeks.any(|one| b.calendar.weeks.iter().any(|two| one.from <= two.to && two.from <= one.to));
        a.team.id == b.team.id && (share_days || a.period_name() == b.period_name())
    };
    let (first, second) = pairs.find(is_same)?;
    let team = second.review.team.name.clone();
    Some(QueryFault::SameReview { first: first.name.clone(), second: second.name.clone(), team })
}
