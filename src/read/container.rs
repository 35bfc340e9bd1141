//! Recognises a file by its first bytes: text; gzip or zstd, which are unpacked while they are read; a Parquet file, whose table is
//! read as text; or a container that is refused.

use std::io::{self, Cursor, Read};
use std::sync::Arc;

use super::Opening;
use super::bytes::{Bytes, Readable, read_full};
use super::packed::{Gunzip, Unzstd};
use super::parquet::{is_encrypted, table};
use crate::model::place::Place;
use crate::problem::words::file::{Container, ParquetFault};
use crate::problem::{FileFault, Problem};

/// Up to the magic bytes of a tar archive.
const LOOK: usize = 262;
const TAR: usize = 257;

const GZIP: &[u8] = b"\x1F\x8B";
const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";

/// A Parquet file whose metadata are encrypted too.
const ENCRYPTED: &[u8] = b"PARE";

/// The magic bytes of files that are not text.
const KNOWN: [(&[u8], Container); 10] = [
    (b"PK\x03\x04", Container::Zip),
    (b"PK\x05\x06", Container::EmptyZip),
    (b"\xD0\xCF\x11\xE0", Container::OldWorkbook),
    (b"PAR1", Container::Parquet),
    (ZSTD, Container::Zstd),
    (b"\xFD7zXZ\0", Container::Xz),
    (b"BZh", Container::Bzip2),
    (GZIP, Container::Gzip),
    (b"\xFF\xFE\0\0", Container::Utf32),
    (b"\0\0\xFE\xFF", Container::Utf32),
];

/// The text of a file, as bytes.
pub(super) struct Unpacked {
    pub source: Box<dyn Read + Send>,
    /// The container it was in, or `None` if the file is the text itself.
    pub container: Option<Readable>,
}

/// Opens `bytes` and unpacks them.
///
/// # Errors
/// `unknown-container`, `unknown-parquet`, `unreadable-parquet`; those of the source, and `Damaged`.
pub(super) fn unpack(bytes: &Arc<dyn Bytes>, file: &Arc<str>) -> Result<Unpacked, Opening> {
    let (head, source) = peek(bytes.open()?)?;
    let (by, within) = match () {
        () if head.starts_with(GZIP) => (Some(Readable::Gzip), "gzip"),
        () if head.starts_with(ZSTD) || begins_skipped(&head) => (Some(Readable::Zstd), "zstd"),
        () => (None, ""),
    };
    let (head, source) = match by {
        Some(Readable::Gzip) => peek(Box::new(Gunzip::new(source)))?,
        Some(_) => peek(Box::new(Unzstd::new(source)))?,
        None => (head, source),
    };
    let packed = by.is_some();
    let refused = |fault| Err(Problem::new(fault).at(Place::file(file)).into());
    match container(&head) {
        // Parquet is read from its end, which a compressed stream reaches last.
        Some(Container::Parquet) if !packed => {
            Ok(Unpacked { source: table(bytes, file)?, container: Some(Readable::Parquet) })
        }
        Some(what) => refused(FileFault::UnknownContainer { what, within }),
        None if !packed && head.starts_with(ENCRYPTED) && is_encrypted(bytes)? => {
            refused(FileFault::UnreadableParquet { why: ParquetFault::Encrypted })
        }
        None => Ok(Unpacked { source, container: by }),
    }
}

/// Whether the first frame of a zstd file says that it is to be skipped, as those do that programs for several cores write.
fn begins_skipped(head: &[u8]) -> bool {
    matches!(head, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..])
}

fn container(head: &[u8]) -> Option<Container> {
    let known = KNOWN.into_iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, what)| what);
    known.or_else(|| head.get(TAR..).is_some_and(|mark| mark.starts_with(b"ustar")).then_some(Container::Tar))
}

/// Returns the first bytes, and a reader of all bytes.
fn peek(mut source: Box<dyn Read + Send>) -> io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut head = vec![0; LOOK];
    let (read, _) = read_full(&mut *source, &mut head)?;
    head.truncate(read);
    let all = Cursor::new(head.clone()).chain(source);
    Ok((head, Box::new(all)))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;
    use crate::read::bytes::Damaged;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    /// How bytes are packed, and what is said of a damaged file.
    type Packing = (fn(&[u8]) -> Vec<u8>, fn(bool) -> FileFault);
    const PACKINGS: [Packing; 2] =
        [(gzip, |cut| FileFault::DamagedGzip { cut }), (zstd, |cut| FileFault::DamagedZstd { cut })];

    fn unpacked(bytes: &[u8]) -> Result<Unpacked, Opening> {
        let bytes: Arc<dyn Bytes> = Arc::new(bytes.to_vec());
        unpack(&bytes, &"a.csv".into())
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
            let files = match expected {
                Container::Gzip => vec![("gzip", gzip(&gzip(b"a,b\n"))), ("zstd", zstd(&gzip(b"a,b\n")))],
                Container::Zstd => vec![("gzip", gzip(&zstd(b"a,b\n"))), ("zstd", zstd(&zstd(b"a,b\n")))],
                // A Parquet file that is not packed is read: tests/program/parquet.rs.
                Container::Parquet => vec![("gzip", gzip(&file)), ("zstd", zstd(&file))],
                _ => vec![("", file.clone()), ("gzip", gzip(&file)), ("zstd", zstd(&file))],
            };
            for (within, file) in &files {
                let (within, Err(Opening::Problems(problems))) = (*within, unpacked(file)) else {
                    panic!("{expected:?}")
                };
                let fault = FileFault::UnknownContainer { what: expected, within };
                assert_eq!(problems, [Problem::new(fault).at(Place::file(&"a.csv".into()))]);
            }
        }
        for text in ["PARIS,1\n", "BZ", "", "P"] {
            assert_eq!(read(text.as_bytes()).unwrap(), text.as_bytes());
        }
    }

    #[test]
    fn all_members_of_a_packed_file_are_read() {
        for (pack, _) in PACKINGS {
            let file = [pack(b"Week,A\n"), pack(b""), pack(b"W1,2\n")].concat();
            assert_eq!(read(&file).unwrap(), b"Week,A\nW1,2\n");
        }
        // A frame of zstd that says that it is to be skipped: its mark, its length, its bytes.
        let skipped = b"\x50\x2A\x4D\x18\x03\0\0\0abc";
        assert_eq!(read(&[skipped.to_vec(), zstd(b"Week,A\nW1,2\n")].concat()).unwrap(), b"Week,A\nW1,2\n");
        assert_eq!(read(&[zstd(b"Week,A\n"), skipped.to_vec(), zstd(b"W1,2\n")].concat()).unwrap(), b"Week,A\nW1,2\n");
    }

    #[test]
    fn a_packed_file_that_is_cut_off_anywhere_is_an_error() {
        for (pack, fault) in PACKINGS {
            let file = pack(b"Week,Person,A\n2016-W01,Ada,41.5%\n");
            for end in ZSTD.len()..file.len() {
                let error = read(&file[..end]).expect_err(&format!("{end} of {} bytes", file.len()));
                assert_eq!(Damaged::fault(&error), Some(fault(true)), "{end}: {error}");
            }
        }
    }

    #[test]
    fn a_checksum_that_does_not_fit_is_an_error() {
        for ((pack, fault), behind) in PACKINGS.into_iter().zip([8, 4]) {
            let mut file = pack(b"Week,Person,A\n2016-W01,Ada,41.5%\n");
            let checksum = file.len() - behind;
            file[checksum] ^= 1;
            let error = read(&file).unwrap_err();
            assert_eq!(Damaged::fault(&error), Some(fault(false)));
        }
    }

    #[test]
    fn an_error_of_the_source_is_no_damage() {
        #[derive(Debug, Clone)]
        struct Broken(Vec<u8>);
        impl Bytes for Broken {
            fn open(&self) -> io::Result<Box<dyn Read + Send>> {
                Ok(Box::new(self.clone()))
            }
        }
        impl Read for Broken {
            fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
                if self.0.is_empty() {
                    return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the cable is out"));
                }
                self.0.as_slice().read(room).inspect(|_| self.0.clear())
            }
        }
        for (pack, _) in PACKINGS {
            let begin = pack(&vec![b'a'; 1000]);
            let bytes: Arc<dyn Bytes> = Arc::new(Broken(begin[..12].to_vec()));
            let Err(Opening::Io(error)) = unpack(&bytes, &"a.csv".into()) else { panic!("it was read") };
            assert_eq!((Damaged::fault(&error), error.to_string().as_str()), (None, "the cable is out"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn damaged_bytes_are_an_error_or_the_same_text(
            text in prop::collection::vec(any::<u8>(), 0..2000), at in any::<prop::sample::Index>(), bit in 0..8_u8,
        ) {
            // The first letter keeps the text from looking like a container.
            let text = [b"a".as_slice(), &text].concat();
            for (pack, _) in PACKINGS {
                let mut file = pack(&text);
                let at = ZSTD.len() + at.index(file.len() - ZSTD.len());
                file[at] ^= 1 << bit;
                if let Ok(found) = read(&file) {
                    prop_assert_eq!(&found, &text, "a byte of the header that says nothing of the text");
                }
            }
        }
    }
}
