//! libFuzzer's way into `targets/cell.rs`.

#![no_main]

#[path = "../targets/cell.rs"]
mod cell_text;

libfuzzer_sys::fuzz_target!(|text: &str| cell_text::check(text));
