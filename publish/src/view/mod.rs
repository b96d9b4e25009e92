//! The record as a reader of one language sees it: entities in, parts with finished words out.
//!
//! # Invariants
//! - A body that the record lost is shown as it was written, never left out.

mod cards;
mod proof;

use crate::figures;
use crate::names;
use crate::parts::{Chip, DayView, LinkView, PartnersView, PartnershipRow, PartyView, Said, SideView};
use crate::pieces::Piece;
use crate::site::Places;
use crate::snapshot::Snapshot;
use crate::urls;
use crate::words::{Lang, number};
use askama::Template;
use cooperate::ageing;
use vocabulary::{
    Authority, Country, Day, Language, Moment, Money, Organisation, Partnership, PartnershipId,
    PartnershipParty, PartnershipStatus, PartyRef, PartyRole, Text, VersionMaker,
};

/// One reader's view of one snapshot.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) lang: Lang,
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) places: &'a dyn Places,
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
            .or_else(|| self.places.country_name(country, Language::EN))
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
        names::said(self.lang, authority)
    }

    /// “commune · France”: what a body is, and where.
    pub(crate) fn kind_and_country(&self, authority: &Authority) -> String {
        let kind = authority.kind.name(self.lang.tag());
        format!("{kind} · {}", self.country(authority.country))
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

    /// The name of a party for this reader; `written` is what stands where the record has lost it.
    fn party_name(&self, party: PartyRef, written: &str) -> String {
        let found = match party {
            PartyRef::Authority(id) => self.snapshot.authority(id).map(|body| self.name(body).words),
            PartyRef::Organisation(id) => self.snapshot.organisation(id).map(|body| body.name.clone()),
        };
        found.unwrap_or_else(|| written.to_owned())
    }

    /// The country of a party, where it is known.
    pub(crate) fn country_of(&self, party: PartyRef) -> Option<Country> {
        self.snapshot.country_of(party)
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

    /// The title of a partnership, or its parties where it has none.
    pub(crate) fn label(&self, partnership: &Partnership) -> String {
        match &partnership.title {
            Some(title) => self.text(title).words,
            None => self.parties(partnership),
        }
    }

    /// “A, B – C”: the parties of a partnership.
    pub(crate) fn parties(&self, partnership: &Partnership) -> String {
        let (left, right) = self.sides(&partnership.parties);
        format!("{} – {}", self.party_names(&left), self.party_names(&right))
    }

    /// The names of parties, joined.
    fn party_names(&self, parties: &[&PartnershipParty]) -> String {
        let names = parties
            .iter()
            .map(|party| self.party_name(party.party, &party.written));
        self.joined(&names.collect::<Vec<_>>())
    }

    /// Whom a body works with in a partnership; whoever is none of its parties sees them all.
    fn partners(&self, partnership: &Partnership, body: PartyRef) -> PartnersView {
        let (left, right) = self.sides(&partnership.parties);
        let holds = |side: &[&PartnershipParty]| side.iter().any(|party| party.party == body);
        let (own, others) = if holds(&left) {
            (left, right)
        } else if holds(&right) {
            (right, left)
        } else {
            (Vec::new(), partnership.parties.iter().collect())
        };
        let beside: Vec<_> = own.into_iter().filter(|party| party.party != body).collect();
        PartnersView {
            side: self.side(&others),
            beside: (!beside.is_empty()).then(|| {
                let names = self.party_names(&beside);
                self.lang.with("partnerships-beside", &names)
            }),
        }
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

    /// “14 months ago”: when a party last confirmed a live partnership.
    pub(crate) fn confirmed_ago(&self, partnership: &Partnership) -> Option<String> {
        const YEARS_FROM: u32 = 24;
        let day = ageing::confirmed(partnership).filter(|_| partnership.status.is_live())?;
        let months = ageing::months_since(day, self.snapshot.today());
        let (key, count) = if months < YEARS_FROM {
            ("ago-months", months)
        } else {
            ("ago-years", months / 12)
        };
        let count = number(usize::try_from(count).unwrap_or(usize::MAX));
        Some(self.lang.say(key, &[("count", count)]))
    }

    pub(crate) fn partnership(&self, partnership: &Partnership) -> PartnershipRow {
        let (left, right) = self.sides(&partnership.parties);
        let programme = partnership.programme.and_then(|id| self.snapshot.programme(id));
        PartnershipRow {
            lang: self.lang,
            url: urls::partnership(self.lang, partnership.id),
            left: self.side(&left),
            right: self.side(&right),
            partners: None,
            kind: self.lang.word("partnership-kind", partnership.kind.as_str()),
            status: self.status(partnership.status),
            day: partnership.main_day().map(|day| self.day(day)),
            confirmed: self
                .confirmed_ago(partnership)
                .map(|ago| self.lang.with("partnership-confirmed-ago", &ago)),
            programme: programme.map(|found| LinkView {
                url: urls::programme(self.lang, found.id),
                words: Self::said(&found.name, None),
            }),
            label: self.label(partnership),
        }
    }

    /// The partnerships with these keys as finished rows, in this order.
    pub(crate) fn rows(&self, keys: &[PartnershipId]) -> Vec<Piece> {
        let found = keys.iter().filter_map(|key| self.snapshot.partnership(*key));
        found.map(|found| self.row(found)).collect()
    }

    /// A partnership as a finished row of a table.
    pub(crate) fn row(&self, partnership: &Partnership) -> Piece {
        self.row_of(partnership, None)
    }

    /// A partnership as a finished row of the table of one of its bodies.
    pub(crate) fn partner_row(&self, partnership: &Partnership, body: PartyRef) -> Piece {
        self.row_of(partnership, Some(body))
    }

    fn row_of(&self, partnership: &Partnership, body: Option<PartyRef>) -> Piece {
        let key = (self.lang, partnership.id, body);
        self.snapshot.pieces().piece(key, self.snapshot, || {
            let row = PartnershipRow {
                partners: body.map(|body| self.partners(partnership, body)),
                ..self.partnership(partnership)
            };
            row.render().expect("a row has no part that can fail")
        })
    }
}

/// Whether an address may stand in a link: `javascript:` and its like never do.
pub(crate) fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}
