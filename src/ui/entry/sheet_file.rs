//! The two recovery sheets as a file for the printer: two pages, or plain text; readable by its owner alone.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use zeroize::Zeroizing;

/// One sheet in words.
pub(super) struct Sheet {
    pub(super) title: String,
    /// What it opens and how it is kept, a paragraph each.
    pub(super) about: Vec<String>,
    /// The code in rows of groups.
    pub(super) code: Zeroizing<Vec<String>>,
}

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Pdf,
    Text,
}

/// Writes the sheets to a file that was not there before.
pub(super) fn save(sheets: &[Sheet], form: Form, path: &Path) -> io::Result<()> {
    let bytes = match form {
        Form::Pdf => pdf(sheets),
        Form::Text => text(sheets),
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(&bytes)?;
    file.sync_all()
}

fn text(sheets: &[Sheet]) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::with_capacity(8 * 1024));
    for sheet in sheets {
        let mut line = |text: &str| {
            out.extend_from_slice(text.as_bytes());
            out.push(b'\n');
        };
        line(&sheet.title);
        line("");
        for paragraph in &sheet.about {
            for part in wrap(paragraph, 76) {
                line(&part);
            }
            line("");
        }
        for row in sheet.code.iter() {
            line(&format!("    {row}"));
        }
        line("");
        line("");
    }
    out
}

const MARGIN: i32 = 72;
const TOP: i32 = 760;

/// A PDF with one sheet a page, in the fonts that every reader has, so that nothing needs to be embedded.
fn pdf(sheets: &[Sheet]) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::with_capacity(32 * 1024));
    let mut places = Vec::new();
    out.extend_from_slice(b"%PDF-1.4\n");
    let kids: Vec<String> = (0..sheets.len())
        .map(|index| format!("{} 0 R", 6 + 2 * index))
        .collect();
    let mut object = |out: &mut Vec<u8>, body: &[u8]| {
        places.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", places.len()).as_bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendobj\n");
    };
    object(&mut out, b"<< /Type /Catalog /Pages 2 0 R >>");
    let pages = format!(
        "<< /Type /Pages /Kids [{}] /Count {} >>",
        kids.join(" "),
        kids.len()
    );
    object(&mut out, pages.as_bytes());
    for font in ["Helvetica", "Helvetica-Bold", "Courier-Bold"] {
        let font = format!(
            "<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>"
        );
        object(&mut out, font.as_bytes());
    }
    for (index, sheet) in sheets.iter().enumerate() {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
             /Resources << /Font << /R 3 0 R /B 4 0 R /C 5 0 R >> >> >>",
            7 + 2 * index
        );
        object(&mut out, page.as_bytes());
        let drawn = drawn(sheet);
        let mut stream = Zeroizing::new(Vec::with_capacity(drawn.len() + 64));
        stream.extend_from_slice(format!("<< /Length {} >>\nstream\n", drawn.len()).as_bytes());
        stream.extend_from_slice(&drawn);
        stream.extend_from_slice(b"\nendstream");
        object(&mut out, &stream);
    }
    let start = out.len();
    out.extend_from_slice(
        format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).as_bytes(),
    );
    for place in &places {
        out.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let trailer = format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        places.len() + 1
    );
    out.extend_from_slice(trailer.as_bytes());
    out
}

fn drawn(sheet: &Sheet) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::with_capacity(8 * 1024));
    let mut y = TOP;
    let mut line = |font: &str, size: i32, y: i32, text: &str| {
        out.extend_from_slice(format!("BT /{font} {size} Tf {MARGIN} {y} Td (").as_bytes());
        for letter in text.chars() {
            push_letter(&mut out, letter);
        }
        out.extend_from_slice(b") Tj ET\n");
    };
    line("B", 20, y, &sheet.title);
    y -= 40;
    for paragraph in &sheet.about {
        for part in wrap(paragraph, 82) {
            line("R", 11, y, &part);
            y -= 16;
        }
        y -= 8;
    }
    y -= 16;
    for row in sheet.code.iter() {
        line("C", 20, y, row);
        y -= 32;
    }
    out
}

/// A letter in WinAnsi, escaped; what it does not have becomes a question mark.
fn push_letter(out: &mut Vec<u8>, letter: char) {
    let byte = match letter {
        '\u{2019}' => 0x92,
        '\u{2018}' => 0x91,
        '\u{201c}' => 0x93,
        '\u{201d}' => 0x94,
        '\u{2013}' => 0x96,
        '\u{2014}' => 0x97,
        '\u{20ac}' => 0x80,
        ' '..='~' | '\u{a0}'..='\u{ff}' => letter as u8,
        _ => b'?',
    };
    match byte {
        b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
        b' '..=b'~' => out.push(byte),
        _ => out.extend_from_slice(format!("\\{byte:03o}").as_bytes()),
    }
}

fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > most {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn sheets() -> Vec<Sheet> {
        ["Office (sheet)", "Clinical sheet"]
            .map(|title| Sheet {
                title: title.to_owned(),
                about: vec!["It opens the vault\u{2019}s part for M\u{fc}ller & Co.".to_owned()],
                code: Zeroizing::new(vec!["ABCD EFGH JKLM NPQR".to_owned()]),
            })
            .into()
    }

    #[test]
    fn the_pdf_has_a_page_a_sheet_and_its_own_places_are_right() {
        let bytes = pdf(&sheets());
        let document = lopdf::Document::load_mem(&bytes).unwrap();
        assert_eq!(document.get_pages().len(), 2);
        let text = document.extract_text(&[1]).unwrap();
        assert!(text.contains("Office (sheet)"), "{text}");
        assert!(text.contains("ABCD EFGH JKLM NPQR"), "{text}");
    }

    #[test]
    fn a_file_is_for_its_owner_alone_and_never_replaces_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sheets.txt");
        save(&sheets(), Form::Text, &path).unwrap();
        assert!(
            std::fs::read_to_string(&path)
                .unwrap()
                .contains("    ABCD EFGH")
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let again = save(&sheets(), Form::Text, &path).unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
    }
}
