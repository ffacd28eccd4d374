//! What turns a PDF into one that archives and readers accept: version, metadata, colours, identity.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lopdf::{Document, Object, Result, Stream, StringFormat, dictionary};

use super::Stamp;
use super::icc::srgb;
use crate::letter::page::Sheets;

/// The program's name as the file gives it.
const PRODUCER: &str = concat!("anteroom ", env!("CARGO_PKG_VERSION"));

/// The claim that a locked copy must not make.
pub(super) const ARCHIVE_CLAIM: &str =
    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>";

/// Completes the document.
pub(super) fn finish(document: &mut Document, sheets: &Sheets, stamp: &Stamp) -> Result<()> {
    document.version = "1.7".into();
    let info = document.add_object(dictionary! {
        "Title" => lopdf::text_string(&sheets.title),
        "Creator" => Object::string_literal(PRODUCER),
        "Producer" => Object::string_literal(PRODUCER),
        "CreationDate" => Object::string_literal(pdf_time(stamp.time)),
        "ModDate" => Object::string_literal(pdf_time(stamp.time)),
    });
    let old = document.trailer.get(b"Info").and_then(Object::as_reference);
    if let Ok(old) = old {
        document.objects.remove(&old);
    }
    document.trailer.set("Info", Object::Reference(info));
    let id = Object::String(stamp.id.to_vec(), StringFormat::Hexadecimal);
    document
        .trailer
        .set("ID", Object::Array(vec![id.clone(), id]));

    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = Stream::new(kind, xmp(sheets, stamp).into_bytes()).with_compression(false);
    let metadata = document.add_object(metadata);
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, srgb()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => Object::Reference(profile),
    };
    let catalog = document.catalog_mut()?;
    catalog.set("Metadata", Object::Reference(metadata));
    catalog.set(
        "OutputIntents",
        Object::Array(vec![Object::Dictionary(intent)]),
    );
    catalog.set("PageLayout", "SinglePage");
    // No scaling: the address must meet the envelope's window.
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None" },
    );
    Ok(())
}

fn pdf_time(time: Timestamp) -> String {
    format!(
        "D:{}Z",
        time.to_zoned(TimeZone::UTC).strftime("%Y%m%d%H%M%S")
    )
}

fn xmp(sheets: &Sheets, stamp: &Stamp) -> String {
    let time = stamp
        .time
        .to_zoned(TimeZone::UTC)
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string();
    let title = escape(&sheets.title);
    let language = escape(&sheets.language);
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<xmp:CreateDate>{time}</xmp:CreateDate>
<xmp:ModifyDate>{time}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{PRODUCER}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{ARCHIVE_CLAIM}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
{EXTENSION}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#,
        bom = '\u{feff}',
    )
}

/// PDF/A wants every name that it does not know itself described; PDF/UA's is one.
const EXTENSION: &str = r#"<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"#;

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn times_are_written_as_pdf_and_xmp_want_them() {
        let time: Timestamp = "2025-03-10T09:05:07Z".parse().unwrap();
        assert_eq!(pdf_time(time), "D:20250310090507Z");
    }

    #[test]
    fn a_title_cannot_break_the_metadata() {
        let sheets = Sheets {
            pages: Vec::new(),
            nodes: Vec::new(),
            language: "en".into(),
            title: "A & B <c>".into(),
        };
        let text = xmp(
            &sheets,
            &Stamp {
                id: [0; 16],
                time: Timestamp::UNIX_EPOCH,
            },
        );
        assert!(text.contains("A &amp; B &lt;c&gt;"));
        assert!(text.contains("1970-01-01T00:00:00Z"));
    }
}
