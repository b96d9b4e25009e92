//! What the gazetteer said to the questions asked last.
//!
//! In goes a question as it is written; out come the bodies that it may mean, best first.
//!
//! # Invariants
//! - The gazetteer is one for as long as the program runs, so what it said once it would say again.
//! - What is kept is bounded in bytes; what is asked seldom goes first.

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::sync::Arc;
use vocabulary::Candidate;

/// Most bodies of one answer that are kept; whoever wants more asks the gazetteer itself.
const MOST_BODIES: usize = 10;
/// Most bytes of answers that are kept.
const MOST_BYTES: u64 = 4 << 20;
/// Answers that the store is made ready for; it grows beyond.
const USUAL_ANSWERS: usize = 1_000;

/// Weighs an answer with its question.
#[derive(Debug, Clone)]
struct Bytewise;

impl Weighter<String, Arc<[Candidate]>> for Bytewise {
    fn weight(&self, question: &String, answer: &Arc<[Candidate]>) -> u64 {
        let body = |body: &Candidate| size_of::<Candidate>() + body.name.len();
        let bytes = size_of::<String>() + question.len() + answer.iter().map(body).sum::<usize>();
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }
}

/// What was said.
#[derive(Debug)]
pub(super) struct Heard(Cache<String, Arc<[Candidate]>, Bytewise>);

impl Default for Heard {
    fn default() -> Self {
        Self(Cache::with_weighter(USUAL_ANSWERS, MOST_BYTES, Bytewise))
    }
}

impl Heard {
    /// The bodies that a question may mean, at most `limit`, best first; `ask` asks the gazetteer for so many.
    pub(super) fn said(
        &self,
        question: &str,
        limit: usize,
        ask: impl FnOnce(usize) -> Vec<Candidate>,
    ) -> Vec<Candidate> {
        if limit > MOST_BODIES {
            return ask(limit);
        }
        let said = self.0.get(question).unwrap_or_else(|| {
            let said: Arc<[Candidate]> = ask(MOST_BODIES).into();
            self.0.insert(question.to_owned(), said.clone());
            said
        });
        said.iter().take(limit).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(most: usize) -> Vec<Candidate> {
        let body = |number| Candidate {
            code: "fr-com-31205".parse().unwrap(),
            name: format!("Gagnac {number}"),
            confidence: 0.5,
        };
        (0..most).map(body).collect()
    }

    #[test]
    fn what_was_said_is_not_asked_again_unless_more_is_wanted() {
        let heard = Heard::default();
        assert_eq!(heard.said("Gagnac", 3, bodies), bodies(3));
        assert_eq!(heard.said("Gagnac", 8, |_| Vec::new()), bodies(8));
        assert_eq!(heard.said("Seilh", 8, |_| Vec::new()), []);
        assert_eq!(heard.said("Gagnac", 40, bodies), bodies(40));
    }
}
