//! The words of time, a table by language: months, days of the week, and what stands before the number of a week or a
//! quarter. All are in lower case and without accents, as `text::plain` makes them: `ß` is `ss`, `ø` is `o`, and what
//! German writes with two letters (`Maerz`) stands beside it.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::day::Weekday;

/// The words of a language. Months and days are separated by commas, and the words for one of them by blanks.
pub struct Language {
    /// Its code in ISO 639.
    pub name: &'static str,
    pub months: &'static str,
    pub days: &'static str,
    pub week: &'static str,
    pub quarter: &'static str,
    /// What stands between the first and the last day of a range.
    pub between: &'static str,
    /// What may stand before the first day of a range.
    pub before: &'static str,
    /// What may stand between the parts of a date: `4 de marzo de 2024`.
    pub filler: &'static str,
}

/// Left out are abbreviations that are more often something else: of months the Czech `led`, `dub` and `pro`, of days
/// those with two letters that mean another day in a language nearby, such as the French `di`.
pub const LANGUAGES: [Language; 12] = [
    Language {
        name: "en",
        months: "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, \
                 september sept sep, october oct, november nov, december dec",
        days: "monday mon mo, tuesday tues tue tu, wednesday wed we, thursday thurs thur thu th, friday fri fr, \
               saturday sat sa, sunday sun su",
        week: "week wk w cw",
        quarter: "quarter qtr q",
        between: "to until till through thru",
        before: "from",
        filler: "of the",
    },
    Language {
        name: "de",
        months: "januar jan janner jaenner, februar feb feber, marz maerz mrz mar, april apr, mai, juni jun, \
                 juli jul, august aug, september sept sep, oktober okt, november nov, dezember dez",
        days: "montag mo, dienstag di, mittwoch mi, donnerstag do, freitag fr, samstag sonnabend sa, sonntag so",
        week: "woche kalenderwoche kw",
        quarter: "quartal",
        between: "bis",
        before: "von vom",
        filler: "den der von",
    },
    Language {
        name: "fr",
        months: "janvier janv jan, fevrier fevr fev, mars mar, avril avr, mai, juin, juillet juil, aout aou, \
                 septembre sept sep, octobre oct, novembre nov, decembre dec",
        days: "lundi lun, mardi mar, mercredi mer, jeudi jeu, vendredi ven, samedi sam, dimanche dim",
        week: "semaine sem s",
        quarter: "trimestre trim t",
        between: "au a",
        before: "du de",
        filler: "le de du",
    },
    Language {
        name: "es",
        months: "enero ene, febrero feb, marzo mar, abril abr, mayo may, junio jun, julio jul, agosto ago, \
                 septiembre setiembre sept sep set, octubre oct, noviembre nov, diciembre dic",
        days: "lunes lun, martes mar, miercoles mie, jueves jue, viernes vie, sabado sab, domingo dom",
        week: "semana sem s",
        quarter: "trimestre trim t",
        between: "al a hasta",
        before: "del desde",
        filler: "el de del",
    },
    Language {
        name: "it",
        months: "gennaio gen genn, febbraio feb febbr, marzo mar, aprile apr, maggio mag magg, giugno giu, \
                 luglio lug, agosto ago, settembre set sett, ottobre ott, novembre nov, dicembre dic",
        days: "lunedi lun, martedi mar, mercoledi mer, giovedi gio, venerdi ven, sabato sab, domenica dom",
        week: "settimana sett",
        quarter: "trimestre trim t",
        between: "al a",
        before: "dal",
        filler: "il di del",
    },
    Language {
        name: "pt",
        months: "janeiro jan, fevereiro fev, marco mar, abril abr, maio mai, junho jun, julho jul, agosto ago, \
                 setembro set, outubro out, novembro nov, dezembro dez",
        days: "segunda seg, terca ter, quarta qua, quinta qui, sexta sex, sabado sab, domingo dom",
        week: "semana sem s",
        quarter: "trimestre trim t",
        between: "a ate",
        before: "de do",
        filler: "de feira",
    },
    Language {
        name: "nl",
        months: "januari jan, februari feb febr, maart mrt, april apr, mei, juni jun, juli jul, augustus aug, \
                 september sept sep, oktober okt, november nov, december dec",
        days: "maandag maa ma, dinsdag din di, woensdag woe wo, donderdag don do, vrijdag vri vr, zaterdag zat za, \
               zondag zon zo",
        week: "week wk",
        quarter: "kwartaal",
        between: "tot",
        before: "van",
        filler: "de van",
    },
    Language {
        name: "sv",
        months: "januari jan, februari feb, mars mar, april apr, maj, juni jun, juli jul, augusti aug, \
                 september sept sep, oktober okt, november nov, december dec",
        days: "mandag man, tisdag tis, onsdag ons, torsdag tors tor, fredag fre, lordag lor, sondag son",
        week: "vecka v",
        quarter: "kvartal",
        between: "till",
        before: "fran",
        filler: "den",
    },
    Language {
        name: "no",
        months: "januar jan, februar feb, mars mar, april apr, mai, juni jun, juli jul, august aug, \
                 september sept sep, oktober okt, november nov, desember des",
        days: "mandag man ma, tirsdag tir ti, onsdag ons on, torsdag tor to, fredag fre fr, lordag lor, sondag son",
        week: "uke",
        quarter: "kvartal",
        between: "til",
        before: "fra",
        filler: "den",
    },
    Language {
        name: "da",
        months: "januar jan, februar feb, marts mar, april apr, maj, juni jun, juli jul, august aug, \
                 september sept sep, oktober okt, november nov, december dec",
        days: "mandag man ma, tirsdag tir ti, onsdag ons on, torsdag tor to, fredag fre fr, lordag lor, sondag son",
        week: "uge",
        quarter: "kvartal",
        between: "til",
        before: "fra",
        filler: "den",
    },
    Language {
        name: "fi",
        months: "tammikuu tammikuuta tammi, helmikuu helmikuuta helmi, maaliskuu maaliskuuta maalis, \
                 huhtikuu huhtikuuta huhti, toukokuu toukokuuta touko, kesakuu kesakuuta kesa, \
                 heinakuu heinakuuta heina, elokuu elokuuta elo, syyskuu syyskuuta syys, lokakuu lokakuuta loka, \
                 marraskuu marraskuuta marras, joulukuu joulukuuta joulu",
        days: "maanantai maanantaina ma, tiistai tiistaina ti, keskiviikko keskiviikkona ke, torstai torstaina to, \
               perjantai perjantaina pe, lauantai lauantaina la, sunnuntai sunnuntaina su",
        week: "viikko vko vk",
        quarter: "neljannes kvartaali",
        between: "",
        before: "",
        filler: "",
    },
    // Polish and Czech share some words, and both write a day with the month in another case.
    Language {
        name: "pl cs",
        months: "styczen stycznia sty leden ledna, luty lutego lut unor unora uno, marzec marca mar brezen brezna bre, \
                 kwiecien kwietnia kwi duben dubna, maj maja kveten kvetna kve, czerwiec czerwca cze cerven cervna cvn, \
                 lipiec lipca lip cervenec cervence cvc, sierpien sierpnia sie srpen srpna srp, \
                 wrzesien wrzesnia wrz zari zar, pazdziernik pazdziernika paz rijen rijna rij, \
                 listopad listopada listopadu lis, grudzien grudnia gru prosinec prosince",
        days: "poniedzialek pon pn pondeli po, wtorek wt utery ut, sroda sr streda st, czwartek czw ctvrtek ct, \
               piatek pt patek pa, sobota sob sb, niedziela niedz nd nedele ne",
        week: "tydzien tydz tyden",
        quarter: "kwartal ctvrtleti kvartal",
        between: "do az",
        before: "od",
        filler: "r roku",
    },
];

/// What a word means. A word may mean several things: `mar` is March, and Tuesday in French.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meaning {
    pub month: Option<i8>,
    /// Whether it is a month in English, which alone has the month before the day.
    pub is_english: bool,
    pub days: Weekdays,
    pub is_week: bool,
    pub is_quarter: bool,
    pub is_between: bool,
    pub is_before: bool,
    pub is_filler: bool,
}

/// The days of the week that a word can mean, in whatever language: none, where no such word is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weekdays(u8);

impl Weekdays {
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns whether a date on this day of the week agrees with what is written. It does if nothing is.
    pub fn allow(self, day: Weekday) -> bool {
        self.is_empty() || self.0 & (1 << day as u8) != 0
    }
}

static MEANINGS: LazyLock<HashMap<&'static str, Meaning>> = LazyLock::new(|| {
    let mut all: HashMap<&'static str, Meaning> = HashMap::new();
    for language in &LANGUAGES {
        for (words, month) in language.months.split(',').zip(1..) {
            for word in words.split_whitespace() {
                let meaning = all.entry(word).or_default();
                meaning.month = Some(month);
                meaning.is_english |= language.name == "en";
            }
        }
        for (words, day) in language.days.split(',').zip(Weekday::ALL) {
            for word in words.split_whitespace() {
                all.entry(word).or_default().days.0 |= 1 << day as u8;
            }
        }
        let mut mark = |words: &'static str, set: fn(&mut Meaning)| {
            for word in words.split_whitespace() {
                set(all.entry(word).or_default());
            }
        };
        mark(language.week, |meaning| meaning.is_week = true);
        mark(language.quarter, |meaning| meaning.is_quarter = true);
        mark(language.between, |meaning| meaning.is_between = true);
        mark(language.before, |meaning| meaning.is_before = true);
        mark(language.filler, |meaning| meaning.is_filler = true);
    }
    all
});

/// Returns what a word means, or `None` if it has nothing to do with time.
pub fn meaning(word: &str) -> Option<Meaning> {
    MEANINGS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_twelve_months_seven_days_and_a_word_for_the_week() {
        for language in &LANGUAGES {
            let lines = |text: &str| text.split(',').filter(|words| !words.trim().is_empty()).count();
            assert_eq!((lines(language.months), lines(language.days)), (12, 7), "{}", language.name);
            assert!(!language.week.is_empty() && !language.quarter.is_empty(), "{}", language.name);
        }
    }

    #[test]
    fn no_word_is_two_months_or_two_days_of_the_week() {
        for language in &LANGUAGES {
            for (words, month) in language.months.split(',').zip(1..) {
                for word in words.split_whitespace() {
                    assert_eq!(meaning(word).unwrap().month, Some(month), "{word}");
                }
            }
            for word in language.days.split([',', ' ']).filter(|word| !word.is_empty()) {
                assert_eq!(meaning(word).unwrap().days.0.count_ones(), 1, "{word}");
            }
        }
    }

    #[test]
    fn every_word_is_written_as_texts_are_compared() {
        let all = LANGUAGES.iter().flat_map(|of| [of.months, of.days, of.week, of.quarter, of.between, of.filler]);
        for word in all.flat_map(|words| words.split([',', ' '])) {
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
        }
    }
}
