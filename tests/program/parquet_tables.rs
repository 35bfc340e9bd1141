//! Parquet files that are no canonical table are sheets like any other.

use std::sync::Arc;

use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, FloatType, Int32Type, Int64Type};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use crate::parquet::{read, run};

/// A table that is not the canonical one is a sheet like any other: each column says what its values are.
#[test]
fn any_table_of_plain_values_is_read_as_its_csv() {
    let schema = "message table {
        REQUIRED BYTE_ARRAY who (STRING); REQUIRED INT64 began (TIMESTAMP(MICROS,true));
        OPTIONAL INT64 noted (TIMESTAMP(MILLIS,false)); REQUIRED INT32 at (TIME(MILLIS,true));
        REQUIRED DOUBLE hours; REQUIRED BOOLEAN billed; REQUIRED INT32 id (INTEGER(32,false)); REQUIRED FLOAT rate; }";
    let mut file =
        SerializedFileWriter::new(Vec::new(), Arc::new(parse_message_type(schema).unwrap()), Arc::default()).unwrap();
    let mut group = file.next_row_group().unwrap();
    macro_rules! column {
        ($type:ty, $values:expr, $levels:expr) => {
            let mut column = group.next_column().unwrap().unwrap();
            column.typed::<$type>().write_batch(&$values, $levels, None).unwrap();
            column.close().unwrap();
        };
    }
    let began = 1_709_542_800_000_000; // 2024-03-04T09:00:00Z
    column!(ByteArrayType, [ByteArray::from("Ada, L."), ByteArray::from("=Bo")], None);
    column!(Int64Type, [began, began + 1_500_000], None);
    column!(Int64Type, [-1], Some(&[0, 1]));
    column!(Int32Type, [32_400_000, 32_400_050], None);
    column!(DoubleType, [7.5, 0.1 + 0.2], None);
    column!(BoolType, [true, false], None);
    column!(Int32Type, [-1, 7], None);
    column!(FloatType, [0.1, 1e10], None);
    group.close().unwrap();
    assert_eq!(
        read(&file.into_inner().unwrap()).unwrap(),
        "who,began,noted,at,hours,billed,id,rate\n\
         \"Ada, L.\",2024-03-04T09:00:00Z,,09:00:00,7.5,true,4294967295,0.1\n\
         '=Bo,2024-03-04T09:00:01.500000Z,1969-12-31T23:59:59.999,09:00:00.050,0.30000000000000004,false,7,10000000000\n"
    );
}

/// A timesheet as pandas writes it, in a folder without a configuration.
#[test]
fn a_timesheet_in_a_folder_is_found_and_understood() {
    let schema = "message schema { OPTIONAL INT64 Date (TIMESTAMP(MICROS,false)); OPTIONAL BYTE_ARRAY Person (STRING);
        OPTIONAL BYTE_ARRAY Project (STRING); OPTIONAL DOUBLE Hours; }";
    let mut file =
        SerializedFileWriter::new(Vec::new(), Arc::new(parse_message_type(schema).unwrap()), Arc::default()).unwrap();
    let mut group = file.next_row_group().unwrap();
    let days: Vec<i64> = (0..10).map(|at| (19_786 + at / 2) * 86_400_000_000).collect();
    let texts = |all: [&str; 2]| -> Vec<ByteArray> { (0..10).map(|at| ByteArray::from(all[at % 2])).collect() };
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int64Type>().write_batch(&days, Some(&[1; 10]), None).unwrap();
    column.close().unwrap();
    for all in [["Ada", "Bo"], ["CI", "Docs"]] {
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&texts(all), Some(&[1; 10]), None).unwrap();
        column.close().unwrap();
    }
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<DoubleType>().write_batch(&[7.5; 10], Some(&[1; 10]), None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("times.parquet"), file.into_inner().unwrap()).unwrap();
    let (table, told, code) = run(folder.path(), "rollup .");
    let rows: Vec<&str> = table.lines().skip(1).collect();
    let expected = [
        "Ada,2024-03-04,2024-03-10,days,CI,,,,,,,CI,hours,37.5,5",
        "Bo,2024-03-04,2024-03-10,days,Docs,,,,,,,Docs,hours,37.5,5",
    ];
    assert_eq!((rows, code), (expected.to_vec(), Some(0)), "{told}");
}
