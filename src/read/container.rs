//! What a file is by its first bytes: text, gzip of it, which is unpacked while it is read, or a container that is refused.

use std::error::Error;
use std::fmt;
use std::io::{self, Cursor, Read};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use super::Opening;
use super::csv::read_full;
use crate::model::place::Place;
use crate::problem::words::sheet::Container;
use crate::problem::{Problem, SheetFault};

/// Up to the mark of a tar archive.
const LOOK: usize = 262;
const TAR: usize = 257;

const GZIP: &[u8] = b"\x1F\x8B";

/// What begins a file that is not text.
const KNOWN: [(&[u8], Container); 10] = [
    (b"PK\x03\x04", Container::Zip),
    (b"PK\x05\x06", Container::EmptyZip),
    (b"\xD0\xCF\x11\xE0", Container::OldWorkbook),
    (b"PAR1", Container::Parquet),
    (b"\x28\xB5\x2F\xFD", Container::Zstd),
    (b"\xFD7zXZ\0", Container::Xz),
    (b"BZh", Container::Bzip2),
    (GZIP, Container::Gzip),
    (b"\xFF\xFE\0\0", Container::Utf32),
    (b"\0\0\xFE\xFF", Container::Utf32),
];

/// Text, as bytes.
pub(super) struct Unpacked {
    pub source: Box<dyn Read + Send>,
    /// Whether it was compressed with gzip.
    pub packed: bool,
}

/// # Errors
/// `unknown-container`; the errors of the source, and `Damaged`.
pub(super) fn unpack(source: Box<dyn Read + Send>, file: &Arc<str>) -> Result<Unpacked, Opening> {
    let (head, source) = peek(source)?;
    let packed = head.starts_with(GZIP);
    let (head, source) = if packed { peek(Box::new(Gunzip::new(source)))? } else { (head, source) };
    match container(&head) {
        Some(what) => Err(Problem::new(SheetFault::UnknownContainer { what, packed }).at(Place::file(file)).into()),
        None => Ok(Unpacked { source, packed }),
    }
}

fn container(head: &[u8]) -> Option<Container> {
    let known = KNOWN.into_iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, what)| what);
    known.or_else(|| head.get(TAR..).is_some_and(|mark| mark.starts_with(b"ustar")).then_some(Container::Tar))
}

/// The first bytes, and all of them still to be read.
fn peek(mut source: Box<dyn Read + Send>) -> io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut head = vec![0; LOOK];
    let (read, _) = read_full(&mut *source, &mut head)?;
    head.truncate(read);
    let all = Cursor::new(head.clone()).chain(source);
    Ok((head, Box::new(all)))
}

/// Compressed data that are cut off, or not what they were. It travels inside an `io::Error`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged {
    /// They end before they are complete.
    pub cut: bool,
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.cut { "cut off" } else { "damaged" })
    }
}

impl Error for Damaged {}

impl Damaged {
    /// `damaged-gzip`, where that is what an error of reading is about.
    pub fn fault(error: &io::Error) -> Option<SheetFault> {
        let damaged = error.get_ref()?.downcast_ref::<Damaged>()?;
        Some(SheetFault::DamagedGzip { cut: damaged.cut })
    }
}

/// Unpacks gzip, of several members too. An error of the packed data is told from one of the source.
struct Gunzip {
    unpacking: MultiGzDecoder<Watched>,
}

impl Gunzip {
    fn new(source: Box<dyn Read + Send>) -> Gunzip {
        Gunzip { unpacking: MultiGzDecoder::new(Watched { source, failed: false }) }
    }
}

impl Read for Gunzip {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.unpacking.read(room).map_err(|error| {
            if self.unpacking.get_ref().failed {
                return error;
            }
            let cut = error.kind() == io::ErrorKind::UnexpectedEof;
            io::Error::new(error.kind(), Damaged { cut })
        })
    }
}

/// A source that remembers whether it failed itself.
struct Watched {
    source: Box<dyn Read + Send>,
    failed: bool,
}

impl Read for Watched {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.source.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => {
                    self.failed |= read.is_err();
                    return read;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(bytes: &[u8]) -> Result<Unpacked, Opening> {
        unpack(Box::new(Cursor::new(bytes.to_vec())), &"a.csv".into())
    }

    fn read(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut unpacked = match unpacked(bytes) {
            Ok(unpacked) => unpacked,
            Err(Opening::Io(error)) => return Err(error),
            Err(Opening::Problems(problems)) => panic!("{problems:?}"),
        };
        let mut all = Vec::new();
        unpacked.source.read_to_end(&mut all).map(|_| all)
    }

    #[test]
    fn what_is_not_text_is_known_by_its_first_bytes_packed_or_not() {
        let tar = [vec![b'a'; TAR], b"ustar\0".to_vec()].concat();
        let all = KNOWN.into_iter().chain([(tar.as_slice(), Container::Tar)]);
        for (magic, expected) in all {
            let file = [magic, b"...".as_slice()].concat();
            let files = if magic == GZIP { vec![gzip(&gzip(b"a,b\n"))] } else { vec![file.clone(), gzip(&file)] };
            for (at, file) in files.iter().enumerate() {
                let Err(Opening::Problems(problems)) = unpacked(file) else { panic!("{expected:?}") };
                let packed = at == 1 || magic == GZIP;
                let fault = SheetFault::UnknownContainer { what: expected, packed };
                assert_eq!(problems, [Problem::new(fault).at(Place::file(&"a.csv".into()))]);
            }
        }
        for text in ["PARIS,1\n", "BZ", "", "P"] {
            assert_eq!(read(text.as_bytes()).unwrap(), text.as_bytes());
        }
    }

    #[test]
    fn all_members_of_a_packed_file_are_read() {
        let file = [gzip(b"Week,A\n"), gzip(b""), gzip(b"W1,2\n")].concat();
        assert_eq!(read(&file).unwrap(), b"Week,A\nW1,2\n");
    }

    #[test]
    fn a_packed_file_that_is_cut_off_anywhere_is_an_error() {
        let file = gzip(b"Week,Person,A\n2016-W01,Ada,41.5%\n");
        for end in GZIP.len()..file.len() {
            let error = read(&file[..end]).expect_err(&format!("{end} of {} bytes", file.len()));
            assert_eq!(Damaged::fault(&error), Some(SheetFault::DamagedGzip { cut: true }), "{end}: {error}");
        }
    }

    #[test]
    fn a_checksum_that_does_not_fit_is_an_error() {
        let mut file = gzip(b"Week,Person,A\n2016-W01,Ada,41.5%\n");
        let checksum = file.len() - 8;
        file[checksum] ^= 1;
        let error = read(&file).unwrap_err();
        assert_eq!(Damaged::fault(&error), Some(SheetFault::DamagedGzip { cut: false }));
    }

    #[test]
    fn an_error_of_the_source_is_no_damage() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the cable is out"))
            }
        }
        let begin = gzip(&vec![b'a'; 1000]);
        let source = Cursor::new(begin[..20].to_vec()).chain(Broken);
        let Err(Opening::Io(error)) = unpack(Box::new(source), &"a.csv".into()) else { panic!("it was read") };
        assert_eq!((Damaged::fault(&error), error.to_string().as_str()), (None, "the cable is out"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn damaged_bytes_are_an_error_or_the_same_text(
            text in prop::collection::vec(any::<u8>(), 0..2000), at in any::<prop::sample::Index>(), bit in 0..8_u8,
        ) {
            // The letter keeps the text from looking like a container.
            let text = [b"a".as_slice(), &text].concat();
            let mut file = gzip(&text);
            let at = GZIP.len() + at.index(file.len() - GZIP.len());
            file[at] ^= 1 << bit;
            if let Ok(found) = read(&file) {
                prop_assert_eq!(found, text, "a byte of the header that says nothing of the text");
            }
        }
    }
}
