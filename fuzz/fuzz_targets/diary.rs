//! libFuzzer's way into `targets/diary.rs`.

#![no_main]

#[path = "../targets/diary.rs"]
mod diary;

libfuzzer_sys::fuzz_target!(|input: (u8, &[u8])| diary::check(input.0, input.1));
