//! Words that usually stand for levels, in the languages that people keep matrices in. They are never read as levels: that is for
//! the team to say. They show which cells are ratings, and put the words of a matrix in order where that is obvious.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::person::folded;

/// What a usual word belongs to. Words of two kinds are not put in one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// From none to expert.
    Proficiency,
    /// Red, amber, green.
    Light,
    /// Low, medium, high.
    Height,
    YesNo,
    /// A is the best.
    Letter,
    /// Circles filled by quarters (Harvey balls). Full and empty ones are such only beside others.
    Ball,
    /// `L2`, `Level 2`: the word has a number in it.
    Numbered,
}

/// Words of one kind and rank, separated by commas. A higher rank is better; only the order of ranks counts, and how far they are
/// from 0 and from 100.
const WORDS: &[(Kind, u32, &str)] = &[
    (
        Kind::Proficiency,
        0,
        "none,nothing,no knowledge,keine,kein,keiner,aucun,aucune,néant,ninguno,ninguna,nulo,nenhum,nenhuma",
    ),
    (Kind::Proficiency, 0, "nessuno,nessuna,geen,unskilled,ungelernt"),
    (Kind::Proficiency, 10, "aware,awareness,heard of it,kennt,notions"),
    (
        Kind::Proficiency,
        20,
        "novice,beginner,learner,learning,trainee,starter,anfänger,anfängerin,einsteiger,neuling,lernend",
    ),
    (Kind::Proficiency, 20, "débutant,débutante,novato,novata,principiante,iniciante,novizio,leerling,lerend"),
    (
        Kind::Proficiency,
        25,
        "basic,basics,elementary,foundation,junior,grundkenntnisse,grundlagen,basis,basiskenntnisse",
    ),
    (Kind::Proficiency, 25, "base,bases,de base,básico,básica,basico,elementare,basiskennis"),
    (Kind::Proficiency, 35, "advanced beginner,some,fortgeschrittener anfänger"),
    (
        Kind::Proficiency,
        50,
        "intermediate,competent,working,practitioner,moderate,kompetent,intermédiaire,moyen,compétent",
    ),
    (
        Kind::Proficiency,
        50,
        "compétente,intermedio,intermedia,competente,intermediário,intermediária,intermédio,médio,bekwaam,gemiddeld",
    ),
    (
        Kind::Proficiency,
        55,
        "good,solid,skilled,independent,gut,bon,bonne,bien,bueno,buena,bom,boa,buono,buona,goed,zelfstandig",
    ),
    (Kind::Proficiency, 70, "fortgeschritten,confirmé,confirmée"),
    (
        Kind::Proficiency,
        75,
        "advanced,proficient,strong,senior,avancé,avancée,avanzado,avanzada,avançado,avançada,avanzato,avanzata",
    ),
    (Kind::Proficiency, 75, "gevorderd,versiert,erfahren,experienced,fluent"),
    (
        Kind::Proficiency,
        80,
        "very good,sehr gut,très bon,très bonne,muy bueno,muy buena,muito bom,molto buono,zeer goed,profi",
    ),
    (
        Kind::Proficiency,
        100,
        "expert,experte,expertin,experto,experta,especialista,esperto,esperta,specialist,spezialist",
    ),
    (Kind::Proficiency, 100, "master,excellent,guru,can teach,perito,ottimo,excelente,deskundige"),
    (Kind::Light, 0, "red,rot,rouge,rojo,vermelho,rosso,rood,🔴,🟥"),
    (
        Kind::Light,
        50,
        "amber,yellow,orange,gelb,jaune,amarillo,ámbar,naranja,amarelo,giallo,arancione,geel,oranje,🟡,🟠,🟨,🟧",
    ),
    (Kind::Light, 100, "green,grün,vert,verde,groen,🟢,🟩"),
    (Kind::Height, 20, "low,niedrig,gering,faible,bajo,baixo,basso,laag"),
    (Kind::Height, 50, "medium,mittel,moyenne,medio,midden"),
    (Kind::Height, 100, "high,hoch,élevé,élevée,alto,hoog"),
    (Kind::Ball, 0, "○"),
    (Kind::Ball, 25, "◔"),
    (Kind::Ball, 50, "◑,◐,◒,◓"),
    (Kind::Ball, 75, "◕"),
    (Kind::Ball, 100, "●"),
    (Kind::YesNo, 0, "no,n,nein,non,não,nee"),
    (Kind::YesNo, 100, "yes,y,ja,j,oui,sí,si,sim,sì"),
];

/// The words one by one. Of a word in two lists the first holds.
static LISTED: LazyLock<HashMap<&str, (Kind, u32)>> = LazyLock::new(|| {
    let words = WORDS.iter().rev();
    words.flat_map(|&(kind, rank, words)| words.split(',').map(move |word| (word, (kind, rank)))).collect()
});

/// What stands before the number of a level.
const BEFORE_NUMBERS: &[&str] = &["l", "lvl", "level", "stufe", "niveau", "nivel", "nível", "livello", "lv"];

/// Returns the kind and the rank of a usual word. The rank of a word with a number in it is that number.
pub fn usual(word: &str) -> Option<(Kind, u32)> {
    let word = folded(word);
    if let Some(known) = LISTED.get(word.as_str()) {
        return Some(*known);
    }
    let mut letters = word.chars();
    if let (Some(letter @ 'a'..='f'), None) = (letters.next(), letters.next()) {
        return Some((Kind::Letter, 'f' as u32 - letter as u32));
    }
    let digits = word.trim_start_matches(|c: char| !c.is_ascii_digit());
    let before = word.strip_suffix(digits)?.trim_end();
    let is_numbered = BEFORE_NUMBERS.contains(&before) && (1..=2).contains(&digits.len());
    digits.parse().ok().filter(|_| is_numbered).map(|number| (Kind::Numbered, number))
}

/// Returns whether a word is one that levels are written with, and hardly anything else.
pub fn is_level(word: &str) -> bool {
    usual(word).is_some_and(|(kind, _)| kind != Kind::YesNo)
}

/// What several words of a matrix stand for, as far as their order is obvious.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The level of each word, in the order of the words. `None` for a word that nothing is known of.
    pub levels: Vec<Option<u32>>,
    /// The scale and the bar that go with the levels, if they are others than those in force.
    pub scale: Option<(u32, u32)>,
}

/// Puts words in order. `is_free`: nothing says which scale is in force, neither the configuration nor a number in the matrix;
/// then the words have a scale of their own, with as many levels as there are ranks.
pub fn offer(words: &[&str], (scale_max, bar): (u32, u32), is_free: bool) -> Offer {
    // R, A and G are lights, not three of many letters.
    let light = |word: &&str| match folded(word).as_str() {
        "r" => Some((Kind::Light, 0)),
        "a" | "y" => Some((Kind::Light, 50)),
        "g" => Some((Kind::Light, 100)),
        _ => None,
    };
    let are_lights = words.iter().all(|word| light(word).is_some()) && words.iter().any(|word| folded(word) == "g");
    let known: Vec<Option<(Kind, u32)>> =
        words.iter().map(|word| if are_lights { light(word) } else { usual(word) }).collect();
    // The kind that most words are of. `medio` is also a height, and `ja` is never a level among others.
    let kinds = [Kind::Proficiency, Kind::Light, Kind::Height, Kind::Ball, Kind::YesNo, Kind::Letter, Kind::Numbered];
    let of = |kind: Kind| known.iter().flatten().filter(|(other, _)| *other == kind).count();
    let Some(kind) = kinds.into_iter().rev().max_by_key(|kind| of(*kind)).filter(|kind| of(*kind) > 0) else {
        return Offer { levels: vec![None; words.len()], scale: None };
    };
    let rank = |known: &Option<(Kind, u32)>| known.filter(|(other, _)| *other == kind).map(|(_, rank)| rank);
    let mut ranks: Vec<u32> = known.iter().filter_map(rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let is_whole = known.iter().all(|known| rank(known).is_some());
    if kind == Kind::Letter && !is_whole {
        return Offer { levels: vec![None; words.len()], scale: None };
    }
    if kind == Kind::Numbered {
        let levels = known.iter().map(|known| rank(known).filter(|&number| number <= scale_max)).collect();
        return Offer { levels, scale: None };
    }
    if kind == Kind::YesNo {
        let level = |rank: u32| if rank == 0 { 0 } else { bar };
        return Offer { levels: known.iter().map(|known| rank(known).map(level)).collect(), scale: None };
    }
    if kind == Kind::Ball && is_free {
        let levels = known.iter().map(|known| rank(known).map(|rank| rank / 25)).collect();
        return Offer { levels, scale: Some((4, 3)) };
    }
    // The lowest of letters, heights and lights is 0; the lowest proficiency only if it is none.
    let lowest = u32::from(matches!(kind, Kind::Proficiency | Kind::Height) && ranks.first() != Some(&0));
    let top = (ranks.len() as u32).saturating_sub(1) + lowest;
    let step = |rank: u32| ranks.iter().position(|known| *known == rank).map(|at| at as u32 + lowest);
    if is_whole && top >= 2 && ranks.len() >= 3 && (is_free || top == scale_max) {
        let scale = (top != scale_max).then_some((top, (top * 3).div_ceil(5)));
        return Offer { levels: known.iter().map(|known| rank(known).and_then(step)).collect(), scale };
    }
    let spread = |rank: u32| match kind {
        Kind::Letter => step(rank).map(|step| (step * scale_max * 2 + top.max(1)) / (top.max(1) * 2)),
        _ => Some((rank * scale_max + 50) / 100),
    };
    Offer { levels: known.iter().map(|known| rank(known).and_then(spread)).collect(), scale: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(words: &[&str], is_free: bool) -> (Vec<Option<u32>>, Option<(u32, u32)>) {
        let offer = offer(words, (5, 3), is_free);
        (offer.levels, offer.scale)
    }

    #[test]
    fn words_in_an_obvious_order_have_a_scale_of_their_own() {
        let some = |levels: &[u32]| levels.iter().copied().map(Some).collect::<Vec<_>>();
        assert_eq!(levels(&["A", "B", "C", "D"], true), (some(&[3, 2, 1, 0]), Some((3, 2))));
        assert_eq!(levels(&["Green", "Amber", "Red"], true), (some(&[2, 1, 0]), Some((2, 2))));
        assert_eq!(levels(&["novice", "none", "expert", "competent"], true), (some(&[1, 0, 3, 2]), Some((3, 2))));
        let five = ["none", "basic", "intermediate", "advanced", "expert"];
        assert_eq!(levels(&five, true), (some(&[0, 1, 2, 3, 4]), Some((4, 3))));
        assert_eq!(levels(&["novice", "competent", "proficient", "expert"], true), (some(&[1, 2, 3, 4]), Some((4, 3))));
        for words in [
            ["Anfänger", "kompetent", "Experte"],
            ["débutant", "avancé", "expert"],
            ["básico", "intermedio", "experto"],
            ["iniciante", "médio", "especialista"],
            ["principiante", "buono", "esperto"],
            ["beginner", "gevorderd", "expert"],
        ] {
            assert_eq!(levels(&words, true), (some(&[1, 2, 3]), Some((3, 2))), "{words:?}");
        }
    }

    #[test]
    fn on_a_scale_that_is_in_force_words_are_spread_over_it() {
        assert_eq!(levels(&["Expert", "Good"], false), (vec![Some(5), Some(3)], None));
        assert_eq!(levels(&["A", "B", "C"], false), (vec![Some(5), Some(3), Some(0)], None));
        assert_eq!(levels(&["Yes", "no"], true), (vec![Some(3), Some(0)], None));
        assert_eq!(levels(&["L2", "Level 4", "L9"], true), (vec![Some(2), Some(4), None], None));
        assert_eq!(levels(&["Green", "Ninja"], true), (vec![Some(5), None], None));
        assert_eq!(levels(&["Ninja"], true), (vec![None], None));
        assert_eq!(levels(&["A", "Ninja"], true), (vec![None, None], None));
        assert_eq!(levels(&["G", "A", "R"], true), (vec![Some(2), Some(1), Some(0)], Some((2, 2))));
    }
}
