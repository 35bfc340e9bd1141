//! The same days in every language whose words are known.

use super::*;

#[test]
fn a_week_has_its_word_in_every_language() {
    for text in [
        "Week 10",
        "wk 10",
        "W10",
        "CW 10",
        "KW 10",
        "KW10",
        "KW. 10",
        "Woche 10",
        "Kalenderwoche 10",
        "10. KW",
        "Semaine 10",
        "semaine n\u{b0} 10",
        "Sem. 10",
        "S10",
        "S 10",
        "Semana 10",
        "Settimana 10",
        "sett. 10",
        "v. 10",
        "V 10",
        "v.10",
        "vecka 10",
        "uke 10",
        "uge 10",
        "viikko 10",
        "vko 10",
        "10. viikko",
        "Tydzie\u{144} 10",
        "t\u{fd}den 10",
        "Tyden 10",
    ] {
        reads(&[(text, "2024-W10")]);
    }
    for text in [
        "KW10/2024",
        "KW 10/2024",
        "KW 10 2024",
        "KW 10/24",
        "2024 KW 10",
        "2024-KW10",
        "10. KW 2024",
        "S10 2024",
        "S10-2024",
        "Semaine 10 2024",
        "Semana 10 de 2024",
        "vecka 10 2024",
        "v. 10 2024",
        "2024 v. 10",
        "viikko 10/2024",
        "Tydzie\u{144} 10 2024",
        "t\u{fd}den 10/2024",
    ] {
        reads(&[(text, "2024-W10")]);
    }
}

/// Each line: the fourth of March with its year, without, and with its day of the week; the month; the week from the
/// fourth on.
#[test]
fn the_fourth_of_march_in_every_language() {
    let month = "2024-03-01..2024-03-31";
    for [day, short, weekday, march, week] in [
        ["4 March 2024", "4-Mar", "Monday 4 March", "March 2024", "4-10 March 2024"],
        ["4. M\u{e4}rz 2024", "4. Mrz", "Montag, 4.3.2024", "Maerz 2024", "4. bis 10. M\u{e4}rz 2024"],
        ["4 mars 2024", "le 4 mars", "lundi 4 mars 2024", "mars 2024", "du 4 au 10 mars 2024"],
        ["4 de marzo de 2024", "4 mar.", "lun. 4 de marzo", "marzo de 2024", "del 4 al 10 de marzo de 2024"],
        ["4 marzo 2024", "4 mar", "luned\u{ec} 4 marzo 2024", "marzo 2024", "dal 4 al 10 marzo 2024"],
        [
            "4 de mar\u{e7}o de 2024",
            "4-mar",
            "segunda-feira, 4 de mar\u{e7}o",
            "mar/24",
            "4 a 10 de mar\u{e7}o de 2024",
        ],
        ["4 maart 2024", "4 mrt.", "ma 4 maart", "mrt-24", "4 t/m 10 maart 2024"],
        ["4 mars 2024", "4 mars", "m\u{e5}n 4 mars 2024", "mars 2024", "4 till 10 mars 2024"],
        ["4. mars 2024", "4. mars", "mandag 4. mars", "mars 2024", "4. til 10. mars 2024"],
        ["4. marts 2024", "den 4. marts", "man. 4. marts 2024", "marts 2024", "4.-10. marts 2024"],
        [
            "4. maaliskuuta 2024",
            "4. maalis",
            "maanantaina 4. maaliskuuta",
            "maaliskuu 2024",
            "4.\u{2013}10. maaliskuuta 2024",
        ],
        ["4 marca 2024 r.", "4 mar", "poniedzia\u{142}ek, 4 marca 2024", "marzec 2024", "od 4 do 10 marca 2024"],
        [
            "4. b\u{159}ezna 2024",
            "4. b\u{159}e",
            "pond\u{11b}l\u{ed} 4. b\u{159}ezna",
            "b\u{159}ezen 2024",
            "4. a\u{17e} 10. b\u{159}ezna 2024",
        ],
    ] {
        reads(&[
            (day, "2024-03-04"),
            (short, "2024-03-04"),
            (weekday, "2024-03-04"),
            (march, month),
            (week, "2024-W10"),
        ]);
    }
    reads(&[
        ("4 marca 2024 roku", "2024-03-04"),
        ("Mo., 04.03.", "2024-03-04"),
        ("4 tot en met 10 maart 2024", "2024-W10"),
        ("M\u{e4}rz 24", month),
    ]);
}

#[test]
fn every_month_of_every_language_is_itself_with_and_without_accents() {
    for language in &super::super::words::LANGUAGES {
        for (words, month) in language.months.split(',').zip(1_i8..) {
            for word in words.split_whitespace() {
                let of = |text: String| spelled(&text).map(|said| said.first);
                let expected = Some(Part::Month { year: Some(2024), month });
                assert_eq!(of(format!("{word} 2024")), expected, "{word}");
                assert_eq!(of(format!("{}-24", word.to_uppercase())), expected, "{word}");
                let day = Part::day(None, month.unsigned_abs().into(), 4);
                assert_eq!(of(format!("4. {word}")), day, "{word}");
            }
        }
    }
    for (text, month) in [
        ("f\u{e9}vrier", 2),
        ("fevrier", 2),
        ("ao\u{fb}t", 8),
        ("d\u{e9}cembre", 12),
        ("J\u{e4}nner", 1),
        ("mar\u{e7}o", 3),
        ("kes\u{e4}kuu", 6),
        ("pa\u{17a}dziernik", 10),
        ("wrzesie\u{144}", 9),
        ("\u{10d}ervenec", 7),
        ("z\u{e1}\u{159}\u{ed}", 9),
        ("Ma\u{308}rz", 3),
        ("Sept.", 9),
        ("mars", 3),
        ("Mai", 5),
        ("maj", 5),
        ("mei", 5),
        ("maggio", 5),
    ] {
        assert_eq!(spelled(text).map(|said| said.first), Some(Part::Month { year: None, month }), "{text}");
    }
}

#[test]
fn a_quarter_has_its_word_in_every_language() {
    for text in [
        "1. Quartal 2024",
        "1. Quartal 24",
        "Quartal 1/2024",
        "T1 2024",
        "1T24",
        "1er trimestre 2024",
        "1\u{ba} trimestre de 2024",
        "1\u{b0} trimestre 2024",
        "trim. 1 2024",
        "1e kwartaal 2024",
        "1. kvartal 2024",
        "kvartal 1 2024",
        "I kwarta\u{142} 2024",
        "1. neljannes 2024",
        "1. \u{10d}tvrtlet\u{ed} 2024",
    ] {
        reads(&[(text, "2024-01-01..2024-03-31")]);
    }
}
