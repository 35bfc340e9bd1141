//! The little of HTTP that a browser on the same machine needs: reads the head of a request, bounded in length and time, and
//! answers once per connection. `httparse` reads the head.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::site::{Asked, Site, Status};
use crate::render::html::live::live_policy;

/// The most connections at once; further ones are closed.
const MOST: usize = 64;
/// The most bytes and header fields of a request.
const LONGEST_HEAD: usize = 16 * 1024;
const MOST_FIELDS: usize = 64;
/// How long a request's head may take to arrive.
const FOR_HEAD: Duration = Duration::from_secs(5);
/// How long an answer may take to be sent.
const FOR_ANSWER: Duration = Duration::from_secs(30);
/// How long a request waits for the next state before it is answered with the old one.
const FOR_NEXT: Duration = Duration::from_secs(25);
/// How often a waiting request checks that the browser is still connected.
const BETWEEN: Duration = Duration::from_secs(1);
/// How long, and up to how many bytes, the rest of a request is read: closing with unread bytes would reset the connection and
/// lose the answer.
const FOR_REST: Duration = Duration::from_secs(1);
const LONGEST_REST: usize = 1 << 20;

/// Answers for ever.
pub fn serve(listener: &TcpListener, site: &Arc<Site>) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // For instance out of file handles: try again a little later.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        let Some(seat) = Seat::taken(&open) else { continue };
        let site = site.clone();
        // A connection that no thread can answer is closed; the browser asks again.
        let _ = thread::Builder::new().spawn(move || {
            let _seat = seat;
            // A browser that disconnects early needs no answer.
            let _ = answer(&stream, &site);
        });
    }
}

/// A permit for one open connection, returned when it is dropped.
struct Seat(Arc<AtomicUsize>);

impl Seat {
    fn taken(open: &Arc<AtomicUsize>) -> Option<Seat> {
        let seat = Seat(open.clone());
        (open.fetch_add(1, Ordering::Relaxed) < MOST).then_some(seat)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn answer(stream: &TcpStream, site: &Site) -> io::Result<()> {
    let Some((asked, is_head)) = asked(stream, site)? else { return Ok(()) };
    let until = Instant::now() + FOR_ANSWER;
    match asked {
        Asked::Refused(status) => send(stream, &head(status, None, 0), until)?,
        Asked::Page => {
            let now = site.board.now();
            respond(stream, &now.page, "text/html; charset=utf-8", is_head, until)?;
        }
        Asked::State(after) => {
            let Some(json) = next(stream, site, after.filter(|_| !is_head)) else { return Ok(()) };
            respond(stream, &json, "application/json", is_head, Instant::now() + FOR_ANSWER)?;
        }
    }
    stream.shutdown(Shutdown::Write)?;
    rest(stream)
}

/// What a request asks for, and whether it wants only the head of the answer. `None` if nothing was sent.
fn asked(mut stream: &TcpStream, site: &Site) -> io::Result<Option<(Asked, bool)>> {
    let until = Instant::now() + FOR_HEAD;
    let (mut bytes, mut length) = (vec![0; LONGEST_HEAD], 0);
    let refused = |status| Ok(Some((Asked::Refused(status), false)));
    loop {
        stream.set_read_timeout(Some(left(until)))?;
        match stream.read(&mut bytes[length..]) {
            Ok(0) => return Ok(None),
            Ok(more) => length += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) if is_over(&error) => return refused(Status::TooSlow),
            Err(error) => return Err(error),
        }
        let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
        let mut request = httparse::Request::new(&mut fields);
        match request.parse(&bytes[..length]) {
            Ok(httparse::Status::Complete(_)) => {
                let method = request.method.unwrap_or_default();
                let hosts = request.headers.iter().filter(|field| field.name.eq_ignore_ascii_case("host"));
                let hosts: Vec<&[u8]> = hosts.map(|field| field.value).collect();
                return Ok(Some((site.asked(method, request.path.unwrap_or_default(), &hosts), method == "HEAD")));
            }
            Ok(httparse::Status::Partial) if length == bytes.len() => return refused(Status::TooLong),
            Ok(httparse::Status::Partial) if Instant::now() >= until => return refused(Status::TooSlow),
            Ok(httparse::Status::Partial) => {}
            Err(httparse::Error::TooManyHeaders) => return refused(Status::TooLong),
            Err(_) => return refused(Status::Malformed),
        }
    }
}

/// The state after a number, or the same one if nothing changes for a while. `None` if the browser has disconnected.
fn next(stream: &TcpStream, site: &Site, after: Option<u64>) -> Option<String> {
    let until = Instant::now() + FOR_NEXT;
    loop {
        let now = match after {
            Some(number) => site.board.after(number, BETWEEN),
            None => site.board.now(),
        };
        if after != Some(now.number) || Instant::now() >= until {
            return Some(now.json.clone());
        }
        if has_gone(stream) {
            return None;
        }
    }
}

fn has_gone(stream: &TcpStream) -> bool {
    if stream.set_nonblocking(true).is_err() {
        return true;
    }
    let gone = match stream.peek(&mut [0]) {
        Ok(read) => read == 0,
        Err(error) => error.kind() != ErrorKind::WouldBlock,
    };
    gone || stream.set_nonblocking(false).is_err()
}

fn respond(stream: &TcpStream, body: &str, kind: &str, is_head: bool, until: Instant) -> io::Result<()> {
    send(stream, &head(Status::Ok, Some(kind), body.len()), until)?;
    if is_head { Ok(()) } else { send(stream, body.as_bytes(), until) }
}

/// The head of an answer. Its fields forbid caching, guessing the type, sending the address to other sites, and framing.
fn head(status: Status, kind: Option<&str>, length: usize) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {} {}\r\n", status as u16, status.reason());
    let mut field = |name: &str, value: &str| head.push_str(&format!("{name}: {value}\r\n"));
    if let Some(kind) = kind {
        field("Content-Type", kind);
        field("Content-Security-Policy", &format!("{}; frame-ancestors 'none'", live_policy()));
    }
    if status == Status::NotAllowed {
        field("Allow", "GET, HEAD");
    }
    field("Content-Length", &length.to_string());
    field("Cache-Control", "no-store");
    field("Referrer-Policy", "no-referrer");
    field("X-Content-Type-Options", "nosniff");
    field("Cross-Origin-Resource-Policy", "same-origin");
    field("Cross-Origin-Opener-Policy", "same-origin");
    field("Connection", "close");
    head.push_str("\r\n");
    head.into_bytes()
}

fn send(mut stream: &TcpStream, mut bytes: &[u8], until: Instant) -> io::Result<()> {
    while !bytes.is_empty() {
        stream.set_write_timeout(Some(left(until)))?;
        match stream.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if !bytes.is_empty() && Instant::now() >= until {
            return Err(ErrorKind::TimedOut.into());
        }
    }
    Ok(())
}

/// Reads and drops the rest of a request.
fn rest(mut stream: &TcpStream) -> io::Result<()> {
    let until = Instant::now() + FOR_REST;
    let (mut bytes, mut length) = ([0; 4096], 0);
    while length < LONGEST_REST && Instant::now() < until {
        stream.set_read_timeout(Some(left(until)))?;
        match stream.read(&mut bytes)? {
            0 => break,
            more => length += more,
        }
    }
    Ok(())
}

/// The time left, at least a millisecond: a timeout of zero would mean none.
fn left(until: Instant) -> Duration {
    until.saturating_duration_since(Instant::now()).max(Duration::from_millis(1))
}

fn is_over(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
