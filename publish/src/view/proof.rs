//! Proof in words: evidence as quotes, life lines, reasons and remarks.
//!
//! # Invariants
//! A quote shown to the public has at most [`Evidence::QUOTE_LIMIT`] characters.

use super::{View, cut, is_web};
use crate::figures;
use crate::parts::{DayView, LinkView, QuoteView, Said, StepView};
use crate::urls;
use crate::words::number;
use fluent_bundle::FluentValue;
use vocabulary::{AuthorityCode, Evidence, EvidenceId, EvidenceKind, Quote, Reason, Source, Step};

/// Most characters between two cells of one row of a table: what parts them, and empty cells.
const BETWEEN_CELLS: usize = 8;

/// Quotes that follow each other in the text at once, as the cells of a row do, as one: “Chaponost · Gon Boussougou”.
fn cells_joined(quotes: &[Quote]) -> Vec<Quote> {
    let mut joined: Vec<Quote> = Vec::new();
    for quote in quotes {
        if let Some(last) = joined.last_mut()
            && quote
                .start
                .checked_sub(last.end)
                .is_some_and(|gap| gap <= BETWEEN_CELLS)
            && is_cell(&last.quote)
        {
            let words = format!("{} · {}", last.quote, quote.quote);
            if words.chars().count() <= Evidence::QUOTE_LIMIT {
                (last.quote, last.end) = (words, quote.end);
                continue;
            }
        }
        joined.push(quote.clone());
    }
    joined
}

/// Whether words may be a cell rather than a sentence, which ends with its stop.
fn is_cell(words: &str) -> bool {
    !words.trim_end().ends_with(['.', '!', '?', '…'])
}

impl View<'_> {
    pub(crate) fn steps(&self, steps: &[Step]) -> Vec<StepView> {
        let mut steps: Vec<&Step> = steps.iter().collect();
        steps.sort_by_key(|step| step.on);
        steps
            .into_iter()
            .map(|step| StepView {
                day: self.day(step.on),
                what: self.lang.word("step", step.what.as_str()),
                proof: self
                    .quotes(&[step.evidence])
                    .into_iter()
                    .find_map(|quote| quote.place),
            })
            .collect()
    }

    /// Proofs as quotes, each once; of several quotes of one source in a row the first bears its title.
    pub(crate) fn quotes(&self, evidence: &[EvidenceId]) -> Vec<QuoteView> {
        let mut quotes: Vec<QuoteView> = Vec::new();
        for id in evidence {
            let Some(proof) = self.snapshot.proof(*id) else {
                continue;
            };
            for quote in self.proof(proof) {
                if !quotes.contains(&quote) {
                    quotes.push(quote);
                }
            }
        }
        self.under_one_title(quotes)
    }

    /// A quote of the same source as the one before it says only where it stands.
    fn under_one_title(&self, mut quotes: Vec<QuoteView>) -> Vec<QuoteView> {
        let from = |quote: &QuoteView| {
            let place = quote.place.as_ref()?;
            Some(place.url.split('#').next().unwrap_or_default().to_owned())
        };
        let sources: Vec<Option<String>> = quotes.iter().map(from).collect();
        let goes_on = sources.iter().zip(sources.iter().skip(1));
        let goes_on = goes_on.map(|(before, own)| own.is_some() && before == own);
        for (quote, _) in quotes.iter_mut().skip(1).zip(goes_on).filter(|(_, on)| *on) {
            if let Some(place) = &mut quote.place {
                place.words = Self::said(&self.lang.t("quote-in-text"), None);
            }
            (quote.original, quote.read_on) = (None, None);
        }
        quotes
    }

    fn proof(&self, proof: &Evidence) -> Vec<QuoteView> {
        match &proof.kind {
            EvidenceKind::Document {
                revision,
                quotes,
                read_on,
            } => {
                let Some(source) = self.snapshot.source_of(*revision) else {
                    return Vec::new();
                };
                let read_on = self.moment(read_on);
                cells_joined(quotes)
                    .iter()
                    .map(|quote| self.quote(&source.source, quote, read_on.clone()))
                    .collect()
            }
            EvidenceKind::Statement {
                by,
                on_behalf_of,
                made_at,
                words,
            } => vec![QuoteView {
                lang: self.lang,
                words: Self::said(&cut(words, Evidence::QUOTE_LIMIT), None),
                sort: "statement",
                place: None,
                original: None,
                by: self.speaker(by, on_behalf_of.as_deref()),
                read_on: self.moment(made_at),
            }],
            EvidenceKind::Derived { rule, inputs, .. } => vec![QuoteView {
                lang: self.lang,
                words: Said {
                    words: self.lang.say(
                        "evidence-derived",
                        &[
                            ("rule", rule.as_str().into()),
                            ("inputs", inputs.join(", ").into()),
                        ],
                    ),
                    ..Said::default()
                },
                sort: "rule",
                place: None,
                original: None,
                by: String::new(),
                read_on: None,
            }],
        }
    }

    /// Who made a statement: the body where one is named, a person of the register by no name, anybody else as written.
    fn speaker(&self, by: &str, on_behalf_of: Option<&str>) -> String {
        let is_account = by.parse::<uuid::Uuid>().is_ok();
        let bodies = on_behalf_of.map(|bodies| {
            let names = bodies.split(", ").map(|body| self.body_named(body));
            names.collect::<Vec<_>>().join(", ")
        });
        match bodies {
            Some(bodies) if is_account => bodies,
            Some(bodies) => format!("{by}, {bodies}"),
            None if is_account => self.lang.t("evidence-person"),
            None => by.to_owned(),
        }
    }

    /// The name of a body that is given by its code.
    pub(crate) fn body_named(&self, written: &str) -> String {
        let code = written.parse::<AuthorityCode>().ok();
        let body = code.and_then(|code| self.places.authority(&code));
        body.map_or_else(|| written.to_owned(), |body| self.name(&body).words)
    }

    /// A quote of a source at its place.
    pub(crate) fn quote(&self, from: &Source, quote: &Quote, read_on: Option<DayView>) -> QuoteView {
        QuoteView {
            lang: self.lang,
            words: Self::said(&cut(&quote.quote, Evidence::QUOTE_LIMIT), from.language),
            sort: "quote",
            place: Some(LinkView {
                url: urls::source_place(self.lang, from.id, quote.start),
                words: Self::source_title(from),
            }),
            original: from.address.clone().filter(|address| is_web(address)),
            by: String::new(),
            read_on,
        }
    }

    pub(crate) fn source_title(from: &Source) -> Said {
        match &from.title {
            Some(title) => Self::said(title, from.language),
            None => Self::said(from.public_name(), None),
        }
    }

    /// A reason in words; a code that no translation knows is named as it is.
    pub(crate) fn reason(&self, reason: &Reason) -> String {
        self.noted("reason", "reason-unknown", reason)
    }

    /// A remark in words; a code that no translation knows is named as it is.
    pub(crate) fn remark(&self, remark: &Reason) -> String {
        self.noted("remark", "remark-other", remark)
    }

    fn noted(&self, family: &str, otherwise: &str, noted: &Reason) -> String {
        let key = format!("{family}-{}", noted.code);
        let facts = noted.params.iter();
        let args: Vec<(&str, FluentValue<'_>)> = facts
            .map(|(name, value)| (name.as_str(), self.fact(name, value)))
            .collect();
        let words = self.lang.say(&key, &args);
        // Neither a code of tomorrow nor a fact that was not given may leave a hole in the page.
        if words.starts_with('⟦') {
            self.lang.with(otherwise, &noted.code)
        } else {
            words
        }
    }

    /// A parameter as the reader writes it: counts grouped, days in words, countries and kinds by name.
    fn fact(&self, name: &str, value: &str) -> FluentValue<'static> {
        match name {
            "country" => value.parse().map_or_else(
                |_| value.to_owned().into(),
                |country| self.country(country).into(),
            ),
            "countries" => value
                .split([',', ' '])
                .filter(|part| !part.is_empty())
                .map(|part| {
                    part.parse()
                        .map_or_else(|_| part.to_owned(), |country| self.country(country))
                })
                .collect::<Vec<_>>()
                .join(", ")
                .into(),
            "date" => value.parse().map_or_else(
                |_| value.to_owned().into(),
                |day| figures::day(self.lang, day).into(),
            ),
            "kind" => vocabulary::Kind::named(value).map_or_else(
                || value.to_owned().into(),
                |kind| kind.name(self.lang.tag()).into(),
            ),
            _ => value
                .parse::<usize>()
                .map_or_else(|_| value.to_owned().into(), |count| number(count)),
        }
    }

    pub(crate) fn reasons(&self, reasons: &[Reason]) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for reason in reasons {
            let said = self.reason(reason);
            if !words.contains(&said) {
                words.push(said);
            }
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(words: &str, start: usize) -> Quote {
        Quote {
            quote: words.to_owned(),
            start,
            end: start + words.chars().count(),
        }
    }

    #[test]
    fn the_cells_of_a_row_are_one_quote_and_sentences_stay_apart() {
        let cells = [
            quote("Chaponost", 0),
            quote("Gon Boussougou", 10),
            quote("Elsewhere", 90),
        ];
        let words = |quotes: &[Quote]| -> Vec<String> {
            cells_joined(quotes)
                .into_iter()
                .map(|quote| quote.quote)
                .collect()
        };
        assert_eq!(words(&cells), ["Chaponost · Gon Boussougou", "Elsewhere"]);
        assert_eq!(cells_joined(&cells)[0].end, 24);
        let sentences = [quote("They signed.", 0), quote("They met.", 13)];
        assert_eq!(words(&sentences), ["They signed.", "They met."]);
        // What was read twice, or stands before, does not follow.
        let again = [quote("Chaponost", 10), quote("Gon Boussougou", 0)];
        assert_eq!(words(&again), ["Chaponost", "Gon Boussougou"]);
    }

    #[test]
    fn a_joined_quote_is_no_longer_than_a_quote_may_be() {
        let long = "a".repeat(Evidence::QUOTE_LIMIT - 3);
        assert_eq!(cells_joined(&[quote(&long, 0), quote("b", 298)]).len(), 2);
    }
}
