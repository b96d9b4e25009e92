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
        let (length, other) = (self.compared, text.len());
        // The slips between the two are those at the end of one diagonal of the table, along which they never become fewer.
        let mut slips = length.abs_diff(other) as u32;
        if slips > most || length == 0 || other == 0 {
            return Some(slips).filter(|slips| *slips <= most);
        }
        let (mut diagonal, begins) = (
            1_u64 << length.saturating_sub(other),
            other.saturating_sub(length),
        );
        let (mut plus, mut minus, mut zero, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        for (at, byte) in text.iter().enumerate() {
            let here = self.places[usize::from(*byte)];
            let swapped = ((!zero & here) << 1) & before;
            zero = (((here & plus).wrapping_add(plus)) ^ plus) | here | minus | swapped;
            if at >= begins {
                slips += u32::from(zero & diagonal == 0);
                diagonal <<= 1;
                if slips > most {
                    return None;
                }
            }
            let (up, down) = (minus | !(zero | plus), plus & zero);
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

    /// The same, by the table that the definition gives.
    fn by_table(left: &[u8], right: &[u8]) -> u32 {
        let mut table = vec![vec![0_u32; right.len() + 1]; left.len() + 1];
        for (at, row) in table.iter_mut().enumerate() {
            row[0] = at as u32;
        }
        table[0] = (0..=right.len() as u32).collect();
        for i in 1..=left.len() {
            for j in 1..=right.len() {
                let change = u32::from(left[i - 1] != right[j - 1]);
                let mut least = (table[i - 1][j - 1] + change)
                    .min(table[i - 1][j] + 1)
                    .min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                table[i][j] = least;
            }
        }
        table[left.len()][right.len()]
    }

    #[test]
    fn slips_are_those_of_the_definition() {
        let mut state = 7_u64;
        let mut key = |longest: u64| -> Vec<u8> {
            state = crate::fold::mix(state.wrapping_add(1));
            let (length, letters) = (state % (longest + 1), state >> 8);
            (0..length)
                .map(|at| b'a' + (crate::fold::mix(letters ^ at) % 3) as u8)
                .collect()
        };
        for longest in [3, 7, 12, 64] {
            for _ in 0..2_000 {
                let (left, right) = (key(longest), key(longest));
                assert_eq!(
                    distance(&left, &right),
                    by_table(&left, &right),
                    "{left:?} {right:?}"
                );
            }
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
