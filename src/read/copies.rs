//! Files with the same bytes. A file is opened for this only if another one has its length, and compared with another one only if both
//! begin alike: each of ten thousand exports of one length is opened once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasher, RandomState};
use std::io;

use super::bytes::read_full;
use super::input::Input;

/// How many bytes of a file are read at a time.
const CHUNK: usize = 64 << 10;

/// The files seen so far.
#[derive(Debug, Default)]
pub struct Copies {
    /// The first file of each length, until another one has it.
    alone: HashMap<u64, Option<Input>>,
    /// By their length and a hash of their first bytes, the files of a length that several have.
    alike: HashMap<(u64, u64), Vec<Input>>,
    hasher: RandomState,
}

impl Copies {
    /// Returns the first of the files seen so far whose bytes are those of a file. An empty file is nobody's copy.
    ///
    /// # Errors
    /// Those of the system.
    pub fn seen(&mut self, input: &Input) -> io::Result<Option<&Input>> {
        let length = input.length()?;
        if length == 0 {
            return Ok(None);
        }
        match self.alone.entry(length) {
            Entry::Vacant(none) => {
                none.insert(Some(input.clone()));
                return Ok(None);
            }
            Entry::Occupied(mut first) => {
                if let Some(first) = first.get_mut().take() {
                    // A file that can no longer be read is nobody's copy; that it cannot be read is told where it is read.
                    if let Ok(start) = self.start(&first) {
                        self.alike.insert((length, start), vec![first]);
                    }
                }
            }
        }
        let start = self.start(input)?;
        let alike = self.alike.entry((length, start)).or_default();
        let at = alike.iter().position(|known| is_same(known, input).unwrap_or(false));
        match at {
            Some(at) => Ok(alike.get(at)),
            None => {
                alike.push(input.clone());
                Ok(None)
            }
        }
    }

    /// A hash of the first bytes of a file.
    fn start(&self, input: &Input) -> io::Result<u64> {
        let mut room = vec![0; CHUNK];
        let (n, _) = read_full(&mut *input.stored()?, &mut room)?;
        Ok(self.hasher.hash_one(room.get(..n)))
    }
}

fn is_same(one: &Input, other: &Input) -> io::Result<bool> {
    let (mut one, mut other) = (one.stored()?, other.stored()?);
    let (mut here, mut there) = (vec![0; CHUNK], vec![0; CHUNK]);
    loop {
        let (n, ended) = read_full(&mut *one, &mut here)?;
        let (m, _) = read_full(&mut *other, &mut there)?;
        if here.get(..n) != there.get(..m) {
            return Ok(false);
        }
        if ended {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    use super::*;
    use crate::read::bytes::Bytes;

    #[derive(Debug)]
    struct Text(Vec<u8>, Arc<AtomicUsize>);

    impl Bytes for Text {
        fn open(&self) -> io::Result<Box<dyn io::Read + Send>> {
            self.1.fetch_add(1, Relaxed);
            Ok(Box::new(io::Cursor::new(self.0.clone())))
        }
        fn length(&self) -> io::Result<u64> {
            Ok(self.0.len() as u64)
        }
    }

    fn input(name: &str, text: &[u8], opened: &Arc<AtomicUsize>) -> Input {
        Input::new(name.into(), Text(text.to_vec(), opened.clone()), None)
    }

    #[test]
    fn a_copy_is_found_behind_the_first_bytes_and_nothing_else_is_one() {
        let opened = Arc::default();
        let mut copies = Copies::default();
        let mut seen = |name: &str, text: &[u8]| {
            let file = input(name, text, &opened);
            copies.seen(&file).expect("readable").map(|first| first.name.to_string())
        };
        let long = |last: u8| [vec![b'x'; CHUNK + 10], vec![last]].concat();
        assert_eq!(seen("a.csv", b"day,hours\n"), None);
        assert_eq!(seen("b.csv", b"day,amount\n"), None);
        assert_eq!(seen("c.csv", b"day,houre\n"), None);
        assert_eq!(seen("d.csv", b"day,hours\n"), Some("a.csv".into()));
        assert_eq!(seen("e.csv", b"day,houre\n"), Some("c.csv".into()));
        assert_eq!(seen("f.csv", b""), None);
        assert_eq!(seen("g.csv", b""), None);
        assert_eq!(seen("h.csv", &long(b'1')), None);
        assert_eq!(seen("i.csv", &long(b'2')), None);
        assert_eq!(seen("j.csv", &long(b'2')), Some("i.csv".into()));
    }

    #[test]
    fn each_of_many_files_of_one_length_is_opened_once() {
        let opened = Arc::default();
        let mut copies = Copies::default();
        for number in 1000..2000 {
            let file = input("a.csv", format!("{number},8\n").as_bytes(), &opened);
            assert!(copies.seen(&file).expect("readable").is_none());
        }
        assert_eq!(opened.load(Relaxed), 1000);
        let mut copies = Copies::default();
        let opened = Arc::default();
        for number in 1..1000 {
            let file = input("a.csv", &vec![b'x'; number], &opened);
            assert!(copies.seen(&file).expect("readable").is_none());
        }
        assert_eq!(opened.load(Relaxed), 0);
    }
}
