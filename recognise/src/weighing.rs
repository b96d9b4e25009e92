//! Numbers that fitted weights multiply: what speaks for a candidate, a mention, a tie.
//!
//! In: the names of the numbers and a table of weights in `data/`. Out: an enum of the names, and the weights in its
//! order. The tables are made by [`crate::exam`]'s fitting, never by hand.
//!
//! # Invariants
//! Every number has a name, a place and a weight; most are 0 or 1, the others of the same order.
#![expect(
    clippy::indexing_slicing,
    reason = "a feature indexes an array of as many numbers as there are features"
)]

/// Declares the numbers of a decision, by their place.
macro_rules! features {
    ($($name:ident $text:literal $doc:literal,)*) => {
        /// One thing that speaks for or against.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Feature { $(#[doc = $doc] $name),* }
        /// Their names, in order of place.
        pub(crate) const NAMES: &[&str] = &[$($text),*];
        /// How many there are.
        pub(crate) const COUNT: usize = NAMES.len();
        impl From<Feature> for usize {
            #[expect(clippy::as_conversions, reason = "the place of a variant")]
            fn from(feature: Feature) -> usize { feature as usize }
        }
    };
}
pub(crate) use features;

/// The numbers of one case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Numbers<const N: usize>(pub(crate) [f32; N]);

impl<const N: usize> Numbers<N> {
    pub(crate) const NONE: Self = Self([0.0; N]);

    /// Sets a number.
    pub(crate) fn set(&mut self, feature: impl Into<usize>, value: f32) {
        self.0[feature.into()] = value;
    }

    /// Sets a number to 1.
    pub(crate) fn mark(&mut self, feature: impl Into<usize>) {
        self.set(feature, 1.0);
    }

    /// Sets a number to 1 where something is so.
    pub(crate) fn mark_if(&mut self, feature: impl Into<usize>, is_so: bool) {
        if is_so {
            self.set(feature, 1.0);
        }
    }

    /// A number.
    pub(crate) fn of(&self, feature: impl Into<usize>) -> f32 {
        self.0[feature.into()]
    }

    /// The numbers times their weights.
    pub(crate) fn score(&self, weights: &[f32; N]) -> f32 {
        self.0
            .iter()
            .zip(weights)
            .map(|(value, weight)| value * weight)
            .sum()
    }
}

/// The weights of a table by the names of its numbers: a heading, then a name and a weight in each row.
pub(crate) fn weights<const N: usize>(table: &str, names: &[&str]) -> [f32; N] {
    let mut weights = [0.0; N];
    for row in table.lines().filter(|row| !row.starts_with('#')).skip(1) {
        let (name, weight) = row
            .split_once('\t')
            .expect("a table of weights has two columns in each row");
        let place = names.iter().position(|known| *known == name);
        let place = place.unwrap_or_else(|| panic!("a table of weights: there is no number “{name}”"));
        weights[place] = weight
            .parse()
            .expect("a table of weights has a number in each row");
    }
    weights
}

/// The natural logarithm of a count and one.
pub(crate) fn logarithm(count: usize) -> f32 {
    u16::try_from(count).map_or(11.0, |count| f32::from(count).ln_1p())
}
