//! How many slips of the pen lie between two short keys: insert, delete, change, or swap two neighbours.
//!
//! In: two keys. Out: the optimal string alignment distance, bit-parallel (Hyyrö 2003), one word of 64 bits a column.
//!
//! # Invariants
//! Keys longer than 64 bytes are compared by their first 64 and the difference of their lengths.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "hot loop; a byte indexes a table of 256"
)]

/// Longest key compared whole.
const WORD: usize = 64;

/// A key made ready to be compared with many.
#[derive(Debug)]
pub(crate) struct Pattern {
    places: [u64; 256],
    length: usize,
    compared: usize,
}

impl Pattern {
    /// Makes a key ready.
    pub(crate) fn of(key: &[u8]) -> Self {
        let compared = key.len().min(WORD);
        let mut places = [0_u64; 256];
        for (at, byte) in key[..compared].iter().enumerate() {
            places[usize::from(*byte)] |= 1 << at;
        }
        Self {
            places,
            length: key.len(),
            compared,
        }
    }

    /// The number of slips between the key and another.
    pub(crate) fn slips(&self, text: &[u8]) -> u32 {
        let head = &text[..text.len().min(WORD)];
        let beyond = (self.length - self.compared).abs_diff(text.len() - head.len());
        self.within_word(head) + beyond as u32
    }

    fn within_word(&self, text: &[u8]) -> u32 {
        if self.compared == 0 {
            return text.len() as u32;
        }
        let last = 1_u64 << (self.compared - 1);
        let (mut plus, mut minus, mut zero, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let mut slips = self.compared as u32;
        for byte in text {
            let here = self.places[usize::from(*byte)];
            let swapped = ((!zero & here) << 1) & before;
            zero = (((here & plus).wrapping_add(plus)) ^ plus) | here | minus | swapped;
            let (up, down) = (minus | !(zero | plus), plus & zero);
            slips += u32::from(up & last != 0);
            slips -= u32::from(down & last != 0);
            let up = (up << 1) | 1;
            plus = (down << 1) | !(zero | up);
            minus = up & zero;
            before = here;
        }
        slips
    }
}

/// The number of slips between `left` and `right`.
pub(super) fn distance(left: &[u8], right: &[u8]) -> u32 {
    Pattern::of(left).slips(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_as_a_reader_would() {
        for (left, right, slips) in [
            ("", "", 0),
            ("abc", "", 3),
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("abcd", "abxd", 1),
            ("abc", "abcd", 1),
            ("kitten", "sitting", 3),
            ("huye", "hue", 1),
            ("labes", "labe", 1),
        ] {
            assert_eq!(
                distance(left.as_bytes(), right.as_bytes()),
                slips,
                "{left} {right}"
            );
        }
    }

    #[test]
    fn long_keys_do_not_overflow() {
        let long = vec![b'a'; 10_000];
        assert_eq!(distance(&long, &long), 0);
        assert_eq!(distance(&long, b"a"), 9_999);
    }
}
