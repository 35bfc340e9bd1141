//! `teamcap completions` and `teamcap man`.

use clap_complete::Shell;

use super::exit::Exit;
use super::output;
use crate::cli;
use crate::problem::grammar::nearest;
use crate::problem::{FolderFault, Problem};

pub fn completions(shell: Shell) -> Exit {
    output::print(&String::from_utf8_lossy(&cli::completions(shell)))
}

pub fn man(name: Option<&str>) -> Exit {
    match cli::manual(name) {
        Ok(page) => output::print(&String::from_utf8_lossy(&page)),
        Err(names) => {
            let name = name.unwrap_or_default().to_owned();
            let near = nearest(&name, names.iter().map(String::as_str));
            output::problems(&[Problem::new(FolderFault::UnknownCommand { name, near })]);
            Exit::Usage
        }
    }
}
