//! Which requests are answered: those for the page, and for the state that its script asks for. All others are refused.

use std::fmt;

use super::board::Board;

pub struct Site {
    pub port: u16,
    pub token: Token,
    pub board: Board,
}

/// The secret part of the address: 128 random bits.
pub struct Token(String);

impl Token {
    /// # Errors
    /// The system has no random numbers.
    pub fn new() -> Result<Token, getrandom::Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Token(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// Compares in constant time, so that a token cannot be found out part by part.
    fn is(&self, told: &str) -> bool {
        let differing = self.0.bytes().zip(told.bytes()).fold(0, |bits, (a, b)| bits | (a ^ b));
        self.0.len() == told.len() && std::hint::black_box(differing) == 0
    }
}

/// Does not print the secret.
impl fmt::Debug for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Token")
    }
}

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    Page,
    /// The state after this number; without a number, the latest.
    State(Option<u64>),
    Refused(Status),
}

/// The status of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Ok = 200,
    Malformed = 400,
    /// The request names another host: somebody's DNS name that points here (DNS rebinding).
    WrongHost = 403,
    NotFound = 404,
    NotAllowed = 405,
    TooSlow = 408,
    TooLong = 431,
}

impl Status {
    /// The reason phrase of the status.
    pub fn reason(self) -> &'static str {
        match self {
            Status::Ok => "OK",
            Status::Malformed => "Bad Request",
            Status::WrongHost => "Forbidden",
            Status::NotFound => "Not Found",
            Status::NotAllowed => "Method Not Allowed",
            Status::TooSlow => "Request Timeout",
            Status::TooLong => "Request Header Fields Too Large",
        }
    }
}

impl Site {
    /// The address to open, with the token.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token.0)
    }

    /// What a request asks for, by its method, its target and its `Host` fields.
    pub fn asked(&self, method: &str, target: &str, hosts: &[&[u8]]) -> Asked {
        let [host] = hosts else { return Asked::Refused(Status::Malformed) };
        if !self.is_ours(host) {
            return Asked::Refused(Status::WrongHost);
        }
        if !["GET", "HEAD"].contains(&method) {
            return Asked::Refused(Status::NotAllowed);
        }
        let below = target.strip_prefix('/').and_then(|rest| rest.split_once('/'));
        let Some((_, below)) = below.filter(|(token, _)| self.token.is(token)) else {
            return Asked::Refused(Status::NotFound);
        };
        match below.split_once('?').unwrap_or((below, "")) {
            ("", _) => Asked::Page,
            ("state", query) => Asked::State(query.strip_prefix("after=").and_then(|number| number.parse().ok())),
            _ => Asked::Refused(Status::NotFound),
        }
    }

    /// Whether a `Host` field names this server. A foreign name that leads here is an attempt to read along.
    fn is_ours(&self, host: &[u8]) -> bool {
        let names = ["127.0.0.1", "localhost"];
        let is = |name: &str| host.eq_ignore_ascii_case(format!("{name}:{}", self.port).as_bytes());
        // Browsers leave out the default port.
        names.iter().any(|name| is(name) || (self.port == 80 && host.eq_ignore_ascii_case(name.as_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site { port: 8000, token: Token("0123abcd".into()), board: Board::default() }
    }

    fn asked(method: &str, target: &str, host: &str) -> Asked {
        site().asked(method, target, &[host.as_bytes()])
    }

    #[test]
    fn the_whole_address_opens_the_page() {
        assert_eq!(asked("GET", "/0123abcd/", "127.0.0.1:8000"), Asked::Page);
        assert_eq!(asked("HEAD", "/0123abcd/?x=1", "LOCALHOST:8000"), Asked::Page);
        assert_eq!(asked("GET", "/0123abcd/state", "localhost:8000"), Asked::State(None));
        assert_eq!(asked("GET", "/0123abcd/state?after=7", "localhost:8000"), Asked::State(Some(7)));
        assert_eq!(asked("GET", "/0123abcd/state?after=99999999999999999999", "localhost:8000"), Asked::State(None));
    }

    #[test]
    fn a_part_of_it_opens_nothing() {
        for target in [
            "",
            "/",
            "*",
            "/0123abcd",
            "/0123abce/",
            "/0123abc/",
            "/0123abcd0/",
            "//0123abcd/",
            "/favicon.ico",
            "/0123abcd/x",
            "/0123abcd/../",
            "/%30123abcd/",
            "http://127.0.0.1:8000/0123abcd/",
            "/0123abcd//",
        ] {
            assert_eq!(asked("GET", target, "127.0.0.1:8000"), Asked::Refused(Status::NotFound), "{target}");
        }
    }

    #[test]
    fn another_name_that_leads_here_is_refused() {
        for host in [
            "",
            "evil.example",
            "evil.example:8000",
            "127.0.0.1",
            "127.0.0.1:8001",
            "127.0.0.1:8000.evil.example",
            "[::1]:8000",
        ] {
            assert_eq!(asked("GET", "/0123abcd/", host), Asked::Refused(Status::WrongHost), "{host}");
        }
        assert_eq!(site().asked("GET", "/0123abcd/", &[]), Asked::Refused(Status::Malformed));
        let two: [&[u8]; 2] = [b"127.0.0.1:8000", b"evil.example"];
        assert_eq!(site().asked("GET", "/0123abcd/", &two), Asked::Refused(Status::Malformed));
    }

    #[test]
    fn nothing_can_be_sent() {
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH", "get", "X"] {
            assert_eq!(asked(method, "/0123abcd/", "127.0.0.1:8000"), Asked::Refused(Status::NotAllowed), "{method}");
        }
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        let (one, other) = (Token::new().unwrap(), Token::new().unwrap());
        assert_eq!((one.0.len(), one.is(&other.0), one.is(&one.0)), (32, false, true));
    }
}
