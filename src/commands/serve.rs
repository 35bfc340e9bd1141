//! `teamcap serve`: the page of a review, kept up to date. One thread watches the files and makes the review again when one is
//! saved; others answer the browser with the latest. It listens on loopback only, at an address that nobody can guess, and
//! writes nothing.

mod board;
mod http;
mod site;
mod watch;

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread;

use self::board::{Board, State};
use self::site::{Site, Token};
use self::watch::Watched;
use super::behind::origins;
use super::exit::Exit;
use super::output;
use super::reviewed::{calculated, found};
use crate::calc::review::Review;
use crate::calc::team_only::team_only;
use crate::cli::{self, Input, Serve as Arguments};
use crate::gather::folder::look;
use crate::gather::gather;
use crate::gather::source_file::SourceFile;
use crate::model::place::Place;
use crate::problem::show::{Style, draw};
use crate::problem::words::system::cannot_listen;
use crate::problem::words::system::{STDIN_ONCE, watching};
use crate::problem::{FolderFault, Problem};
use crate::render::html::html;
use crate::render::html::live::{Live, Shown as Seen, live};
use crate::render::number::Shown;
use crate::render::origins::Origins;

/// How often files that change while they are read are read again, before problems that may come from that are shown.
const PATIENCE: usize = 5;

pub fn run(arguments: &Arguments) -> Exit {
    let input = arguments.input.shown_to(&arguments.whose);
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)) {
        Ok(listener) => listener,
        Err(error) => {
            cli::refuse(cannot_listen(arguments.port, &error));
            return Exit::Usage;
        }
    };
    let started = listener.local_addr().map_err(|error| error.to_string());
    let started = started.and_then(|address| Ok((address.port(), Token::new().map_err(|error| error.to_string())?)));
    let (port, token) = match started {
        Ok(started) => started,
        Err(message) => {
            cli::refuse(message);
            return Exit::Files;
        }
    };
    let mut watched = Watched::of(&input);
    let mut seen = watched.seen();
    let mut made = Made::of(arguments, &input);
    output::problems(&made.problems);
    if let Some(exit) = made.is_hopeless(&input) {
        return exit;
    }
    let mut page = Page::default();
    let what = made.what.clone();
    let site = Arc::new(Site { port, token, board: Board::default() });
    page.next(made).into_iter().for_each(|state| site.board.put(state));
    let serving = site.clone();
    if let Err(error) = thread::Builder::new().spawn(move || http::serve(&listener, &serving)) {
        cli::refuse(error);
        return Exit::Files;
    }
    let printed = output::print(&format!("{}\n{}\n", site.address(), watching(&what)));
    if printed != Exit::Fine {
        return printed;
    }
    let mut hasty = 0;
    loop {
        watched.wait(&seen);
        watched = Watched::of(&input);
        seen = watched.seen();
        made = Made::of(arguments, &input);
        // Files that changed while they were read are read again before their problems are shown.
        if !made.problems.is_empty() && hasty < PATIENCE && watched.seen() != seen {
            hasty += 1;
            continue;
        }
        hasty = 0;
        let problems = made.problems.clone();
        if let Some(state) = page.next(made) {
            output::problems(&problems);
            site.board.put(state);
        }
    }
}

/// The review of the files, or why there is none.
struct Made {
    review: Result<(Review, Origins), Exit>,
    problems: Vec<Problem>,
    /// The names of what is watched, without names of people if those are hidden.
    what: String,
}

impl Made {
    fn of(arguments: &Arguments, input: &Input) -> Made {
        let typed = input.paths.iter().map(|path| path.to_string_lossy()).collect::<Vec<_>>().join(", ");
        let typed = if typed.is_empty() { ".".to_owned() } else { typed };
        // A pipe can be read only once: reading it again would wait for ever.
        let is_pipe = |file: &SourceFile| {
            file.stdin || std::fs::metadata(&file.path).is_ok_and(|about| !about.is_file() && !about.is_dir())
        };
        if let Some(stdin) = look(input).files.iter().find(|file| is_pipe(file)) {
            let fault = FolderFault::UnreadableFile { message: STDIN_ONCE.to_owned() };
            let problem = Problem::new(fault).at(Place::file(&stdin.name));
            return Made { review: Err(Exit::Usage), problems: vec![problem], what: typed };
        }
        let gathered = gather(input);
        let what = gathered.anonymous.as_ref().map_or_else(|| typed.clone(), |names| names.text(&typed));
        let (mut review, mut problems) = match found(&gathered, &arguments.without) {
            Ok(away) => calculated(&gathered, &away, arguments.keep_going),
            Err(problems) => (Err(Exit::Usage), problems),
        };
        if arguments.whose.team_only {
            review.iter_mut().for_each(team_only);
        }
        let review = review.and_then(|review| match origins(&gathered, &review) {
            Ok(origins) => Ok((review, origins)),
            Err(problem) => {
                problems.push(*problem);
                Err(Exit::Files)
            }
        });
        Made { review, problems, what }
    }

    /// The exit code if saving a file cannot help: a wrong flag, or a folder that does not exist.
    fn is_hopeless(&self, input: &Input) -> Option<Exit> {
        let is_there = input.paths.iter().chain(&input.config).all(|path| path.exists());
        self.review.as_ref().err().copied().filter(|exit| *exit == Exit::Usage || !is_there)
    }
}

/// Draws the problem that the page cannot be written.
fn tell(fault: Box<FolderFault>) {
    output::problems(&[Problem::new(*fault)]);
}

/// What the browser was shown last.
#[derive(Default)]
struct Page {
    review: Option<(Review, Origins)>,
    /// The page without its live parts, to recognise a new one that looks the same.
    plain: String,
    now: Option<Live>,
}

impl Page {
    /// The next state to show; `None` if nothing has changed, or if the page cannot be written, which is drawn as a problem.
    fn next(&mut self, made: Made) -> Option<State> {
        let mut page = self.now.as_ref().map_or(0, |now| now.page);
        let is_new = made.review.is_ok();
        if let Ok(review) = made.review {
            let plain = html(&review.0, &review.1).map_err(tell).ok()?;
            if plain != self.plain {
                page += 1;
                self.plain = plain;
            }
            self.review = Some(review);
        }
        let shown = match (&self.review, is_new) {
            (Some(_), true) => Seen::This,
            (Some(_), false) => Seen::Last,
            (None, _) => Seen::Nothing,
        };
        let problems = draw(&made.problems, &Shown, Style::default());
        let before = self.now.as_ref();
        if before.is_some_and(|now| (now.page, now.shown, &now.problems) == (page, shown, &problems)) {
            return None;
        }
        let now = Live { number: before.map_or(1, |now| now.number + 1), page, shown, problems };
        let page = live(self.review.as_ref().map(|(review, origins)| (review, origins)), &now).map_err(tell).ok()?;
        let state = State { number: now.number, page, json: now.json() };
        self.now = Some(now);
        Some(state)
    }
}
