//! Compressed data, unpacked while they are read. An error in them is told from one of the source.

use std::io::{self, BufRead, BufReader, Read};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::bytes::Damaged;
use super::contained::contained;
use crate::problem::FileFault;

/// Unpacks gzip, also of several members.
pub(super) struct Gunzip {
    unpacking: MultiGzDecoder<Watched>,
}

impl Gunzip {
    pub fn new(source: Box<dyn Read + Send>) -> Gunzip {
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
            io::Error::new(error.kind(), Damaged(FileFault::DamagedGzip { cut }))
        })
    }
}

/// Unpacks zstd, also of several frames; what is to be skipped between them is skipped.
pub(super) struct Unzstd {
    source: BufReader<Watched>,
    frame: FrameDecoder,
    is_inside: bool,
}

impl Unzstd {
    pub fn new(source: Box<dyn Read + Send>) -> Unzstd {
        let source = BufReader::new(Watched { source, failed: false });
        Unzstd { source, frame: FrameDecoder::new(), is_inside: false }
    }

    /// Begins the next frame; says whether there is one.
    fn begin(&mut self) -> Result<bool, Failure> {
        loop {
            if self.source.fill_buf()?.is_empty() {
                return Ok(false);
            }
            match contained(|| self.frame.reset(&mut self.source)) {
                Some(Ok(())) => return Ok(true),
                Some(Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length, ..
                }))) => {
                    let length = u64::from(length);
                    let skipped = io::copy(&mut self.source.by_ref().take(length), &mut io::sink())?;
                    if skipped < length {
                        return Err(Failure::Cut);
                    }
                }
                _ => return Err(self.failure()),
            }
        }
    }

    /// What ended the unpacking: the end of the source, or other bytes than there should be.
    fn failure(&mut self) -> Failure {
        match self.source.fill_buf() {
            Err(error) => Failure::Source(error),
            Ok([]) => Failure::Cut,
            Ok(_) => Failure::Damaged,
        }
    }

    fn unpack(&mut self, room: &mut [u8]) -> Result<usize, Failure> {
        loop {
            if !self.is_inside {
                self.is_inside = self.begin()?;
                if !self.is_inside {
                    return Ok(0);
                }
            }
            while self.frame.can_collect() == 0 && !self.frame.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                match contained(|| self.frame.decode_blocks(&mut self.source, one)) {
                    Some(Ok(_)) => {}
                    _ => return Err(self.failure()),
                }
            }
            let read = self.frame.read(room)?;
            if read > 0 {
                return Ok(read);
            }
            let said = self.frame.get_checksum_from_data();
            if said.is_some() && said != self.frame.get_calculated_checksum() {
                return Err(Failure::Damaged);
            }
            self.is_inside = false;
        }
    }
}

/// Why no more can be unpacked.
enum Failure {
    Source(io::Error),
    Cut,
    Damaged,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Source(error)
    }
}

impl Read for Unzstd {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if room.is_empty() {
            return Ok(0);
        }
        let damaged = |cut| io::Error::new(io::ErrorKind::InvalidData, Damaged(FileFault::DamagedZstd { cut }));
        self.unpack(room).map_err(|failure| match failure {
            Failure::Source(error) => error,
            Failure::Cut => damaged(true),
            Failure::Damaged => damaged(false),
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
