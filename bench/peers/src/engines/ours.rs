//! Our own engine through its public functions, as `jumelage resolve` calls it.
//!
//! In: questions. Out: the candidates of the resolver, name by name or the names of one document together.
//!
//! # Invariants
//! It abstains where `jumelage resolve` leaves the code empty.

use super::{Answer, Engine};
use crate::error::PeersError;
use crate::question::Question;
use crate::rank::MOST;
use recognise::{Gazetteer, Hints, Ranking, Resolver, Scratch, gazetteer, resolve_together};
use std::path::Path;

/// Name by name.
struct Single {
    resolver: Resolver<'static>,
    scratch: Scratch,
}

/// The names of a document together.
struct Together(Resolver<'static>);

/// Turns the packed gazetteer into the searchable one.
pub(super) fn build(packed: &Path, path: &Path) -> Result<(), PeersError> {
    let compressed = std::fs::read(packed).map_err(PeersError::at(packed))?;
    let bytes = zstd::decode_all(compressed.as_slice()).map_err(PeersError::at(packed))?;
    let searchable =
        gazetteer::searchable(&bytes).map_err(|error| PeersError::Gazetteer(error.to_string()))?;
    std::fs::write(path, searchable).map_err(PeersError::at(path))
}

/// Our engine under this word, if it is one of ours.
pub(super) fn load(word: &str, gazetteer: &'static Gazetteer<'static>) -> Option<Box<dyn Engine>> {
    let resolver = Resolver::over(gazetteer);
    match word {
        "jumelage" => Some(Box::new(Single {
            resolver,
            scratch: Scratch::default(),
        })),
        "jumelage-documents" => Some(Box::new(Together(resolver))),
        _ => None,
    }
}

impl Engine for Single {
    fn answers(&mut self, questions: &[Question]) -> Result<Vec<Answer>, PeersError> {
        let answer = |question: &Question| {
            let ranking = self
                .resolver
                .ranking(&question.name, &question.hints, &mut self.scratch);
            answered(&self.resolver, &ranking)
        };
        Ok(questions.iter().map(answer).collect())
    }
}

impl Engine for Together {
    fn answers(&mut self, questions: &[Question]) -> Result<Vec<Answer>, PeersError> {
        let same = |a: &Question, b: &Question| a.document.is_some() && a.document == b.document;
        let mut answers = Vec::with_capacity(questions.len());
        for group in questions.chunk_by(same) {
            let asked: Vec<(&str, &Hints)> = group
                .iter()
                .map(|question| (question.name.as_str(), &question.hints))
                .collect();
            let rankings = resolve_together(&asked, &self.0);
            answers.extend(rankings.iter().map(|ranking| answered(&self.0, ranking)));
        }
        Ok(answers)
    }
}

fn answered(resolver: &Resolver<'_>, ranking: &Ranking) -> Answer {
    Answer {
        picks: ranking
            .scored
            .iter()
            .take(MOST)
            .map(|scored| scored.body)
            .collect(),
        abstains: resolver.answer(ranking).is_none(),
    }
}
