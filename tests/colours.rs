//! The colours of the page, read from its style sheet: what stands side by side in one picture stays apart for people who see red,
//! green or blue as others do not, and everything has the contrast that WCAG asks for; light, dark and in print.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::float_arithmetic, reason = "colours are measured, not counted")]

use std::collections::BTreeMap;

/// The style sheet without its comments.
fn style() -> String {
    let mut parts = include_str!("../src/render/html/style.css").split("/*");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |all, part| all + part.split_once("*/").unwrap().1)
}

/// How far apart (CIEDE2000) the parts of a bar are, which only their colour tells. 1 is just seen by somebody who looks closely at
/// two patches that touch; 10 is seen at a glance.
const PARTS: f64 = 10.0;

/// How far apart the grounds of table cells are, and the colours of words: those are told by a sign or a word first, and the colour
/// is only not to say otherwise.
const SIGNED: f64 = 5.0;

/// WCAG 2.2: 1.4.3 for text, 1.4.11 for what a picture is made of.
const TEXT: f64 = 4.5;
const MARK: f64 = 3.0;

/// Light, in numbers of linear RGB.
type Light = [f64; 3];

/// Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on
/// Visualization and Computer Graphics 15 (2009), severity 1.0; they are of linear RGB.
const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
    ("normal sight", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

/// `#0a67a2` as light, by sRGB's curve.
fn light(colour: &str) -> Light {
    assert!(colour.len() == 7 && colour.starts_with('#'), "{colour:?} is no colour of six digits");
    [1, 3, 5].map(|at| {
        let part = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn seen(colour: &str, sight: [[f64; 3]; 3]) -> Light {
    let light = light(colour);
    sight.map(|row| dot(row, light).clamp(0.0, 1.0))
}

/// CIE 1976 L*a*b*, white D65.
fn lab(light: Light) -> [f64; 3] {
    let x = dot([0.412_456_4, 0.357_576_1, 0.180_437_5], light) / 0.95047;
    let y = dot([0.212_672_9, 0.715_152_2, 0.072_175_0], light);
    let z = dot([0.019_333_9, 0.119_192_0, 0.950_304_1], light) / 1.08883;
    let [x, y, z] = [x, y, z].map(|t| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000, as in Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula", Color Research and Application 30 (2005).
fn difference([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let far = 25f64.powi(7);
    let mean = (a1.hypot(b1) + a2.hypot(b2)) / 2.0;
    let stretch = 1.5 - 0.5 * (mean.powi(7) / (mean.powi(7) + far)).sqrt();
    let (a1, a2) = (a1 * stretch, a2 * stretch);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let grey = c1 * c2 == 0.0;
    let hue = |a: f64, b: f64| if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let turn = if grey { 0.0 } else { (h2 - h1 + 180.0).rem_euclid(360.0) - 180.0 };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let h = match h1 + h2 {
        sum if grey => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => (sum + 360.0) / 2.0,
        sum => (sum - 360.0) / 2.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0) - 0.2 * cos(4.0 * h - 63.0);
    let from_middle = (l - 50.0).powi(2);
    let sl = 1.0 + 0.015 * from_middle / (20.0 + from_middle).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let twist = (60.0 * (-((h - 275.0) / 25.0).powi(2)).exp()).to_radians().sin();
    let rt = -2.0 * (c.powi(7) / (c.powi(7) + far)).sqrt() * twist;
    ((dl / sl).powi(2) + (dc / sc).powi(2) + (dh / sh).powi(2) + rt * dc / sc * dh / sh).sqrt()
}

/// WCAG's contrast ratio.
fn contrast(a: &str, b: &str) -> f64 {
    let [a, b] = [a, b].map(|colour| dot([0.2126, 0.7152, 0.0722], light(colour)) + 0.05);
    a.max(b) / a.min(b)
}

/// The colours of a picture that anybody would mix up, each pair with the sight and the difference.
fn alike(colours: &[(&str, String)], least: f64) -> Vec<String> {
    let mut found = Vec::new();
    for (at, (name, a)) in colours.iter().enumerate() {
        for (other, b) in &colours[at + 1..] {
            for (sight, matrix) in SIGHTS {
                let apart = difference(lab(seen(a, matrix)), lab(seen(b, matrix)));
                if apart < least {
                    found.push(format!("{name} {a} and {other} {b}: {apart:.1} apart in {sight}, not {least}"));
                }
            }
        }
    }
    found
}

/// The pairs with too little contrast.
fn faint(pairs: &[(String, String)], least: f64) -> Vec<String> {
    let pairs = pairs.iter().map(|(a, b)| (a, b, contrast(a, b))).filter(|(.., ratio)| *ratio < least);
    pairs.map(|(a, b, ratio)| format!("{a} on {b}: {ratio:.2} to 1, not {least}")).collect()
}

/// The custom properties of each `:root`: light, dark and print; what a later one does not say is as in the first.
fn schemes() -> Vec<(&'static str, BTreeMap<String, String>)> {
    let mut first = BTreeMap::new();
    let style = style();
    let blocks = style.split(":root {").skip(1).map(|rest| rest.split_once('}').unwrap().0);
    let found: Vec<_> = ["light", "dark", "print"]
        .into_iter()
        .zip(blocks)
        .map(|(name, block)| {
            let mut scheme: BTreeMap<String, String> = first.clone();
            for said in block.split(';').filter_map(|said| said.split_once(':')) {
                let key = said.0.rsplit_once("--").map(|(_, key)| key.trim());
                scheme.extend(key.map(|key| (key.to_owned(), said.1.trim().to_owned())));
            }
            if first.is_empty() {
                first = scheme.clone();
            }
            (name, scheme)
        })
        .collect();
    assert_eq!(found.len(), 3, "light, dark, print");
    found
}

/// What a rule of the style sheet says of a property, as a colour of a scheme.
fn of(scheme: &BTreeMap<String, String>, selector: &str, property: &str) -> String {
    let style = style();
    let rule = style.lines().flat_map(|line| line.split_inclusive('}')).find_map(|rule| {
        let (selectors, body) = rule.split_once('{')?;
        let said = body.trim_end_matches('}').split(';').filter_map(|said| said.split_once(':'));
        let value = said.filter(|(key, _)| key.trim() == property).map(|(_, value)| value.trim()).next()?;
        selectors.split(',').any(|one| one.trim() == selector).then_some(value)
    });
    let value = rule.unwrap_or_else(|| panic!("the style sheet says no {property} of {selector}"));
    match value.strip_prefix("var(--").and_then(|name| name.strip_suffix(')')) {
        Some(name) => scheme[name].clone(),
        None => value.to_owned(),
    }
}

/// Everything that is wrong in any scheme.
fn in_all(wrong: impl Fn(&BTreeMap<String, String>) -> Vec<String>) -> String {
    let told = |(name, scheme): (&'static str, BTreeMap<String, String>)| {
        wrong(&scheme).into_iter().map(move |fault| format!("{name}: {fault}\n"))
    };
    schemes().into_iter().flat_map(told).collect()
}

const BUCKETS: [&str; 5] = ["b0", "b1", "b2", "b3", "b4"];
const CAPACITY: [&str; 5] = ["recorded", "leave", "holidays", "missing", "free"];

/// Any two may touch: what is nothing takes no room.
#[test]
fn parts_of_a_bar_stay_apart_for_everybody() {
    for picture in [BUCKETS, CAPACITY] {
        let wrong =
            in_all(|scheme| alike(&picture.map(|part| (part, of(scheme, &format!("rect.{part}"), "fill"))), PARTS));
        assert!(wrong.is_empty(), "{wrong}");
    }
}

/// On the page and on the line that a bar is drawn on. What is free is drawn with a frame.
#[test]
fn parts_of_a_bar_are_seen_on_their_ground() {
    let wrong = in_all(|scheme| {
        let parts = BUCKETS.into_iter().chain(CAPACITY).map(|part| match part {
            "free" => of(scheme, "rect.free", "stroke"),
            part => of(scheme, &format!("rect.{part}"), "fill"),
        });
        let grounds = [&scheme["ground"], &scheme["band"]];
        let pairs: Vec<_> = parts.flat_map(|part| grounds.map(|ground| (part.clone(), ground.clone()))).collect();
        faint(&pairs, MARK)
    });
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_label_is_read_on_its_bucket() {
    let wrong = in_all(|scheme| {
        let pair =
            |part: &str| (of(scheme, &format!("text.{part}"), "fill"), of(scheme, &format!("rect.{part}"), "fill"));
        faint(&BUCKETS.map(pair), TEXT)
    });
    assert!(wrong.is_empty(), "{wrong}");
}

/// The states of weeks by their grounds, among those with a frame and among those without; a frame is seen by itself.
#[test]
fn states_of_weeks_stay_apart_for_everybody() {
    let wrong = in_all(|scheme| {
        let ground = |name: &'static str| (name, of(scheme, &format!(".heat .{name}"), "background"));
        let away = ("away", of(scheme, ".heat td", "background"));
        let mut wrong = alike(&[ground("recorded"), ground("leave"), away.clone()], SIGNED);
        wrong.extend(alike(&[ground("zero"), ground("missing")], SIGNED));
        wrong.extend(faint(
            &[("soft", "ground"), ("warn", "warn-ground")].map(|(a, b)| (scheme[a].clone(), scheme[b].clone())),
            MARK,
        ));
        let inked =
            [ground("recorded").1, ground("leave").1, ground("zero").1].map(|ground| (scheme["ink"].clone(), ground));
        wrong.extend(faint(&inked, TEXT));
        let marked = [
            (of(scheme, ".heat .missing", "color"), ground("missing").1),
            (of(scheme, ".heat .away", "color"), away.1),
        ];
        wrong.extend(faint(&marked, TEXT));
        wrong
    });
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn states_of_skills_stay_apart_for_everybody() {
    let wrong = in_all(|scheme| {
        let named = |name: &'static str| (name, scheme[name].clone());
        let mut wrong = alike(&["bad", "warn", "good"].map(named), SIGNED);
        wrong.extend(alike(&["bad-ground", "warn-ground", "ground"].map(named), SIGNED));
        let on = |text: &str, ground: &str| (scheme[text].clone(), scheme[ground].clone());
        let own = [on("bad", "bad-ground"), on("warn", "warn-ground"), on("good", "ground"), on("ink", "bad-ground")];
        wrong.extend(faint(&own, TEXT));
        let others = ["bad", "warn", "good", "ink", "soft", "link"].map(|text| on(text, "ground"));
        wrong.extend(faint(&others, TEXT));
        wrong.extend(faint(&[on("ink", "band"), on("soft", "band"), on("warn", "band")], TEXT));
        wrong
    });
    assert!(wrong.is_empty(), "{wrong}");
}

/// The pink and the grey that this page once had: far apart for most people, alike to a deuteranope.
#[test]
fn two_colours_that_somebody_mixes_up_are_found() {
    let pair = [("pink", "#cf86b0".to_owned()), ("grey", "#a7adb4".to_owned())];
    let found = alike(&pair, PARTS);
    assert_eq!(found, ["pink #cf86b0 and grey #a7adb4: 3.9 apart in deuteranopia, not 10"]);
    assert_eq!(faint(&[("#e69f00".into(), "#ffffff".into())], MARK), ["#e69f00 on #ffffff: 2.25 to 1, not 3"]);
}

/// From the paper's table: pairs that test each part of the formula.
#[test]
fn the_difference_is_that_of_the_paper() {
    for (a, b, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0011], 7.2195),
        ([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082),
    ] {
        let found = difference(a, b);
        assert!((found - expected).abs() < 0.0001, "{a:?} {b:?}: {found}, not {expected}");
    }
    assert!((contrast("#ffffff", "#000000") - 21.0).abs() < 1e-9);
}
