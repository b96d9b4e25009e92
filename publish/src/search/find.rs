//! A question to the index: words in, the keys of what matches out, best first, with counts.
//!
//! # Invariants
//! - Every word of the question that says something is looked for; where nothing has all of them, what has most of them
//!   comes, and the answer says so.
//! - A word that nothing has is read as the nearest one that something has, and the answer says so.
//! - The cost is bounded: of a question that very much matches only the best are looked for, and nothing is counted.

use super::analysis::folded;
use super::entry::Sort;
use super::index::{Volume, numbered};
use super::sought::{Sought, Terms, mended};
use super::tally::{Gather, Gathered, Tallied};
use std::collections::BTreeSet;
use std::ops::Range;
use tantivy::collector::{Collector, TopDocs};
use tantivy::query::{
    Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, TantivyError, Term};
use uuid::Uuid;
use vocabulary::Country;

/// Of a question that more may match nothing is counted.
const MOST_COUNTED: u64 = 20_000;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'q> {
    pub(crate) text: &'q str,
    pub(crate) narrowed: Narrowed,
    /// Most bodies that are wanted.
    pub(crate) bodies: usize,
    /// Most others that are wanted, behind the first `skipped`.
    pub(crate) others: usize,
    pub(crate) skipped: usize,
}

/// To what a question is narrowed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Narrowed {
    pub(crate) sort: Option<Sort>,
    pub(crate) country: Option<Country>,
}

/// Whether what was found has all words of the question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Fit {
    #[default]
    AllWords,
    SomeWords,
}

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) bodies: Vec<(Sort, Uuid)>,
    pub(crate) others: Vec<(Sort, Uuid)>,
    /// How many others match, and how many of the whole question by sort and by country; `None` where they are too many
    /// to be counted.
    pub(crate) count: Option<usize>,
    pub(crate) tally: Option<Tallied>,
    /// The question as it was understood, if it had to be mended.
    pub(crate) mended: Option<String>,
    pub(crate) fit: Fit,
    /// The words that count as found.
    pub(crate) found_by: BTreeSet<String>,
    /// Those of them that were asked for, letter by letter.
    pub(crate) written: BTreeSet<String>,
}

impl Answer {
    /// Whether something has all words as they are.
    pub(crate) fn is_sure(&self) -> bool {
        let found = !(self.bodies.is_empty() && self.others.is_empty());
        found && self.mended.is_none() && self.fit == Fit::AllWords
    }
}

/// Answers a question; one without a word finds nothing.
pub(super) fn find(volume: &Volume, question: &Question<'_>) -> Result<Answer, TantivyError> {
    let asked = Asked { volume };
    let terms = Terms {
        fields: volume.fields,
        searcher: &volume.searcher,
    };
    let sought = terms.sought(question.text)?;
    if sought.is_empty() {
        return Ok(Answer::default());
    }
    let whole = folded(question.text);
    let mut answer = Answer {
        mended: mended(&sought),
        found_by: sought.iter().flat_map(Sought::words).collect(),
        written: sought.iter().map(|word| word.read.clone()).collect(),
        ..Answer::default()
    };
    for fit in [Fit::AllWords, Fit::SomeWords] {
        asked.bodies(question, &sought, (&whole, fit), &mut answer)?;
        asked.others(question, &sought, (&whole, fit), &mut answer)?;
        answer.fit = fit;
        if !(answer.bodies.is_empty() && answer.others.is_empty()) || sought.len() == 1 {
            break;
        }
    }
    Ok(answer)
}

struct Asked<'v> {
    volume: &'v Volume,
}

impl Asked<'_> {
    /// Every word, or any of them, in one of its forms; what is called exactly so comes first.
    fn query(&self, words: Vec<Vec<(Field, String, f32)>>, whole: &str, fit: Fit) -> Box<dyn Query> {
        let occur = match fit {
            Fit::AllWords => Occur::Must,
            Fit::SomeWords => Occur::Should,
        };
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = words
            .into_iter()
            .map(|forms| {
                let forms = forms
                    .iter()
                    .map(|(field, word, boost)| term(*field, word, *boost));
                let forms: Box<dyn Query> = Box::new(BooleanQuery::new(forms.collect()));
                (occur, forms)
            })
            .collect();
        let exact = Term::from_field_text(self.volume.fields.whole, whole);
        let is_exact = self.volume.searcher.doc_freq(&exact);
        if occur == Occur::Must && is_exact.is_ok_and(|count| count > 0) {
            let exact: Box<dyn Query> = Box::new(TermQuery::new(exact, IndexRecordOption::Basic));
            clauses.push((Occur::Should, Box::new(ConstScoreQuery::new(exact, 12.0))));
        }
        match <[_; 1]>::try_from(clauses) {
            // Only where nothing stands around the forms of a word whole blocks of entries are passed over.
            Ok([(_, only)]) => only,
            Err(clauses) => Box::new(BooleanQuery::new(clauses)),
        }
    }

    /// The bodies that are called so.
    fn bodies(
        &self,
        question: &Question<'_>,
        sought: &[Sought],
        (whole, fit): (&str, Fit),
        answer: &mut Answer,
    ) -> Result<(), TantivyError> {
        let wanted = question.narrowed.sort.is_none_or(Sort::is_body);
        if !wanted || question.bodies == 0 || question.skipped > 0 {
            return Ok(());
        }
        let words = sought.iter().map(|word| {
            let names = word.names.iter();
            names
                .map(|(form, boost)| (self.volume.fields.names, form.clone(), *boost))
                .collect()
        });
        let query = self.query(words.collect(), whole, fit);
        answer.bodies = self.gathered(&*query, question, 0..question.bodies)?.best;
        Ok(())
    }

    /// What is done by bodies that are called so, or speaks of it.
    fn others(
        &self,
        question: &Question<'_>,
        sought: &[Sought],
        (whole, fit): (&str, Fit),
        answer: &mut Answer,
    ) -> Result<(), TantivyError> {
        if question.narrowed.sort.is_some_and(Sort::is_body) {
            return Ok(());
        }
        let words: Vec<Vec<_>> = sought.iter().map(|word| word.others.clone()).collect();
        let countable = self.most(&words, fit)? <= MOST_COUNTED;
        let all = self.query(words, whole, fit);
        let wanted = question.skipped..question.skipped.saturating_add(question.others.max(1));
        if !countable {
            let query = self.narrow(all, question.narrowed);
            let top = TopDocs::with_limit(wanted.len()).and_offset(wanted.start);
            let best = self.search(&*query, &top.order_by_score())?;
            answer.others = self.keys(best.into_iter().map(|(_, at)| at))?;
            return Ok(());
        }
        let gathered = self.gathered(&*all, question, wanted)?;
        answer.count = Some(gathered.count);
        answer.tally = Some(gathered.tally);
        answer.others = gathered.best;
        Ok(())
    }

    /// The best entries that a query matches, of those within what the question is narrowed to, and how many it matches.
    fn gathered(
        &self,
        query: &dyn Query,
        question: &Question<'_>,
        wanted: Range<usize>,
    ) -> Result<Gathered, TantivyError> {
        let gather = Gather {
            volume: self.volume,
            narrowed: question.narrowed,
            skipped: wanted.start,
            most: wanted.len(),
        };
        self.search(query, &gather)
    }

    /// Looks for documents; what a document is worth depends on itself alone.
    fn search<C: Collector>(&self, query: &dyn Query, collector: &C) -> Result<C::Fruit, TantivyError> {
        self.volume
            .searcher
            .search_with_statistics_provider(query, collector, &Alike)
    }

    /// How many entries at most a question matches.
    fn most(&self, words: &[Vec<(Field, String, f32)>], fit: Fit) -> Result<u64, TantivyError> {
        let mut most = Vec::with_capacity(words.len());
        for forms in words {
            let mut of_word = 0;
            for (field, form, _) in forms {
                of_word += self
                    .volume
                    .searcher
                    .doc_freq(&Term::from_field_text(*field, form))?;
            }
            most.push(of_word);
        }
        Ok(match fit {
            Fit::AllWords => most.into_iter().min().unwrap_or(0),
            Fit::SomeWords => most.into_iter().sum(),
        })
    }

    /// The entities behind documents, in the same order.
    fn keys(&self, best: impl Iterator<Item = DocAddress>) -> Result<Vec<(Sort, Uuid)>, TantivyError> {
        let mut keys = Vec::new();
        for at in best {
            let columns = self.volume.columns(at.segment_ord)?;
            keys.extend(columns.sort(at.doc_id).map(|sort| (sort, columns.key(at.doc_id))));
        }
        Ok(keys)
    }

    fn narrow(&self, query: Box<dyn Query>, narrowed: Narrowed) -> Box<dyn Query> {
        let exactly = |field, number| -> (Occur, Box<dyn Query>) {
            let term = Term::from_field_u64(field, number);
            let term: Box<dyn Query> = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
            (Occur::Must, Box::new(ConstScoreQuery::new(term, 0.0)))
        };
        let sort = narrowed
            .sort
            .map(|sort| exactly(self.volume.fields.sort, sort.number()));
        let country = narrowed
            .country
            .map(|country| exactly(self.volume.fields.country, numbered(country)));
        let clauses: Vec<_> = sort.into_iter().chain(country).collect();
        if clauses.is_empty() {
            return query;
        }
        let clauses = std::iter::once((Occur::Must, query)).chain(clauses);
        Box::new(BooleanQuery::new(clauses.collect()))
    }
}

/// A form of a word, as a clause.
fn term(field: Field, word: &str, boost: f32) -> (Occur, Box<dyn Query>) {
    let term = TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs);
    let term: Box<dyn Query> = Box::new(term);
    (Occur::Should, Box::new(BoostQuery::new(term, boost)))
}

/// The same statistics for every term of every index: how rare a word is matters little where all must be there, and what
/// was taken out still counts in the real ones, so that the order would depend on what happened before.
struct Alike;

impl Bm25StatisticsProvider for Alike {
    fn total_num_tokens(&self, _: Field) -> Result<u64, TantivyError> {
        Ok(8_000_000)
    }

    fn total_num_docs(&self) -> Result<u64, TantivyError> {
        Ok(1_000_000)
    }

    fn doc_freq(&self, _: &Term) -> Result<u64, TantivyError> {
        Ok(1_000)
    }
}
