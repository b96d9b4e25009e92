//! What a reader wants of the partnerships: country, status, kind, theme, programme, year, money; and in which order.
//!
//! In: the parameters of an address. Out: which partnerships are meant. The list, the API, and the home page with its
//! table and map ask the same; `front/src/wanted.js` answers the same way in the browser.
//!
//! # Invariants
//! - What does not parse asks for nothing; the API refuses it before.
//! - A partnership without a date was in force in no year that one can name.

use crate::figures;
use crate::snapshot::{Facet, Part};
use crate::view::View;
use std::cmp::Reverse;
use vocabulary::{
    Country, Id, Partnership, PartnershipId, PartnershipKind, PartnershipStatus, ProgrammeId, Theme,
};

/// The parameters that narrow the partnerships, in the order of the filters.
pub(crate) const FILTERS: [&str; 7] = ["country", "status", "kind", "theme", "programme", "year", "money"];

/// The word for “in force today, whatever the status”.
pub(crate) const LIVE: &str = "live";
/// The word for “of any status, ended and refused ones too”, where the page would else show those in force.
pub(crate) const ANY: &str = "any";
/// The word for “with money that the record knows”.
pub(crate) const WITH_MONEY: &str = "known";

/// Where the partnerships that are wanted stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Anywhere.
    Any,
    /// In force.
    Live,
    /// Exactly here.
    One(PartnershipStatus),
}

impl Standing {
    /// What a parameter asks for, if it can be read.
    pub(crate) fn named(word: &str) -> Option<Self> {
        match word {
            "" | ANY => Some(Self::Any),
            LIVE => Some(Self::Live),
            status => PartnershipStatus::named(status).map(Self::One),
        }
    }

    fn allows(self, status: PartnershipStatus) -> bool {
        match self {
            Self::Any => true,
            Self::Live => status.is_live(),
            Self::One(wanted) => status == wanted,
        }
    }
}

/// Whether money has to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MoneyWanted {
    /// It may be.
    Perhaps,
    /// A budget, a pool, a campaign or a grant hangs on the partnership.
    Known,
}

/// What the filters ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) country: Option<Country>,
    pub(crate) standing: Standing,
    pub(crate) kind: Option<PartnershipKind>,
    pub(crate) theme: Option<Theme>,
    pub(crate) programme: String,
    pub(crate) year: Option<i16>,
    pub(crate) money: MoneyWanted,
}

/// The year of a parameter: four digits.
pub(crate) fn year(text: &str) -> Option<i16> {
    (text.len() == 4).then(|| text.parse().ok()).flatten()
}

/// Whether money has to be known, as a parameter says it.
pub(crate) fn money(text: &str) -> Option<MoneyWanted> {
    match text {
        "" => Some(MoneyWanted::Perhaps),
        WITH_MONEY => Some(MoneyWanted::Known),
        _ => None,
    }
}

impl Wanted {
    /// What the parameters of a page ask for.
    pub(crate) fn of<'a>(query: impl Fn(&str) -> &'a str) -> Self {
        Self {
            country: query("country").parse().ok(),
            standing: Standing::named(query("status")).unwrap_or(Standing::Any),
            kind: PartnershipKind::named(query("kind")),
            theme: Theme::named(query("theme")),
            programme: query("programme").to_owned(),
            year: year(query("year")),
            money: money(query("money")).unwrap_or(MoneyWanted::Perhaps),
        }
    }

    /// What a program asks for; `None` where a parameter does not parse.
    pub(crate) fn exactly<'a>(query: impl Fn(&str) -> &'a str) -> Option<Self> {
        let fits = |name: &str, parses: bool| parses || query(name).is_empty();
        let wanted = Self::of(&query);
        let all_fit = fits("country", wanted.country.is_some())
            && fits("status", Standing::named(query("status")).is_some())
            && fits("kind", wanted.kind.is_some())
            && fits("theme", wanted.theme.is_some())
            && fits("year", wanted.year.is_some())
            && fits("money", money(query("money")).is_some());
        all_fit.then_some(wanted)
    }

    /// The same for a page that shows, unless asked for more, what is in force: today or in the year asked for.
    pub(crate) fn in_force<'a>(query: impl Fn(&str) -> &'a str) -> Self {
        let mut wanted = Self::of(&query);
        let asked = query("status");
        if wanted.year.is_none() && (asked.is_empty() || Standing::named(asked).is_none()) {
            wanted.standing = Standing::Live;
        }
        wanted
    }

    pub(crate) fn allows(&self, view: &View<'_>, found: &Partnership) -> bool {
        let country = |wanted: Country| {
            found
                .parties
                .iter()
                .any(|party| view.country_of(party.party) == Some(wanted))
        };
        self.standing.allows(found.status)
            && self.kind.is_none_or(|wanted| found.kind == wanted)
            && (self.programme.is_empty()
                || found.programme.is_some_and(|id| id.to_string() == self.programme))
            && self.year.is_none_or(|year| found.was_in_force(year))
            && self.country.is_none_or(country)
            && self
                .theme
                .is_none_or(|theme| view.snapshot.themes(found.id).any(|told| told == theme))
            && (self.money == MoneyWanted::Perhaps || view.snapshot.has_money(found.id))
    }
}

/// In which sequence the parts of a list come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sequence {
    /// As readers order it.
    Of(Order),
    /// By key, for programs: a row that goes meanwhile shifts nothing.
    Keys,
}

impl Wanted {
    /// The values whose partnerships are wanted; `None` where none can have them.
    fn facets(&self) -> Option<Vec<Facet>> {
        let programme = match self.programme.rsplit('/').next() {
            None | Some("") => None,
            Some(key) => Some(Facet::Programme(ProgrammeId::of(key.parse().ok()?))),
        };
        let standing = match self.standing {
            Standing::Any => None,
            Standing::Live => Some(Facet::Live),
            Standing::One(status) => Some(Facet::Status(status)),
        };
        let money = (self.money == MoneyWanted::Known).then_some(Facet::WithMoney);
        let country = self.country.map(Facet::Country);
        let kind = self.kind.map(Facet::Kind);
        let theme = self.theme.map(Facet::Theme);
        let year = self.year.map(Facet::InForce);
        let values = [country, standing, kind, theme, programme, year, money];
        Some(values.into_iter().flatten().collect())
    }

    /// The part of the wanted partnerships behind the one with the key `after`, from bitmaps; only the order by names has to
    /// look at each partnership that is wanted.
    pub(crate) fn part(&self, view: &View<'_>, sequence: Sequence, after: &str, limit: usize) -> Part {
        let facets = view.snapshot.facets();
        let key = after.parse().ok().map(PartnershipId::of);
        let Some(values) = self.facets() else {
            return Part::default();
        };
        match sequence {
            Sequence::Keys => facets.by_key(&values, key, limit),
            Sequence::Of(Order::Newest) => facets.newest(&values, key, limit),
            Sequence::Of(Order::Oldest) => facets.oldest(&values, key, limit),
            Sequence::Of(order @ Order::Names) => {
                let wanted = facets.by_key(&values, None, usize::MAX).shown.into_iter();
                let mut found: Vec<&Partnership> =
                    wanted.filter_map(|id| view.snapshot.partnership(id)).collect();
                order.sort(view, &mut found);
                part_of(&found, key, limit)
            }
        }
    }
}

/// The rows behind the one with the key `after`; one that stands no more begins the list anew.
fn part_of(found: &[&Partnership], after: Option<PartnershipId>, limit: usize) -> Part {
    let place = found.iter().position(|found| Some(found.id) == after);
    let rest = found.get(place.map_or(0, |at| at + 1)..).unwrap_or_default();
    Part {
        shown: rest.iter().take(limit).map(|found| found.id).collect(),
        all: u64::try_from(found.len()).unwrap_or(u64::MAX),
        more: rest.len() > limit,
    }
}

/// The order of a list of partnerships.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// The newest first, those without a date last.
    Newest,
    /// The oldest first, those without a date last.
    Oldest,
    /// By the names of the parties, as the language sorts.
    Names,
}

impl Order {
    /// Every order with its word; the first is that of a list that nobody ordered.
    pub(crate) const ALL: [(Self, &'static str); 3] = [
        (Self::Newest, ""),
        (Self::Oldest, "oldest"),
        (Self::Names, "names"),
    ];

    /// The order with this word; the first one if there is none.
    pub(crate) fn named(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|(_, name)| *name == word)
            .map_or(Self::Newest, |(order, _)| order)
    }

    /// Puts the partnerships in this order.
    pub(crate) fn sort(self, view: &View<'_>, found: &mut [&Partnership]) {
        match self {
            Self::Newest => found.sort_by_key(|found| (Reverse(found.main_day()), found.id)),
            Self::Oldest => {
                found.sort_by_key(|found| (found.main_day().is_none(), found.main_day(), Reverse(found.id)));
            }
            Self::Names => {
                let mut named: Vec<(String, &Partnership)> =
                    found.iter().map(|found| (view.label(found), *found)).collect();
                named.sort_by(|(left, a), (right, b)| {
                    figures::order(view.lang, left, right).then_with(|| a.id.cmp(&b.id))
                });
                for (place, (_, next)) in found.iter_mut().zip(named) {
                    *place = next;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use crate::snapshot::Snapshot;
    use crate::words::Lang;

    fn asked(query: &str) -> Vec<String> {
        let record = samples::record();
        let places = samples::SamplePlaces::of(&record);
        let snapshot = Snapshot::new(record, (samples::clock())());
        let view = View {
            lang: Lang::En,
            snapshot: &snapshot,
            places: &places,
        };
        let value = |name: &str| {
            let pair = query
                .split('&')
                .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name));
            pair.map_or("", |(_, value)| value)
        };
        let wanted = Wanted::in_force(value);
        let all = snapshot.record().partnerships.iter();
        let mut found: Vec<&Partnership> = all.filter(|found| wanted.allows(&view, found)).collect();
        Order::named(value("sort")).sort(&view, &mut found);
        found.into_iter().map(|found| view.label(found)).collect()
    }

    #[test]
    fn nothing_asked_for_means_what_is_in_force() {
        let labels = asked("");
        assert_eq!(labels.len(), 3, "{labels:?}");
        assert_eq!(asked("status=any").len(), 4);
        assert_eq!(asked("status=refused").len(), 1);
    }

    /// Every order of what is wanted is that of looking at each partnership.
    fn found_slowly_too(view: &View<'_>, wanted: &Wanted) {
        for order in [None, Some(Order::Newest), Some(Order::Oldest), Some(Order::Names)] {
            let sequence = order.map_or(Sequence::Keys, Sequence::Of);
            let all = view.snapshot.record().partnerships.iter();
            let mut slowly: Vec<&Partnership> = all.filter(|found| wanted.allows(view, found)).collect();
            if let Some(order) = order {
                order.sort(view, &mut slowly);
            }
            let found = wanted.part(view, sequence, "", 7);
            assert_eq!(found, part_of(&slowly, None, 7), "{wanted:?} {order:?}");
            let last = found.shown.last().copied();
            let after = last.map_or(String::new(), |id| id.to_string());
            let next = wanted.part(view, sequence, &after, 7);
            assert_eq!(next, part_of(&slowly, last, 7), "{wanted:?} {order:?}");
        }
    }

    #[test]
    fn bitmaps_find_what_looking_at_each_partnership_finds() {
        let record = samples::longest();
        let with_money = record.campaigns.iter().map(|found| found.partnership);
        assert!(with_money.flatten().count() > 0, "money is known of some");
        let places = samples::SamplePlaces::of(&record);
        let programmes: Vec<String> = record
            .programmes
            .iter()
            .map(|found| found.id.to_string())
            .collect();
        let snapshot = Snapshot::new(record, (samples::clock())());
        let view = View {
            lang: Lang::En,
            snapshot: &snapshot,
            places: &places,
        };
        let countries = ["", "FR", "UA", "XX"];
        let standings = ["", LIVE, "signed", "refused"];
        let kinds = ["", "twinning", "solidarity_partnership"];
        let years = [
            ("", ""),
            ("2023", ""),
            ("1066", ""),
            ("9998", ""),
            ("", WITH_MONEY),
            ("2024", WITH_MONEY),
        ];
        let themes = ["", "water", "education"];
        let programmes = ["", "nonsense"]
            .into_iter()
            .chain(programmes.iter().map(String::as_str));
        for programme in programmes {
            for (country, standing, theme) in countries
                .iter()
                .flat_map(|one| standings.map(|other| (*one, other)))
                .flat_map(|(one, other)| themes.map(|theme| (one, other, theme)))
            {
                for (kind, year, money) in kinds
                    .iter()
                    .flat_map(|kind| years.map(|(year, money)| (*kind, year, money)))
                {
                    let wanted = Wanted::of(|name| match name {
                        "country" => country,
                        "status" => standing,
                        "kind" => kind,
                        "theme" => theme,
                        "programme" => programme,
                        "year" => year,
                        "money" => money,
                        _ => "",
                    });
                    found_slowly_too(&view, &wanted);
                }
            }
        }
    }

    #[test]
    fn a_year_shows_what_had_begun_by_then() {
        assert_eq!(asked("year=1977").len(), 0);
        assert_eq!(asked("year=1978"), ["Lille – Kharkiv"]);
        assert_eq!(asked("year=2025").len(), 2);
        assert_eq!(asked("year=2026").len(), 3);
    }

    #[test]
    fn nonsense_asks_for_nothing() {
        let all = asked("").len();
        for query in [
            "country=france",
            "kind=marriage",
            "theme=love",
            "year=MMXV",
            "year=20155",
            "money=lots",
            "sort=shuffled",
        ] {
            assert_eq!(asked(query).len(), all, "{query}");
        }
    }

    #[test]
    fn lists_are_ordered_as_asked() {
        let by_name = asked("sort=names");
        let mut sorted = by_name.clone();
        sorted.sort();
        assert_eq!(by_name, sorted);
        let (newest, mut oldest) = (asked(""), asked("sort=oldest"));
        oldest.reverse();
        assert_eq!(newest, oldest);
    }
}
