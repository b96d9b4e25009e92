//! Bytes into text.
//!
//! In: bytes, and the label of an encoding if the sender gave one. Out: text without byte-order
//! mark, with `\n` as its only line end, and remarks on what was assumed or replaced.
//!
//! # Invariants
//! - A replaced character stays one character, so places after it do not move.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::remark::{Remark, RemarkCode};
use crate::{Place, ReadError};

/// How many bytes are looked at to tell text from other files.
const SAMPLE: usize = 4096;

/// A decoded file.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) remarks: Vec<Remark>,
}

/// Decodes `bytes`; a byte-order mark decides, then valid UTF-8, then `label`, then a guess.
pub(crate) fn decode(bytes: &[u8], label: Option<&str>) -> Result<Decoded, ReadError> {
    if let Some((seen, remedy)) = other_than_text(bytes) {
        return Err(ReadError::NotText { seen, remedy });
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return Ok(decoded_as(encoding, rest, Vec::new()));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(decoded_as(encoding, bytes, vec![assumed(encoding)]));
    }
    if is_binary(bytes) {
        let remedy = "give a text, HTML, JSON, CSV, XLSX or ODS file";
        return Err(ReadError::NotText {
            seen: "binary data",
            remedy,
        });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded {
            text: text.to_owned(),
            remarks: Vec::new(),
        });
    }
    if mostly_utf8(bytes) {
        return Ok(decoded_as(UTF_8, bytes, Vec::new()));
    }
    if let Some(encoding) = label.and_then(|label| Encoding::for_label(label.as_bytes())) {
        return Ok(decoded_as(encoding, bytes, Vec::new()));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    Ok(decoded_as(encoding, bytes, vec![assumed(encoding)]))
}

/// Turns line ends into `\n` and control characters into U+FFFD or a space.
pub(crate) fn tidy(decoded: Decoded) -> Decoded {
    let Decoded { text, mut remarks } = decoded;
    if !text
        .bytes()
        .any(|byte| byte < b' ' && byte != b'\n' && byte != b'\t')
    {
        return Decoded { text, remarks };
    }
    let mut tidied = String::with_capacity(text.len());
    let mut replaced = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                tidied.push('\n');
            }
            '\u{b}' | '\u{c}' => {
                // A form feed is a page break of a text layer: it parts words as a space does.
                tidied.push(' ');
            }
            '\n' | '\t' => tidied.push(character),
            control if control < ' ' => {
                replaced += 1;
                tidied.push('\u{fffd}');
            }
            other => tidied.push(other),
        }
    }
    if replaced > 0 {
        remarks.push(Remark::new(
            RemarkCode::ControlCharacters { count: replaced },
            Place::Whole,
        ));
    }
    Decoded {
        text: tidied,
        remarks,
    }
}

fn decoded_as(encoding: &'static Encoding, bytes: &[u8], mut remarks: Vec<Remark>) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors {
        let count = text.chars().filter(|&character| character == '\u{fffd}').count();
        let code = RemarkCode::UndecodableBytes {
            encoding: encoding.name().to_owned(),
            count,
        };
        remarks.push(Remark::new(code, Place::Whole));
    }
    Decoded {
        text: text.into_owned(),
        remarks,
    }
}

fn assumed(encoding: &'static Encoding) -> Remark {
    Remark::new(
        RemarkCode::EncodingAssumed {
            encoding: encoding.name().to_owned(),
        },
        Place::Whole,
    )
}

fn other_than_text(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let known: [(&[u8], &str, &str); 8] = [
        (
            b"%PDF-",
            "a PDF",
            "give the text that `pdftotext -layout` writes of it",
        ),
        (b"\x89PNG", "a PNG image", "give the text that stands in it"),
        (b"\xff\xd8\xff", "a JPEG image", "give the text that stands in it"),
        (b"GIF8", "a GIF image", "give the text that stands in it"),
        (
            b"\xd0\xcf\x11\xe0",
            "an old Office file",
            "save it as XLSX, ODS, HTML or plain text",
        ),
        (
            b"{\\rtf",
            "a rich text (RTF) file",
            "save it as HTML or plain text",
        ),
        (b"\x1f\x8b", "a gzip archive", "unpack it first"),
        (
            b"\x7fELF",
            "a program",
            "give a text, HTML, JSON, CSV, XLSX or ODS file",
        ),
    ];
    known
        .into_iter()
        .find(|(magic, ..)| bytes.starts_with(magic))
        .map(|(_, seen, remedy)| (seen, remedy))
}

/// UTF-16 of Latin text has a zero in every other byte, text in other encodings has none.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut pairs, mut first, mut second) = (0_usize, 0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        pairs += 1;
        match pair {
            [0, 0] => {}
            [0, _] => first += 1,
            [_, 0] => second += 1,
            _ => {}
        }
    }
    if pairs < 2 {
        None
    } else if second * 10 >= pairs * 6 && first * 20 <= pairs {
        Some(UTF_16LE)
    } else if first * 10 >= pairs * 6 && second * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = sample
        .iter()
        .filter(|&&byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0xb | 0xc))
        .count();
    controls * 10 > sample.len()
}

/// A UTF-8 file with a few damaged bytes, such as one cut within a character.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&byte| byte >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Vec<RemarkCode>) {
        let decoded = tidy(decode(bytes, None).unwrap());
        (
            decoded.text,
            decoded.remarks.into_iter().map(|remark| remark.code).collect(),
        )
    }

    #[test]
    fn utf16_with_a_mark_is_read_without_remark() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("Харків\r\nі Ліль".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(read(&bytes), ("Харків\nі Ліль".to_owned(), vec![]));
        let mut bytes = vec![0xfe, 0xff];
        bytes.extend("Харків".encode_utf16().flat_map(u16::to_be_bytes));
        assert_eq!(read(&bytes), ("Харків".to_owned(), vec![]));
    }

    #[test]
    fn utf16_without_a_mark_is_read_with_a_remark() {
        let bytes: Vec<u8> = "Nantes et Kherson"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let (text, remarks) = read(&bytes);
        assert_eq!(text, "Nantes et Kherson");
        assert_eq!(
            remarks,
            vec![RemarkCode::EncodingAssumed {
                encoding: "UTF-16LE".to_owned()
            }]
        );
    }

    #[test]
    fn windows_1251_is_guessed_and_named() {
        let text = "Міста-партнери підписали угоду про співпрацю між громадами України та Франції.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        let (read_text, remarks) = read(&bytes);
        assert_eq!(read_text, text);
        assert_eq!(
            remarks,
            vec![RemarkCode::EncodingAssumed {
                encoding: "windows-1251".to_owned()
            }]
        );
    }

    #[test]
    fn windows_1252_is_guessed_and_named() {
        let text = "Le partenariat a été signé à Saint-Étienne, où l’élu était présent.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let (read_text, remarks) = read(&bytes);
        assert_eq!(read_text, text);
        assert_eq!(remarks.len(), 1);
    }

    #[test]
    fn a_utf8_file_cut_within_a_letter_stays_utf8() {
        let text = "Été à Kyïv, à Hué et à Labé";
        let bytes = &text.as_bytes()[..text.len() - 1];
        let (read_text, remarks) = read(bytes);
        assert_eq!(read_text, "Été à Kyïv, à Hué et à Lab\u{fffd}");
        assert_eq!(
            remarks,
            vec![RemarkCode::UndecodableBytes {
                encoding: "UTF-8".to_owned(),
                count: 1
            }]
        );
    }

    #[test]
    fn control_characters_keep_their_length() {
        let (text, remarks) = read("un\u{0}deux\u{c}trois\rquatre et la suite du texte".as_bytes());
        assert_eq!(text, "un\u{fffd}deux trois\nquatre et la suite du texte");
        assert_eq!(remarks, vec![RemarkCode::ControlCharacters { count: 1 }]);
    }

    #[test]
    fn a_pdf_is_refused_with_the_way_to_its_text() {
        let error = decode(b"%PDF-1.7\n...", None).err().unwrap();
        assert_eq!(
            error.to_string(),
            "the file is not text but a PDF: give the text that `pdftotext -layout` writes of it"
        );
    }
}
