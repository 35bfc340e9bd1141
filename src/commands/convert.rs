//! `teamcap convert`: every entry of the sheets as a row of one table, which `review` reads back.

use super::exit::Exit;
use super::output::{self, Failed};
use super::rollup::{begun, delivered, ended};
use crate::cli::Tables;
use crate::gather::converted::entries;
use crate::gather::gathered::Gathered;
use crate::gather::source_file::has_extension;
use crate::render::converted::{Collected, header, line};
use crate::render::parquet::entries as typed;
use crate::render::workbook::converted::entries as workbook;

pub fn run(arguments: &Tables) -> Exit {
    let (gathered, problems) = match begun(arguments) {
        Ok(begun) => begun,
        Err(exit) => return exit,
    };
    let path = arguments.output.as_deref();
    let ends = |ending| path.is_some_and(|path| has_extension(path, ending));
    let is_workbook = ends("xlsx");
    let written = match is_workbook || ends("parquet") {
        true => match collected(&gathered) {
            Ok(all) if is_workbook => output::deliver(path, workbook(&all)),
            Ok(all) => delivered(&gathered, path, typed(&all.table, &all.places)),
            Err(failed) => output::not_put(path, failed),
        },
        false => output::put_read(path, |out| {
            out.write_all(header().as_bytes())?;
            entries(&gathered, Failed::Reading, &mut |entry| Ok(out.write_all(line(entry).as_bytes())?))
        }),
    };
    ended(written, &gathered, arguments, &problems)
}

fn collected(gathered: &Gathered) -> Result<Collected, Failed> {
    let mut all = Collected::default();
    entries(gathered, Failed::Reading, &mut |entry| {
        all.add(entry);
        Ok(())
    })?;
    Ok(all)
}
