//! The colours of the page, as a workbook writes them. A test holds them against the page's style sheet.

/// The buckets; further ones begin again. Behind each the colour of a label on it.
pub const BUCKETS: [(u32, u32); 5] =
    [(0x0a_67_a2, 0xff_ff_ff), (0xc8_7b_00, 0), (0x08_8d_5b, 0), (0xbc_74_b2, 0), (0x8a_8d_90, 0)];

pub const INK: u32 = 0x1c_20_24;
pub const SOFT: u32 = 0x56_5d_66;
pub const BAND: u32 = 0xf3_f5_f7;
pub const LINK: u32 = 0x0b_57_a4;
pub const BAD: u32 = 0x9b_1f_1e;
pub const WARN: u32 = 0x93_50_00;
pub const GOOD: u32 = 0x1a_6b_34;
pub const BAD_GROUND: u32 = 0xfb_dd_e2;
pub const WARN_GROUND: u32 = 0xff_f4_e0;
pub const GOOD_GROUND: u32 = 0xf0_ff_f1;
pub const LEAVE_GROUND: u32 = 0xd9_e6_f4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_are_those_of_the_page() {
        let style = include_str!("../html/style.css");
        let named = [
            ("ink", INK),
            ("soft", SOFT),
            ("band", BAND),
            ("link", LINK),
            ("bad", BAD),
            ("warn", WARN),
            ("good", GOOD),
            ("bad-ground", BAD_GROUND),
            ("warn-ground", WARN_GROUND),
            ("good-ground", GOOD_GROUND),
            ("leave-ground", LEAVE_GROUND),
        ];
        for (name, colour) in named {
            assert!(style.contains(&format!("--{name}: #{colour:06x};")), "{name}");
        }
        for (at, (ground, label)) in BUCKETS.into_iter().enumerate() {
            assert!(style.contains(&format!("--b{at}: #{ground:06x};")), "b{at}");
            assert!(style.contains(&format!("text.b{at} {{ fill: #{label:06x}; }}")), "the label of b{at}");
        }
    }
}
