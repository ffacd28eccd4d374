//! A disk that is really full: every operation on a small file system of its own, with little or nothing left.
//!
//! Runs only where `tests/external/disk-full.sh` has mounted one; failing writes without one are in `faults.rs`.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::driver;
use crate::faults;
use crate::house::{self, FEW, House};
use crate::kill;
use crate::operations::{self, Operation};
use crate::report::{Came, Report};

/// What is left free, in KiB, once the vault stands there.
const LEFT: [usize; 5] = [0, 4, 16, 64, 256];

pub(crate) fn run(report: &mut Report) {
    let Ok(places) = std::env::var("ANTEROOM_ORDEAL_DISK") else {
        return;
    };
    for place in places.split(':').map(PathBuf::from) {
        // One after the other: they share the disk.
        let verdicts: Vec<Result<Came, String>> = operations::ALL
            .iter()
            .flat_map(|operation| LEFT.map(|left| (operation, left)))
            .map(|(operation, left)| {
                fill_and_run(&place, operation, left)
                    .map_err(|problem| format!("{}, {left} KiB left: {problem}", operation.name))
            })
            .collect();
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        report.row(format!("disk full, of {name}"), verdicts, |verdict| verdict);
    }
}

fn fill_and_run(place: &Path, operation: &Operation, left: usize) -> Result<Came, String> {
    let house = House::on(place);
    if operation.fill(&house, FEW).is_err() {
        return Ok(Came::Nothing);
    }
    let filler = house.grounds().join("filler");
    if !fill(&filler, left) {
        return Ok(Came::Nothing);
    }
    driver::child(&house, operation.name, FEW).output().unwrap();
    fs::remove_file(&filler).map_err(|error| error.to_string())?;
    let said = driver::read_log(&house);
    for error in &said.errors {
        faults::clear("full", error)?;
    }
    // Looked at where there is room: looking writes to the log too.
    let out = House::empty();
    house::copy_dir(&house.grounds(), &out.grounds()).map_err(|error| error.to_string())?;
    kill::verify(&out, FEW, operation, &said)?;
    Ok(if said.errors.is_empty() && said.gave_up.is_empty() {
        Came::Harmless
    } else {
        Came::Met
    })
}

/// Fills the disk and gives so much back; false if there was less.
fn fill(path: &Path, left_kib: usize) -> bool {
    let mut file = File::create(path).unwrap();
    let mut len = 0;
    while file.write_all(&[7; 4096]).is_ok() {
        len += 4096;
    }
    let len = file.metadata().map_or(len, |found| found.len());
    let keep = len.checked_sub(u64::try_from(left_kib).unwrap() * 1024);
    keep.is_some_and(|keep| file.set_len(keep).is_ok())
}
