//! `teamcap serve` as a browser and a stranger meet it: the page of a copied sample while its files change.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::teamcap;

const SAMPLE: &str = "samples/releng-fy2016-q3";
/// The first row of effort.csv, and what is made of it.
const ROW: &str = "2016-W01,Chad,0%,5%,20%,40%,35%";

/// A copy of the sample, and a program that serves it; both are gone when this is dropped.
struct Served {
    folder: tempfile::TempDir,
    program: Child,
    port: u16,
    token: String,
    said: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Served {
    fn new(arguments: &[&str], before: impl Fn(&Path)) -> Served {
        let folder = tempfile::tempdir().unwrap();
        let q3 = folder.path().join("q3");
        std::fs::create_dir(&q3).unwrap();
        for name in ["effort.csv", "skills.csv", "teamcap.toml"] {
            std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE).join(name), q3.join(name)).unwrap();
        }
        before(&q3);
        let mut program = Command::new(env!("CARGO_BIN_EXE_teamcap"))
            .args(["serve", "q3"])
            .args(arguments)
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(program.stdout.take().unwrap());
        let (mut address, mut said) = (String::new(), String::new());
        out.read_line(&mut address).unwrap();
        out.read_line(&mut said).unwrap();
        let rest = address.strip_prefix("http://127.0.0.1:").unwrap().strip_suffix("/\n").unwrap();
        let (port, token) = rest.split_once('/').unwrap();
        Served { port: port.parse().unwrap(), token: token.to_owned(), said, folder, program }
    }

    fn q3(&self) -> PathBuf {
        self.folder.path().join("q3")
    }

    /// Saves as editors do: a file beside it, put in its place.
    fn save(&self, name: &str, change: impl Fn(String) -> String) {
        let (path, new) = (self.q3().join(name), self.folder.path().join("new"));
        std::fs::write(&new, change(std::fs::read_to_string(&path).unwrap())).unwrap();
        std::fs::rename(new, path).unwrap();
    }

    fn connected(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        stream
    }

    /// What comes back for these bytes.
    fn sent(&self, bytes: &[u8]) -> String {
        let mut stream = self.connected();
        stream.write_all(bytes).unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer
    }

    fn asked(&self, method: &str, target: &str, host: &str) -> String {
        self.sent(format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes())
    }

    /// The answer for a path below the token, by the host's right name.
    fn got(&self, below: &str) -> String {
        self.asked("GET", &format!("/{}/{below}", self.token), &format!("127.0.0.1:{}", self.port))
    }

    fn page(&self) -> String {
        body(&self.got("")).to_owned()
    }

    fn state(&self, after: Option<u64>) -> serde_json::Value {
        let query = after.map_or(String::new(), |number| format!("?after={number}"));
        serde_json::from_str(body(&self.got(&format!("state{query}")))).unwrap()
    }

    /// The state behind the one there is, which `change` brings.
    fn state_after(&self, change: impl Fn()) -> serde_json::Value {
        let before = self.state(None)["number"].as_u64().unwrap();
        change();
        let after = self.state(Some(before));
        assert_ne!(after["number"], before, "nothing has changed");
        after
    }
}

fn body(answer: &str) -> &str {
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    answer.split_once("\r\n\r\n").unwrap().1
}

/// The status of an answer that has no content.
fn refusal(answer: &str) -> &str {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert_eq!(body, "", "{head}");
    head.split(' ').nth(1).unwrap()
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

/// The page that `review` writes, from its heading to its end.
fn written(folder: &Path, arguments: &[&str]) -> String {
    let mut all = vec!["review".to_owned(), ".".to_owned(), "--format".to_owned(), "html".to_owned()];
    all.extend(arguments.iter().map(|argument| (*argument).to_owned()));
    String::from_utf8(teamcap(folder, &all).stdout).unwrap()
}

/// A page from its heading to its footer: without what is live about it.
fn heart(page: &str) -> &str {
    page.split_once("<header").unwrap().1.split_once("<footer>").unwrap().0
}

#[test]
fn the_page_is_that_of_the_review_and_follows_its_files() {
    let served = Served::new(&[], |_| {});
    assert_eq!(served.said, "watching q3; Ctrl-C ends it\n");
    let first = served.page();
    assert_eq!(heart(&first), heart(&written(&served.q3(), &[])));
    assert!(!first.contains("last good"), "{first}");

    let changed = served.state_after(|| {
        served.save("effort.csv", |text| text.replacen(ROW, "2016-W01,Chad,10%,5%,10%,40%,35%", 1));
    });
    let second = served.page();
    assert_eq!((changed["page"].as_u64(), changed["problems"].as_str()), (Some(2), Some("")));
    assert_ne!(heart(&second), heart(&first));
    assert_eq!(heart(&second), heart(&written(&served.q3(), &[])));

    let row = "2016-W01,Chad,10%,4o%,10%,40%,35%";
    let broken = served.state_after(|| {
        served.save("effort.csv", |text| text.replacen("2016-W01,Chad,10%,5%", "2016-W01,Chad,10%,4o%", 1));
    });
    let told = teamcap(&served.q3(), &["review".to_owned(), ".".to_owned()]);
    assert_eq!(broken["problems"].as_str().unwrap().as_bytes(), told.stderr, "as the terminal says it");
    assert_eq!(broken["word"], "The files have errors: below is the last good review.");
    assert_eq!(broken["page"], changed["page"]);
    let third = served.page();
    assert_eq!(heart(&third), heart(&second), "the last good review");
    assert!(third.contains("below is the last good review"), "{third}");
    let excerpt = format!("\n  2 | {row}\n    | {}^^^\n", " ".repeat("2016-W01,Chad,10%,".len()));
    assert!(third.contains(&excerpt), "{third}");

    let mended = served.state_after(|| {
        served.save("effort.csv", |text| text.replacen(row, "2016-W01,Chad,10%,6%,10%,39%,35%", 1));
    });
    assert_eq!((mended["page"].as_u64(), mended["problems"].as_str()), (Some(3), Some("")));
    assert_eq!(heart(&served.page()), heart(&written(&served.q3(), &[])));
}

#[test]
fn a_save_that_changes_nothing_of_the_page_is_none() {
    let served = Served::new(&[], |_| {});
    served.save("teamcap.toml", |text| format!("{text}\n# a comment\n"));
    let before = contents(&served.q3());
    std::thread::sleep(Duration::from_secs(2));
    let state = served.state(None);
    assert_eq!((state["number"].as_u64(), state["page"].as_u64()), (Some(1), Some(1)));
    assert_eq!(contents(&served.q3()), before, "nothing is written");
    assert_eq!(std::fs::read_dir(served.folder.path()).unwrap().count(), 1, "nor beside it");
}

#[test]
fn without_a_good_review_there_are_the_problems_alone() {
    let served = Served::new(&[], |q3| std::fs::write(q3.join("effort.csv"), "").unwrap());
    let page = served.page();
    assert!(page.contains("effort.csv: error: empty-file: the file is empty"), "{page}");
    assert!(page.contains("The files have errors, and there was no good review yet."), "{page}");
    assert!(!page.contains("id=\"figures\""), "{page}");
    let good = served.state_after(|| {
        served.save("effort.csv", |_| {
            format!("Week,Person,CI Scaling,Scap3 Migration,Diff Migration,Maintenance,Nonsense stuff\n{ROW}\n")
        });
    });
    assert_eq!((good["page"].as_u64(), good["problems"].as_str()), (Some(1), Some("")));
    assert_eq!(heart(&served.page()), heart(&written(&served.q3(), &[])));
}

#[test]
fn flags_are_those_of_review_and_names_stay_hidden() {
    let served = Served::new(&["--anonymise", "--average", "filled", "--without", "Dan", "--keep-going"], |_| {});
    let flags = ["--anonymise", "--average", "filled", "--without", "Dan"];
    assert_eq!(heart(&served.page()), heart(&written(&served.q3(), &flags)));
    let broken = served
        .state_after(|| served.save("effort.csv", |text| text.replacen(ROW, "2016-W01,Chad,0%,4o%,20%,40%,35%", 1)));
    assert_eq!(broken["word"], "Not everything could be read: below is the review of the rest.");
    assert!(broken["problems"].as_str().unwrap().contains("  2 | 2016-W01,Person 2,0%,4o%,"), "{broken}");
    for answer in [served.page(), served.got("state"), served.said.clone()] {
        for name in ["Antoine", "Chad", "Dan<", "Mukunda", "Tyler", "Zeljko"] {
            assert!(!answer.contains(name), "{name}");
        }
    }
}

#[test]
fn only_the_whole_address_opens_it_and_only_to_read() {
    let served = Served::new(&[], |_| {});
    let (host, page) = (format!("127.0.0.1:{}", served.port), format!("/{}/", served.token));
    assert!(served.token.len() >= 32 && served.token.bytes().all(|byte| byte.is_ascii_hexdigit()));
    for target in
        ["/", "/favicon.ico", &page[..page.len() - 1], "/0123456789abcdef0123456789abcdef/", &format!("/x{page}")]
    {
        assert_eq!(refusal(&served.asked("GET", target, &host)), "404", "{target}");
    }
    assert_eq!(refusal(&served.asked("GET", &page, "teamcap.example")), "403");
    assert_eq!(refusal(&served.asked("GET", &page, &format!("teamcap.example:{}", served.port))), "403");
    assert_eq!(refusal(&served.sent(format!("GET {page} HTTP/1.0\r\n\r\n").as_bytes())), "400");
    let post = format!("POST {page} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100000\r\n\r\n{}", "x".repeat(100_000));
    assert_eq!(refusal(&served.sent(post.as_bytes())), "405");
    let head = served.asked("HEAD", &page, &host);
    assert!(head.starts_with("HTTP/1.1 200 ") && head.ends_with("\r\n\r\n"), "{head}");
    for field in [
        "Content-Type: text/html; charset=utf-8",
        "Cache-Control: no-store",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
        "Content-Security-Policy: default-src 'none'; ",
    ] {
        assert!(head.contains(&format!("\r\n{field}")), "{field}\n{head}");
    }
    assert!(served.asked("GET", &page, &format!("localhost:{}", served.port)).starts_with("HTTP/1.1 200 "));
}

/// A listener on all addresses would answer on these too.
#[cfg(target_os = "linux")]
#[test]
fn it_listens_on_one_address_of_this_machine() {
    let served = Served::new(&[], |_| {});
    assert!(TcpStream::connect(("127.0.0.2", served.port)).is_err());
    assert!(TcpStream::connect(("::1", served.port)).is_err());
    let sockets = std::fs::read_to_string("/proc/net/tcp").unwrap();
    let local = format!(":{:04X}", served.port);
    let listening: Vec<&str> = sockets
        .lines()
        .filter_map(|line| {
            let fields: Vec<&str> = line.split_whitespace().collect();
            (fields[3] == "0A" && fields[1].ends_with(&local)).then(|| fields[1])
        })
        .collect();
    assert_eq!(listening, [format!("0100007F{local}")]);
}

#[test]
fn no_request_ends_it_or_keeps_the_others_waiting() {
    let served = Served::new(&[], |_| {});
    let idle: Vec<TcpStream> = (0..20).map(|_| served.connected()).collect();
    let mut half = served.connected();
    half.write_all(b"GET / HT").unwrap();
    let waiting = served.connected();
    let begun = Instant::now();
    for (bytes, status) in [
        (b"\x00\xff\xfe\r\n\r\n".to_vec(), "400"),
        (b"GET\r\n\r\n".to_vec(), "400"),
        (b"GET / HTTP/9.9\r\n\r\n".to_vec(), "400"),
        (format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(100_000)).into_bytes(), "431"),
        (format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(100)).into_bytes(), "431"),
    ] {
        assert_eq!(refusal(&served.sent(&bytes)), status, "{}", String::from_utf8_lossy(&bytes[..20.min(bytes.len())]));
    }
    served.connected().shutdown(Shutdown::Both).unwrap();
    assert!(served.page().contains("</html>"));
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    let mut answer = String::new();
    half.read_to_string(&mut answer).unwrap();
    assert_eq!(refusal(&answer), "408");
    drop((idle, waiting));
    // More at once than are let in: those that are too many are closed, and when the others have gone there is room again.
    let many: Vec<TcpStream> = (0..200).map(|_| served.connected()).collect();
    drop(many);
    let page = (0..50).find_map(|_| {
        std::thread::sleep(Duration::from_millis(100));
        Some(served.got("")).filter(|answer| answer.starts_with("HTTP/1.1 200 "))
    });
    assert!(page.is_some());
}

#[test]
fn what_cannot_be_served_ends_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let help = teamcap(folder.path(), &["serve".to_owned(), "--help".to_owned()]).stdout;
    assert!(String::from_utf8(help).unwrap().contains("Examples:"));
    let code = |arguments: &[&str]| {
        let mut all = vec!["serve".to_owned()];
        all.extend(arguments.iter().map(|argument| (*argument).to_owned()));
        let output = teamcap(folder.path(), &all);
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}: {output:?}");
        output.status.code().unwrap()
    };
    std::fs::write(folder.path().join("effort.csv"), "Week,Person,Build\n2016-W01,Ada,50%\n").unwrap();
    assert_eq!(code(&["no-such-folder"]), 3);
    assert_eq!(code(&["--config", "no-such.toml"]), 3);
    assert_eq!(code(&["-"]), 2);
    assert_eq!(code(&["--period", "someday"]), 2);
    assert_eq!(code(&["--without", "Nobody"]), 2);
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    assert_eq!(code(&["--port", &taken.local_addr().unwrap().port().to_string()]), 2);
}
