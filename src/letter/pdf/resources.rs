//! What the pages draw with: one list of fonts and pictures for all of them, and each page's operators.

use lopdf::{Dictionary, Document, Object, ObjectId, Result, Stream, dictionary};

use super::content::font_name;
use super::faces::Faces;
use super::pack;
use crate::letter::picture::Picture;

/// Puts fonts, pictures and operators into the pages, in place of the writer's empty ones.
pub(super) fn fill(
    document: &mut Document,
    faces: &Faces,
    pictures: &[&Picture],
    contents: Vec<Vec<u8>>,
) -> Result<()> {
    let mut fonts = Dictionary::new();
    for (face, id) in faces.add_to(document) {
        fonts.set(font_name(face), Object::Reference(id));
    }
    let mut resources = dictionary! { "Font" => fonts };
    if !pictures.is_empty() {
        let mut list = Dictionary::new();
        for (number, picture) in pictures.iter().enumerate() {
            let id = document.add_object(image(picture));
            list.set(format!("P{number}"), Object::Reference(id));
        }
        resources.set("XObject", list);
    }
    let resources = document.add_object(resources);
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    for (page, content) in pages.into_iter().zip(contents) {
        forget(document, page)?;
        let page = document.get_dictionary_mut(page)?;
        page.set("Resources", Object::Reference(resources));
        let stream = page.get(b"Contents").and_then(Object::as_reference)?;
        document
            .objects
            .insert(stream, Stream::new(Dictionary::new(), content).into());
    }
    Ok(())
}

/// Takes a page's old resources out of the document.
fn forget(document: &mut Document, page: ObjectId) -> Result<()> {
    let old = document.get_dictionary(page)?.get(b"Resources")?;
    let Ok(old) = old.as_reference() else {
        return Ok(());
    };
    if let Some(Object::Dictionary(lists)) = document.objects.remove(&old) {
        let lists = lists
            .iter()
            .filter_map(|(_, list)| list.as_reference().ok());
        for list in lists {
            document.objects.remove(&list);
        }
    }
    Ok(())
}

fn image(picture: &Picture) -> Stream {
    let packed = picture.packed(pack::pixels);
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(picture.width),
        "Height" => i64::from(picture.height),
        "ColorSpace" => "DeviceRGB",
        "BitsPerComponent" => 8,
        "Filter" => "FlateDecode",
    };
    Stream::new(dict, packed.to_vec())
}
