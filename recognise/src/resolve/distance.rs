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
        self.slips_within(text, u32::MAX).unwrap_or(u32::MAX)
    }

    /// The number of slips between the key and another if they are so many at most: most others are given up half way.
    pub(crate) fn slips_within(&self, text: &[u8], most: u32) -> Option<u32> {
        let head = &text[..text.len().min(WORD)];
        let beyond = (self.length - self.compared).abs_diff(text.len() - head.len());
        let slips = self.within_word(head, most)? + beyond as u32;
        (slips <= most).then_some(slips)
    }

    fn within_word(&self, text: &[u8], most: u32) -> Option<u32> {
        if self.compared == 0 {
            return Some(text.len() as u32);
        }
        let last = 1_u64 << (self.compared - 1);
        let (mut plus, mut minus, mut zero, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let mut slips = self.compared as u32;
        // Each letter that is left takes away one slip at most.
        let mut bound = most.saturating_add(text.len() as u32);
        for byte in text {
            if slips > bound {
                return None;
            }
            bound -= 1;
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
        Some(slips)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(left: &[u8], right: &[u8]) -> u32 {
        Pattern::of(left).slips(right)
    }

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
    fn slips_over_a_bound_are_not_counted() {
        let keys = [
            "",
            "a",
            "lille",
            "lile",
            "elil",
            "monpelier",
            "montpellier",
            "xyz",
        ];
        for (left, right) in keys
            .iter()
            .flat_map(|left| keys.map(|right| (left.as_bytes(), right.as_bytes())))
        {
            let slips = distance(left, right);
            for most in 0..12 {
                let found = Pattern::of(left).slips_within(right, most);
                assert_eq!(
                    found,
                    (slips <= most).then_some(slips),
                    "{left:?} {right:?} {most}"
                );
            }
        }
    }

    #[test]
    fn long_keys_do_not_overflow() {
        let long = vec![b'a'; 10_000];
        assert_eq!(distance(&long, &long), 0);
        assert_eq!(distance(&long, b"a"), 9_999);
    }
}
