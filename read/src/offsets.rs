//! From byte offsets to Unicode scalar offsets and back.
//!
//! In: a text. Out: [`CharOffsets`], which answers for any offset of that text in constant time.
//!
//! # Invariants
//! - `marks` holds the number of characters that begin before each multiple of [`STEP`] bytes.

use crate::Span;

const STEP: usize = 64;

/// The positions of a text counted in Unicode scalar values, which the machine interfaces use.
#[derive(Debug, Clone)]
pub struct CharOffsets<'t> {
    text: &'t str,
    marks: Vec<usize>,
}

impl<'t> CharOffsets<'t> {
    /// Counts through `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut characters = 0;
        for step in text.as_bytes().chunks(STEP) {
            marks.push(characters);
            characters += begun(step);
        }
        marks.push(characters);
        Self { text, marks }
    }

    /// The number of characters before the byte offset `byte`; the whole number past the end.
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let step = byte / STEP;
        let before = self.marks.get(step).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(step * STEP..byte).map_or(0, begun);
        before + rest
    }

    /// Start and end of a span, counted in characters.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }

    /// The byte offset of the character number `character`; the text's length past the end.
    pub fn byte(&self, character: usize) -> usize {
        let step = self
            .marks
            .partition_point(|&mark| mark <= character)
            .saturating_sub(1);
        let before = self.marks.get(step).copied().unwrap_or_default();
        let mut left = character.saturating_sub(before);
        let from = step * STEP;
        let Some(rest) = self.text.as_bytes().get(from..) else {
            return self.text.len();
        };
        for (offset, &byte) in rest.iter().enumerate() {
            if begins(byte) {
                if left == 0 {
                    return from + offset;
                }
                left -= 1;
            }
        }
        self.text.len()
    }
}

fn begins(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| begins(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_of_a_mixed_text_comes_back() {
        let text = "Kryvyï Rih і Харків 🇺🇦 ".repeat(60);
        let offsets = CharOffsets::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.at(byte), count);
            assert_eq!(offsets.byte(count), byte);
        }
        assert_eq!(offsets.at(text.len()), text.chars().count());
        assert_eq!(offsets.at(text.len() + 9), text.chars().count());
        assert_eq!(offsets.byte(usize::MAX), text.len());
    }
}
