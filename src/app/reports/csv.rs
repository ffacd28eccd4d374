//! A report as a file for a spreadsheet: one block a part, and no cell that a spreadsheet takes for a formula.

use super::Report;
use crate::text;

/// Tells spreadsheets that the file is UTF-8.
const MARK: &str = "\u{feff}";

pub(super) fn write(report: &Report) -> Vec<u8> {
    let mut out = MARK.to_owned();
    let period = [report.query.from.to_string(), report.query.to.to_string()];
    line(
        &mut out,
        [text::say("report-csv-period")].into_iter().chain(period),
    );
    for note in &report.notes {
        line(&mut out, [note.clone()]);
    }
    for part in &report.parts {
        out.push_str(END);
        line(&mut out, [part.title()]);
        if let Some(sum) = &part.sum {
            line(&mut out, [sum.clone()]);
        }
        line(
            &mut out,
            [part.head()].into_iter().chain(part.series.clone()),
        );
        for row in &part.lines {
            let numbers = row.numbers.iter().map(|number| number.words());
            line(&mut out, [row.name.clone()].into_iter().chain(numbers));
        }
    }
    out.into_bytes()
}

const END: &str = "\r\n";

fn line(out: &mut String, cells: impl IntoIterator<Item = String>) {
    let cells: Vec<String> = cells.into_iter().map(|text| cell(&text)).collect();
    out.push_str(&cells.join(","));
    out.push_str(END);
}

/// A cell: what would be taken for a formula gets an apostrophe, what would break the line gets quotes.
pub(super) fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains(['"', ',', '\n', '\r', ';']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_never_a_formula_and_never_ends_early() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("@sum"), "'@sum");
        assert_eq!(cell("-2"), "'-2");
        assert_eq!(cell("+44"), "'+44");
        assert_eq!(cell("\tx"), "'\tx");
        assert_eq!(cell("a,b"), "\"a,b\"");
        assert_eq!(cell("say \"so\"\nnow"), "\"say \"\"so\"\"\nnow\"");
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(cell("Room 2"), "Room 2");
    }
}
