use super::column::{whole, write_decimal};
use super::*;
use crate::read::bytes::Damaged;

fn decimal(digits: i128, places: usize) -> String {
    let mut out = String::new();
    write_decimal(digits, places, &mut out);
    out
}

fn field(text: &str) -> String {
    let mut out = String::new();
    write_text(text, &mut out);
    out
}

#[test]
fn a_decimal_is_written_with_the_digits_it_has() {
    for (digits, places, expected) in [
        (41_500_000_000_000_000_000, 18, "41.5"),
        (-5, 2, "-0.05"),
        (1, 18, "0.000000000000000001"),
        (0, 18, "0"),
        (1200, 0, "1200"),
        (1200, 2, "12"),
        (i128::MIN, 38, "-1.70141183460469231731687303715884105728"),
    ] {
        assert_eq!(decimal(digits, places), expected);
    }
}

#[test]
fn a_whole_number_has_any_width_that_fits() {
    for (bytes, expected) in [
        (vec![5], Some(5)),
        (vec![0xFF], Some(-1)),
        (vec![0, 0xFF], Some(255)),
        ((-3_i128).to_be_bytes().to_vec(), Some(-3)),
        ([vec![0xFF; 4], (-3_i128).to_be_bytes().to_vec()].concat(), Some(-3)),
        ([vec![0; 4], i128::MAX.to_be_bytes().to_vec()].concat(), Some(i128::MAX)),
        ([vec![0; 4], (-3_i128).to_be_bytes().to_vec()].concat(), None),
        ([vec![1], vec![0; 16]].concat(), None),
        (vec![], None),
    ] {
        assert_eq!(whole(&bytes).ok(), expected, "{bytes:?}");
    }
}

#[test]
fn a_text_is_written_as_in_the_csv() {
    for (text, expected) in
        [("Ada", "Ada"), ("", ""), ("=1+1", "'=1+1"), ("a, \"b\"", "\"a, \"\"b\"\"\""), ("-a\nb", "\"'-a\nb\"")]
    {
        assert_eq!(field(text), expected);
    }
}

/// A source that fails itself is not damaged data, however deep the reader passes its error on.
#[test]
fn an_error_of_the_system_is_no_damage() {
    /// It ends as a Parquet file does; there is nothing else to be had of it.
    #[derive(Debug)]
    struct Broken;
    impl Bytes for Broken {
        fn open(&self) -> io::Result<Box<dyn Read + Send>> {
            Ok(Box::new(Broken))
        }
        fn open_at(&self, start: u64) -> io::Result<Box<dyn Read + Send>> {
            if start == 996 { Ok(Box::new(END.as_slice())) } else { self.open() }
        }
        fn length(&self) -> io::Result<u64> {
            Ok(1000)
        }
    }
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the cable is out"))
        }
    }
    let bytes: Arc<dyn Bytes> = Arc::new(Broken);
    match table(&bytes, &"q.parquet".into()) {
        Err(Opening::Io(error)) => {
            assert_eq!((Damaged::fault(&error), error.to_string().as_str()), (None, "the cable is out"));
        }
        Err(Opening::Problems(problems)) => panic!("{problems:?}"),
        Ok(_) => panic!("it was read"),
    }
}
