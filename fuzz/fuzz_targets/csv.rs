//! libFuzzer's way into `targets/csv.rs`.

#![no_main]

#[path = "../targets/csv.rs"]
mod csv_file;

libfuzzer_sys::fuzz_target!(|input: (u8, u8, &[u8])| csv_file::check(input.0, input.1, input.2));
