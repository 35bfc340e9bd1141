//! Every problem of a configuration, its message compared whole.

use std::sync::Arc;

use super::read;
use crate::model::exact::Exact;
use crate::problem::Numerals;
use crate::problem::show::{Style, draw_one};

/// Numbers with as many places as asked for.
struct Plain;

impl Numerals for Plain {
    fn decimal(&self, x: Exact, places: u32) -> String {
        let scaled = x.num() * 10_i128.pow(places) / x.den();
        if places == 0 {
            return scaled.to_string();
        }
        let digits = format!("{scaled:0>width$}", width = places as usize + 1);
        let (whole, rest) = digits.split_at(digits.len() - places as usize);
        format!("{whole}.{rest}")
    }
}

fn messages(text: &str) -> String {
    let (_, problems) = read(text, &Arc::from("teamcap.toml"));
    problems.iter().map(|problem| draw_one(problem, &Plain, Style::default())).collect()
}

#[test]
fn show_me() {
    for t in [
        "[[category]]\nname = Docs # x\nbucket = \"focus\"\n",
        "name = “Ada”\n",
        "team = \"Harbour\nperiod = \"2016-Q1\"\n",
        "[[source]]\nfiles = [\"hours\\2016.csv\"]\n",
        "team = \"a\"\nteam = \"b\"\n",
        "team =\n",
        "team: Harbour\n",
        "full_week = 37,5\n",
        "team = \"a\" period = \"2016-Q1\"\n",
        "[[person]\nname = \"Ada\"\nfte = 3\n[[person]]\nname = \"Ada\"\nfte = 3\n",
        "full_week = 040\n",
        "left = 2016-02-30\n",
        "working_days = [\"Mon\", \"Tue\"\nteam = \"x\"\n",
        "colour = 1\nperoid = \"x\"\n[[person]]\nname = \"Ada\"\nalias = []\n",
        "team = 5\nholidays = \"x.ics\"\nlimits = 3\nfull_week = \"40\"\n[[person]]\nname = \"A\"\nfte=\"1\"\njoined = 2016-01-01T10:00:00\n[skills.of.X]\ncritical = \"yes\"\n",
        "full_week = 1e1\nuntil = \"W8\"\nperiod = \"Q3\"\nfiscal_year_starts = \"Juli\"\nworking_days = [\"Monday\"]\nlimits = { under = 110 }\nteam = \" \"\n",
        "[[category]]\nname = \"D\"\nbucket = \"focsu\"\nmatch = [{}]\n[[person]]\nname = \"Ada\"\nfte = 80\nleave = [{ from = \"2016-2-1\", to = 2016-02-01, part = 1.5}]\n[[source]]\nfiles=[]\ndelimiter = \"ab\"\n[[accept]]\nproblem = \"filled-difers\"\nwhy = \"x\"\n[skills]\nscale_max = 3\nwords = { expert = 5 }\n",
        "[[person]]\nname = \"Ada\"\nfte = [{ from = 2016-01-01, is = 1 }, { from = 2016-01-01, is = 0.5 }, { from = 2015-01-01, is = 1}, {is = 1}]\nhours = 32\n[[person]]\nname = \"Ben\"\nfte = 0.5\nhours = 32\n[[person]]\nname = \"ADA\"\njoined = 2016-01-01\nleft = 2015-01-01\n",
        "version = 2\n[[person]]\nfte = 1\n[[category]]\n[[source]]\n[[accept]]\nproblem = \"wrong-type\"\nwhy = \"z\"\n",
    ] {
        println!("======= {t}\n{}", messages(t));
    }
    for name in std::fs::read_dir("samples/broken").unwrap() {
        let p = name.unwrap().path().join("teamcap.toml");
        if p.exists() {
            println!("##### {p:?}\n{}", messages(&std::fs::read_to_string(&p).unwrap()));
        }
    }
}
