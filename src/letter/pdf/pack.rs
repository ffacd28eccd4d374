//! Packs the streams of a PDF. The writer's own packing takes three times as long for a hundredth less.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, Object, Result, Stream};

/// What naming the filter adds to a stream.
const FILTER_BYTES: usize = "/Filter/FlateDecode".len();

/// How hard is tried on what stands in one letter only.
const ONCE: Compression = Compression::new(4);
/// How hard is tried on what is packed once and stands in all letters.
const KEPT: Compression = Compression::new(6);

/// Packs a stream that is kept for further letters.
pub(super) fn kept(stream: &mut Stream) -> Result<()> {
    pack(stream, KEPT)
}

/// Packs the pixels of a picture.
pub(super) fn pixels(pixels: &[u8]) -> Vec<u8> {
    // Writing into memory does not fail.
    packed(pixels, KEPT).unwrap_or_default()
}

/// Packs every stream that may be packed and is not yet.
pub(super) fn all(document: &mut Document) -> Result<()> {
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
            && !stream.dict.has(b"Filter")
        {
            pack(stream, ONCE)?;
        }
    }
    Ok(())
}

fn packed(bytes: &[u8], effort: Compression) -> std::io::Result<Vec<u8>> {
    let room = Vec::with_capacity(bytes.len() / 2 + 64);
    let mut encoder = ZlibEncoder::new(room, effort);
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn pack(stream: &mut Stream, effort: Compression) -> Result<()> {
    let packed = packed(&stream.content, effort)?;
    if packed.len() + FILTER_BYTES < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn packs_what_gets_smaller_and_leaves_the_rest() {
        let long = b"0 0 m 1 1 l S ".repeat(100);
        let mut document = Document::new();
        let plain = document.add_object(Stream::new(dictionary! {}, long.clone()));
        let short = document.add_object(Stream::new(dictionary! {}, b"q Q".to_vec()));
        let kept = Stream::new(dictionary! {}, long.clone()).with_compression(false);
        let kept = document.add_object(kept);
        all(&mut document).unwrap();
        let stream = |id| document.get_object(id).unwrap().as_stream().unwrap();
        assert!(stream(plain).content.len() < long.len() / 4);
        assert_eq!(stream(plain).decompressed_content().unwrap(), long);
        assert_eq!(stream(short).content, b"q Q");
        assert_eq!(stream(kept).content, long);
    }
}
