//! Which file of `src` imports from which, read from the paths that are written in them.

use std::collections::{BTreeMap, BTreeSet};

/// Every path of ours that a file names, from the crate on, with the line it stands in: `read::cell::amount` for
/// `crate::read::cell::amount` and for `use crate::read::{cell::amount, csv}`; `calc::figure` for `super::figure` in
/// src/calc/split.rs; `calc::diff::pairs` for a bare `pairs::Pairs` in src/calc/diff/mod.rs, which declares that module.
pub fn paths(file: &str, lines: &[(usize, &str)]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let children: Vec<&str> = lines.iter().filter_map(|(_, line)| declared(line)).collect();
    let text: String = lines.iter().flat_map(|(_, line)| [*line, "\n"]).collect();
    let tokens = tokens(&text);
    let line_of = |at: usize| lines.get(text[..at].matches('\n').count()).map_or(0, |(number, _)| *number);
    let mut at = 0;
    while let Some(&(start, token)) = tokens.get(at) {
        // Behind `pub(in` stands who may look in, not what is looked at.
        let is_first = at == 0 || !["::", ".", "in"].contains(&tokens[at - 1].1);
        let leads_on = tokens.get(at + 1).is_some_and(|(_, next)| *next == "::");
        let is_child = children.contains(&token) && leads_on;
        if is_first && (["crate", "super", "self"].contains(&token) && leads_on || is_child) {
            let mut ends = Vec::new();
            at = path(&tokens, at, Vec::new(), &mut ends);
            found.extend(ends.iter().filter_map(|parts| Some((line_of(start), absolute(file, parts, &children)?))));
        } else {
            at += 1;
        }
    }
    found
}

/// The module that a line declares as a file of its own.
fn declared(line: &str) -> Option<&str> {
    let (before, rest) = line.split_once("mod ")?;
    let is_declaration = before.is_empty() || (before.starts_with("pub") && before.ends_with(' '));
    rest.strip_suffix(';').filter(|_| is_declaration)
}

/// The words, `::` and other marks of a text, each with its place.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(first) = text[at..].chars().next() {
        let length = if is_part(first) {
            text[at..].find(|c| !is_part(c)).unwrap_or(text.len() - at)
        } else if text[at..].starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        if !first.is_whitespace() {
            found.push((at, &text[at..at + length]));
        }
        at += length;
    }
    found
}

/// Follows a path, into its braces too; returns where it ends.
fn path<'a>(
    tokens: &[(usize, &'a str)],
    mut at: usize,
    mut parts: Vec<&'a str>,
    ends: &mut Vec<Vec<&'a str>>,
) -> usize {
    loop {
        match tokens.get(at).map(|(_, token)| *token) {
            Some("{") => {
                at += 1;
                while tokens.get(at).is_some_and(|(_, token)| *token != "}") {
                    at = if tokens[at].1 == "," { at + 1 } else { path(tokens, at, parts.clone(), ends) };
                    if tokens.get(at).is_some_and(|(_, token)| *token == "as") {
                        at += 2;
                    }
                }
                return at + 1;
            }
            Some(part) => {
                parts.push(part);
                at += 1;
            }
            None => return at,
        }
        if tokens.get(at).is_some_and(|(_, token)| *token == "::") {
            at += 1;
        } else {
            ends.push(parts);
            return at;
        }
    }
}

/// A path as written in a file, from the crate on; `None` for one that leads out of it.
fn absolute(file: &str, parts: &[&str], children: &[&str]) -> Option<String> {
    let own = modules(file);
    let (mut base, mut rest): (Vec<&str>, &[&str]) = match parts {
        ["crate", rest @ ..] => (Vec::new(), rest),
        ["self", rest @ ..] => (own, rest),
        ["super", rest @ ..] => (own.split_last()?.1.to_vec(), rest),
        [first, ..] if children.contains(first) => (own, parts),
        _ => return None,
    };
    while let ["super", further @ ..] = rest {
        base.pop();
        rest = further;
    }
    base.extend(rest.iter().filter(|part| !["self", "*"].contains(part)));
    Some(base.join("::"))
}

/// The module that a file is: `["calc", "split"]` for src/calc/split.rs, `["calc"]` for src/calc/mod.rs.
fn modules(file: &str) -> Vec<&str> {
    let path = file.strip_prefix("src/").unwrap_or(file).trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if ["lib", "main"].contains(&path) { Vec::new() } else { path.split('/').collect() }
}

/// From each file to the files it imports from. `paths` are those of each file; a path leads to the file of its longest
/// beginning that is one.
pub fn arrows<'a>(paths: &'a [(String, Vec<(usize, String)>)]) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let files: BTreeMap<String, &str> = paths
        .iter()
        .map(|(file, _)| (modules(file).join("::"), file.as_str()))
        .filter(|(m, _)| !m.is_empty())
        .collect();
    let file_of = |path: &str| {
        let mut path = path;
        loop {
            if let Some(file) = files.get(path) {
                return Some(*file);
            }
            path = path.rsplit_once("::")?.0;
        }
    };
    let of = |(file, paths): &'a (String, Vec<(usize, String)>)| {
        let to = paths.iter().filter_map(|(_, path)| file_of(path)).filter(|to| to != file);
        (file.as_str(), to.collect())
    };
    paths.iter().map(of).collect()
}

/// The groups of files that reach each other, each sorted: circles.
pub fn circles(arrows: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<Vec<String>> {
    let reached = |from: &str| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
        while let Some(file) = open.pop() {
            for to in arrows.get(file.as_str()).into_iter().flatten() {
                if seen.insert((*to).to_owned()) {
                    open.push((*to).to_owned());
                }
            }
        }
        seen
    };
    let reach: BTreeMap<&str, BTreeSet<String>> = arrows.keys().map(|file| (*file, reached(file))).collect();
    let mut found: BTreeSet<Vec<String>> = BTreeSet::new();
    for (file, to) in reach.iter().filter(|(file, to)| to.contains(**file)) {
        let circle = to.iter().filter(|other| reach.get(other.as_str()).is_some_and(|back| back.contains(*file)));
        found.insert(circle.cloned().collect());
    }
    found.into_iter().collect()
}
