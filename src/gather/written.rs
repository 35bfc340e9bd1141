//! The written parts of a review: `review.toml`, where the folder has one.

use std::path::Path;
use std::sync::Arc;

use super::folder::unreadable;
use super::gathered::Gathered;
use crate::config::written::Known;
use crate::config::{self, written};

/// The name of the file, beside the configuration.
pub const FILE: &str = "review.toml";

impl Gathered {
    /// Reads the written parts. The sheets come first, because objectives and workflows name categories.
    pub fn read_written(&mut self, root: &Path) {
        let path = root.join(FILE);
        // A dangling link exists but cannot be read: that is told below.
        if path.symlink_metadata().is_err() {
            return;
        }
        let file: Arc<str> = FILE.into();
        match std::fs::read(&path) {
            Ok(bytes) => {
                let effort = self.ledger.work.categories.iter().filter(|category| category.bucket.is_effort());
                let categories: Vec<String> = effort.map(|category| category.name.clone()).collect();
                let known = Known { buckets: &self.config.rules.buckets, categories: &categories };
                let (text, unread) = config::text(&bytes, &file);
                let (written, problems) = written::read(&text, &file, known);
                self.problems.extend(unread.into_iter().chain(problems));
                self.written = Some(written);
            }
            Err(error) => {
                self.unreadable = true;
                self.problems.push(unreadable(&file, &error));
            }
        }
    }

    /// Whether a file is written for teamcap by a person: the configuration, or review.toml.
    pub fn is_ours(&self, file: &str) -> bool {
        self.config.file.as_deref() == Some(file) || file == FILE
    }
}
