//! A text as a picture that a phone's camera reads (QR code).
//!
//! # Invariants
//! Black on white with its quiet edge, whatever the colours of the page: cameras want it so.

use askama::Template;
use askama::filters::HtmlSafe;
use qrcode::{Color, QrCode};
use std::fmt::Write;

/// White modules around the picture, as ISO 18004 asks for.
const EDGE: usize = 4;

/// The picture as SVG.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/picture.html")]
pub(crate) struct Picture {
    side: usize,
    path: String,
    label: String,
}

impl Picture {
    /// The picture of this text; `None` if it is longer than a picture can hold.
    pub(crate) fn of(text: &str, label: String) -> Option<Self> {
        let code = QrCode::new(text).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (row, colors) in code.to_colors().chunks(width).enumerate() {
            for (column, _) in colors
                .iter()
                .enumerate()
                .filter(|(_, color)| **color == Color::Dark)
            {
                write!(path, "M{} {}h1v1h-1z", column + EDGE, row + EDGE).expect("a string takes every text");
            }
        }
        Some(Self {
            side: width + 2 * EDGE,
            path,
            label,
        })
    }
}

// The template escapes what it is given.
impl HtmlSafe for Picture {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_a_picture_unless_it_is_too_long() {
        let picture = Picture::of("otpauth://totp/a?secret=b", "code".to_owned()).unwrap();
        assert_eq!(picture.side, 25 + 8, "25 modules hold 25 bytes, and the edge");
        assert!(
            picture.path.starts_with("M4 4h1v1h-1z"),
            "a finder pattern begins in the corner"
        );
        assert!(Picture::of(&"a".repeat(5_000), String::new()).is_none());
    }
}
