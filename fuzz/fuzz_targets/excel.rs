#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| helhed_tests::attempts::excel(bytes));
