//! The record as a reader of one language sees it: entities in, parts with finished words out.
//!
//! # Invariants
//! - A quote shown to the public has at most [`Evidence::QUOTE_LIMIT`] characters.
//! - A body that the record lost is shown as it was written, never left out.

use crate::figures;
use crate::parts::{
    ActionView, Card, CardList, Chip, DayView, LinkView, PartnershipRow, PartyView, QuoteView, Said,
    SideView, StepView,
};
use crate::site::Places;
use crate::snapshot::Snapshot;
use crate::urls;
use crate::words::{Lang, number};
use fluent_bundle::FluentValue;
use register::ReadSource;
use std::collections::BTreeSet;
use vocabulary::{
    Action, Alliance, Authority, Campaign, Country, Day, Evidence, EvidenceId, EvidenceKind, Language,
    Moment, Money, NameUse, Organisation, Partnership, PartnershipParty, PartnershipStatus, PartyRef,
    PartyRole, Project, ProjectStatus, Quote, Reason, Step, Story, Text, VersionMaker,
};

/// One reader's view of one snapshot.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) lang: Lang,
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) places: &'a dyn Places,
}

/// Whether a text is written in Cyrillic letters.
fn cyrillic(text: &str) -> bool {
    text.chars().any(|c| ('\u{400}'..='\u{52F}').contains(&c))
}

/// At most `limit` characters; what is cut is marked.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(limit.saturating_sub(1)).collect();
    short.push('…');
    short
}

impl View<'_> {
    pub(crate) fn day(&self, day: Day) -> DayView {
        DayView {
            words: figures::day(self.lang, day),
            machine: day.to_string(),
        }
    }

    pub(crate) fn moment(&self, moment: &Moment) -> Option<DayView> {
        let date = moment.timestamp()?.to_zoned(jiff::tz::TimeZone::UTC).date();
        Day::on(date.year(), date.month(), date.day()).map(|day| self.day(day))
    }

    pub(crate) fn money(&self, money: Money) -> String {
        figures::money(self.lang, money)
    }

    pub(crate) fn country(&self, country: Country) -> String {
        self.places
            .country_name(country, self.lang.language())
            .unwrap_or_else(|| country.as_str().to_owned())
    }

    /// A text for this reader, with a note where a machine made the version or the original has moved on.
    pub(crate) fn text(&self, text: &Text) -> Said {
        let (words, language) = text.for_reader(self.lang.language());
        let version = text
            .versions
            .iter()
            .find(|version| version.language == language && version.words == words);
        let note = version.and_then(|version| {
            if version.of_revision < text.revision {
                Some(self.lang.t("text-stale"))
            } else if version.maker == VersionMaker::Machine {
                Some(self.lang.t("text-machine"))
            } else {
                None
            }
        });
        Said {
            words: words.to_owned(),
            language: language.as_str().to_owned(),
            note,
        }
    }

    /// Words of a known language.
    pub(crate) fn said(words: &str, language: Option<Language>) -> Said {
        Said {
            words: words.to_owned(),
            language: language.map_or_else(String::new, |language| language.as_str().to_owned()),
            note: None,
        }
    }

    /// The name of a body for this reader, with the language it is in.
    pub(crate) fn name(&self, authority: &Authority) -> Said {
        let shown = authority.name_for(self.lang.language());
        let language = authority
            .names
            .iter()
            .find(|name| name.text == shown && name.name_use != NameUse::Transliteration)
            .and_then(|name| name.language)
            .filter(|language| cyrillic(shown) || *language != Language::UK);
        let language =
            language.or_else(|| (cyrillic(shown) && self.lang != Lang::Uk).then_some(Language::UK));
        let language = language.filter(|language| *language != self.lang.language());
        // The register names a hromada by its adjective alone; a reader expects the noun behind it.
        let words = if authority.kind.as_str() == "hromada" && shown.ends_with("ька") {
            self.lang.with("name-of-hromada", shown)
        } else {
            shown.to_owned()
        };
        Self::said(&words, language)
    }

    pub(crate) fn authority(&self, authority: &Authority) -> PartyView {
        PartyView {
            url: Some(urls::authority(self.lang, authority.code())),
            name: self.name(authority),
            country: self.country(authority.country),
            country_code: authority.country.as_str().to_owned(),
            note: String::new(),
        }
    }

    pub(crate) fn organisation(&self, organisation: &Organisation) -> PartyView {
        PartyView {
            url: Some(urls::organisation(self.lang, organisation.id)),
            name: Self::said(&organisation.name, None),
            country: organisation
                .country
                .map_or_else(String::new, |country| self.country(country)),
            country_code: organisation
                .country
                .map_or_else(String::new, |c| c.as_str().to_owned()),
            note: String::new(),
        }
    }

    /// A party as a link; `written` is what stands where the record has lost it.
    pub(crate) fn party(&self, party: PartyRef, written: &str) -> PartyView {
        let found = match party {
            PartyRef::Authority(id) => self.snapshot.authority(id).map(|body| self.authority(body)),
            PartyRef::Organisation(id) => self.snapshot.organisation(id).map(|body| self.organisation(body)),
        };
        found.unwrap_or_else(|| PartyView {
            url: None,
            name: Self::said(written, None),
            country: String::new(),
            country_code: String::new(),
            note: String::new(),
        })
    }

    /// The country of a party, where it is known.
    pub(crate) fn country_of(&self, party: PartyRef) -> Option<Country> {
        match party {
            PartyRef::Authority(id) => self.snapshot.authority(id).map(|body| body.country),
            PartyRef::Organisation(id) => self.snapshot.organisation(id).and_then(|body| body.country),
        }
    }

    /// The two sides of a partnership: leads and members, and the partners.
    ///
    /// Where the source makes no difference, the sides are those of the first party's country and the others;
    /// where even that says nothing, the first party and the rest.
    pub(crate) fn sides<'p>(
        &self,
        parties: &'p [PartnershipParty],
    ) -> (Vec<&'p PartnershipParty>, Vec<&'p PartnershipParty>) {
        let split: (Vec<_>, Vec<_>) = parties.iter().partition(|party| party.role != PartyRole::Partner);
        if !split.0.is_empty() && !split.1.is_empty() {
            return split;
        }
        let home = parties.first().and_then(|party| self.country_of(party.party));
        let split: (Vec<_>, Vec<_>) = parties
            .iter()
            .partition(|party| self.country_of(party.party) == home);
        if !split.0.is_empty() && !split.1.is_empty() {
            return split;
        }
        (parties.iter().take(1).collect(), parties.iter().skip(1).collect())
    }

    fn side(&self, parties: &[&PartnershipParty]) -> SideView {
        let mut parties: Vec<PartyView> = parties
            .iter()
            .map(|party| self.party(party.party, &party.written))
            .collect();
        let shared = match parties.as_slice() {
            [first, rest @ ..] if !rest.is_empty() => rest
                .iter()
                .all(|party| party.country == first.country)
                .then(|| first.country.clone()),
            _ => None,
        };
        if shared.is_some() {
            for party in &mut parties {
                party.country.clear();
            }
        }
        SideView {
            parties,
            country: shared.unwrap_or_default(),
        }
    }

    /// A list of names as the language joins them; the count of the rest where there are many.
    pub(crate) fn joined(&self, names: &[String]) -> String {
        const SHOWN: usize = 3;
        let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
        let more = names.len().saturating_sub(SHOWN);
        if more == 0 {
            return shown;
        }
        self.lang
            .say("and-more", &[("names", shown.into()), ("count", number(more))])
    }

    /// “A, B – C”: the parties of a partnership, or its title where it has one.
    pub(crate) fn label(&self, partnership: &Partnership) -> String {
        if let Some(title) = &partnership.title {
            return self.text(title).words;
        }
        let (left, right) = self.sides(&partnership.parties);
        let names = |side: &[&PartnershipParty]| -> Vec<String> {
            side.iter()
                .map(|party| self.party(party.party, &party.written).name.words)
                .collect()
        };
        format!("{} – {}", self.joined(&names(&left)), self.joined(&names(&right)))
    }

    pub(crate) fn status(&self, status: PartnershipStatus) -> Chip {
        let tone = match status {
            PartnershipStatus::Signed | PartnershipStatus::Active | PartnershipStatus::Voted => "live",
            PartnershipStatus::Announced
            | PartnershipStatus::Sought
            | PartnershipStatus::Offered
            | PartnershipStatus::Explored => "open",
            PartnershipStatus::Dormant | PartnershipStatus::Suspended => "note",
            PartnershipStatus::Refused | PartnershipStatus::Ended => "closed",
        };
        Chip {
            word: self.lang.word("status", status.as_str()),
            tone,
        }
    }

    pub(crate) fn partnership(&self, partnership: &Partnership) -> PartnershipRow {
        let (left, right) = self.sides(&partnership.parties);
        let programme = partnership.programme.and_then(|id| self.snapshot.programme(id));
        PartnershipRow {
            url: urls::partnership(self.lang, partnership.id),
            left: self.side(&left),
            right: self.side(&right),
            kind: self.lang.word("partnership-kind", partnership.kind.as_str()),
            status: self.status(partnership.status),
            day: partnership.main_day().map(|day| self.day(day)),
            programme: programme.map(|found| LinkView {
                url: urls::programme(self.lang, found.id),
                words: Self::said(&found.name, None),
            }),
            label: self.label(partnership),
        }
    }

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

    /// Proofs as quotes, each once.
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
                quotes
                    .iter()
                    .map(|quote| self.quote(source, quote, read_on.clone()))
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
                by: on_behalf_of
                    .as_ref()
                    .map_or_else(|| by.clone(), |body| format!("{by}, {body}")),
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

    /// A quote of a source at its place.
    pub(crate) fn quote(&self, source: &ReadSource, quote: &Quote, read_on: Option<DayView>) -> QuoteView {
        let from = &source.source;
        QuoteView {
            lang: self.lang,
            words: Self::said(&cut(&quote.quote, Evidence::QUOTE_LIMIT), from.language),
            sort: "quote",
            place: Some(LinkView {
                url: urls::source_place(self.lang, from.id, quote.start),
                words: Self::source_title(source),
            }),
            original: from.address.clone().filter(|address| is_web(address)),
            by: String::new(),
            read_on,
        }
    }

    pub(crate) fn source_title(source: &ReadSource) -> Said {
        let from = &source.source;
        match &from.title {
            Some(title) => Self::said(title, from.language),
            None => Self::said(&from.origin, None),
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

    pub(crate) fn action(&self, action: &Action) -> ActionView {
        let parties = action
            .parties
            .iter()
            .map(|party| PartyView {
                note: self.lang.word("action-role", party.role.as_str()),
                ..self.party(party.party, "")
            })
            .filter(|party| !party.name.words.is_empty())
            .collect();
        ActionView {
            anchor: action.id.to_string(),
            kind: self.lang.word("action-kind", action.kind.as_str()),
            title: self.text(&action.title),
            quantity: action.quantity.map(|count| {
                let count = figures::count(self.lang, count);
                action
                    .unit
                    .as_ref()
                    .map_or_else(|| count.clone(), |unit| format!("{count} {unit}"))
            }),
            day: action.on.map(|day| self.day(day)),
            parties,
            quotes: self.quotes(&action.evidence),
        }
    }

    /// The projects at these places of the record, as cards.
    pub(crate) fn project_cards(&self, places: &BTreeSet<usize>) -> CardList {
        let list = &self.snapshot.record().projects;
        CardList {
            cards: picked(places, list)
                .map(|found| self.project_card(found))
                .collect(),
        }
    }

    /// The stories at these places of the record, as cards.
    pub(crate) fn story_cards(&self, places: &BTreeSet<usize>) -> CardList {
        let list = &self.snapshot.record().stories;
        CardList {
            cards: picked(places, list).map(|found| self.story_card(found)).collect(),
        }
    }

    /// The campaigns at these places of the record, as cards.
    pub(crate) fn campaign_cards(&self, places: &BTreeSet<usize>) -> CardList {
        let list = &self.snapshot.record().campaigns;
        CardList {
            cards: picked(places, list)
                .map(|found| self.campaign_card(found))
                .collect(),
        }
    }

    /// The alliances at these places of the record, as cards.
    pub(crate) fn alliance_cards(&self, places: &BTreeSet<usize>) -> CardList {
        let list = &self.snapshot.record().alliances;
        CardList {
            cards: picked(places, list)
                .map(|found| self.alliance_card(found))
                .collect(),
        }
    }

    /// The actions at these places of the record.
    pub(crate) fn actions(&self, places: &BTreeSet<usize>) -> Vec<ActionView> {
        picked(places, &self.snapshot.record().actions)
            .map(|found| self.action(found))
            .collect()
    }

    pub(crate) fn project_card(&self, project: &Project) -> Card {
        let names: Vec<String> = project
            .parties
            .iter()
            .map(|party| self.party(party.party, "").name.words)
            .collect();
        Card {
            link: LinkView {
                url: urls::project(self.lang, project.id),
                words: self.text(&project.title),
            },
            over: self.joined(&names),
            day: None,
            summary: None,
            figure: self.budget(project),
            chip: Some(self.project_status(project.status)),
        }
    }

    pub(crate) fn project_status(&self, status: ProjectStatus) -> Chip {
        let tone = match status {
            ProjectStatus::Planned => "open",
            ProjectStatus::Active | ProjectStatus::Completed => "live",
            ProjectStatus::Cancelled => "closed",
        };
        Chip {
            word: self.lang.word("project-status", status.as_str()),
            tone,
        }
    }

    pub(crate) fn budget(&self, project: &Project) -> Option<String> {
        project.budget.map(|budget| {
            let amount = self.money(budget);
            if project.budget_approximate {
                self.lang.with("about-amount", &amount)
            } else {
                amount
            }
        })
    }

    pub(crate) fn campaign_card(&self, campaign: &Campaign) -> Card {
        Card {
            link: LinkView {
                url: urls::campaign(self.lang, campaign.id),
                words: self.text(&campaign.title),
            },
            over: self.lang.t("campaign-over"),
            day: campaign.deadline.map(|day| self.day(day)),
            summary: None,
            figure: Some(self.lang.with("campaign-target", &self.money(campaign.target))),
            chip: None,
        }
    }

    /// The name of an alliance: its title, or its members.
    pub(crate) fn alliance_name(&self, alliance: &Alliance) -> Said {
        if let Some(title) = &alliance.title {
            return self.text(title);
        }
        let names: Vec<String> = alliance
            .members
            .iter()
            .map(|member| self.party(PartyRef::Authority(member.authority), "").name.words)
            .collect();
        Self::said(&self.lang.with("alliance-of", &self.joined(&names)), None)
    }

    pub(crate) fn alliance_card(&self, alliance: &Alliance) -> Card {
        Card {
            link: LinkView {
                url: urls::alliance(self.lang, alliance.id),
                words: self.alliance_name(alliance),
            },
            over: self.lang.t("alliance-over"),
            day: None,
            summary: None,
            figure: Some(self.lang.n("alliance-members-count", alliance.members.len())),
            chip: None,
        }
    }

    pub(crate) fn story_card(&self, story: &Story) -> Card {
        let source = self.snapshot.source(story.source);
        let summary = story.summary.as_ref().map(|summary| {
            let said = self.text(summary);
            Said {
                words: cut(&said.words, Evidence::QUOTE_LIMIT),
                ..said
            }
        });
        Card {
            link: LinkView {
                url: urls::story(self.lang, story.id),
                words: self.text(&story.title),
            },
            over: source
                .and_then(|read| read.source.publisher.clone())
                .unwrap_or_else(|| self.lang.t("story-over")),
            day: story.published.map(|day| self.day(day)),
            summary,
            figure: None,
            chip: None,
        }
    }

    pub(crate) fn source_card(&self, source: &ReadSource, times: Option<usize>) -> Card {
        let names = source.mentions.len();
        Card {
            link: LinkView {
                url: urls::source(self.lang, source.source.id),
                words: Self::source_title(source),
            },
            over: source
                .source
                .publisher
                .clone()
                .unwrap_or_else(|| self.lang.t("source-over")),
            day: self.moment(&source.revision.read_on),
            summary: None,
            figure: Some(match times {
                Some(times) => self.lang.n("source-names-it", times),
                None => self.lang.say(
                    "source-found",
                    &[
                        ("mentions", number(names)),
                        ("claims", number(source.claims.len())),
                    ],
                ),
            }),
            chip: None,
        }
    }
}

/// The items of a list at these places.
pub(crate) fn picked<'a, T>(places: &'a BTreeSet<usize>, list: &'a [T]) -> impl Iterator<Item = &'a T> {
    places.iter().filter_map(|at| list.get(*at))
}

/// Whether an address may stand in a link: `javascript:` and its like never do.
pub(crate) fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}
