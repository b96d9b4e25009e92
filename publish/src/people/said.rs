//! What a form says about a partnership, read: a claim comes out, or what is wrong with each field.
//!
//! # Invariants
//! - Days of what happened are not in the future.
//! - A body entered by hand counts only if it means one without doubt; otherwise the form names the choices.

use super::typed::Fields;
use crate::site::Places;
use crate::view::{View, is_web};
use crate::words::Lang;
use vocabulary::{
    AuthorityCode, Claim, ClaimDocument, ClaimKind, ClaimParty, ClaimRole, Country, DatedStep, Day,
    DocumentKind, PartnershipKind, PartnershipStatus, StepKind,
};

/// Longest words of a statement or proposal, in characters.
pub(crate) const LONGEST_WORDS: usize = 2_000;
/// Longest title or address, in characters.
pub(crate) const LONGEST_LINE: usize = 500;
/// Most bodies of a proposal.
const MOST_BODIES: usize = 30;
/// A name entered by hand is taken for its best candidate from here on.
const SURE: f32 = 0.9;
/// Bodies that a form offers where a name is not sure.
const CHOICES: usize = 4;

/// What is wrong with the fields of a form: name and words.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wrong(pub(crate) Vec<(&'static str, String)>);

impl Wrong {
    pub(crate) fn add(&mut self, field: &'static str, words: String) {
        self.0.push((field, words));
    }

    pub(crate) fn of(&self, field: &str) -> String {
        let found = self.0.iter().find(|(name, _)| *name == field);
        found.map_or_else(String::new, |(_, words)| words.clone())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// At most so many characters of a field.
pub(crate) fn text(entered: &Fields, name: &str, longest: usize) -> String {
    entered.of(name).chars().take(longest).collect()
}

/// The day of something that happened; `None` where none was entered or it is wrong, which is noted.
pub(crate) fn day(
    (lang, today): (Lang, Day),
    (entered, name): (&Fields, &'static str),
    wrong: &mut Wrong,
) -> Option<Day> {
    let text = entered.of(name);
    match text.parse::<Day>() {
        _ if text.is_empty() => None,
        Ok(day) if day.first() <= today.first() => Some(day),
        Ok(_) => {
            wrong.add(name, lang.t("said-future"));
            None
        }
        Err(_) => {
            wrong.add(name, lang.t("claim-problem-date"));
            None
        }
    }
}

/// A dated step, as a claim has it.
pub(crate) fn step(what: StepKind, day: Day) -> DatedStep {
    DatedStep {
        what: what.as_str().to_owned(),
        date: day,
        precision: day.precision(),
    }
}

/// The document of a form; what is wrong is noted.
pub(crate) fn document(
    (lang, today): (Lang, Day),
    entered: &Fields,
    wrong: &mut Wrong,
) -> Option<ClaimDocument> {
    let title = text(entered, "title", LONGEST_LINE);
    let address = text(entered, "address", LONGEST_LINE);
    let on = day((lang, today), (entered, "document-date"), wrong);
    let kind = DocumentKind::named(entered.of("document"));
    if title.is_empty() {
        wrong.add("title", lang.t("said-title-missing"));
    }
    if !address.is_empty() && !is_web(&address) {
        wrong.add("address", lang.t("said-address-wrong"));
    }
    let kind = kind.filter(|_| wrong.is_empty())?;
    Some(ClaimDocument {
        kind,
        title,
        address: Some(address).filter(|address| !address.is_empty()),
        on,
    })
}

/// The claim of a new partnership as a form describes it; what is wrong is noted.
pub(crate) fn new_partnership(
    view: &View<'_>,
    by: &AuthorityCode,
    entered: &Fields,
    wrong: &mut Wrong,
) -> Claim {
    let lang = view.lang;
    let own = view.places.authority(by).map(|body| body.country);
    let mut parties: Vec<ClaimParty> = Vec::new();
    let mut problems: Vec<String> = Vec::new();
    let lines = entered.of("parties").lines().map(str::trim);
    let codes = std::iter::once(by.to_string()).chain(lines.map(ToOwned::to_owned));
    for line in codes.filter(|line| !line.is_empty()).take(MOST_BODIES + 1) {
        match body(&line, view.places) {
            Ok(code) => parties.extend(party(view, &code, own)),
            Err(choices) => problems.push(choice_words(view, &line, &choices)),
        }
    }
    let mut seen: Vec<Option<AuthorityCode>> = Vec::new();
    parties.retain(|party| {
        let new = !seen.contains(&party.code);
        seen.push(party.code.clone());
        new
    });
    if problems.is_empty() && parties.len() < 2 {
        problems.push(lang.t("propose-nobody"));
    }
    if !problems.is_empty() {
        wrong.add("parties", problems.join(" "));
    }
    Claim::of(ClaimKind::Partnership, parties, "")
}

/// The body that a line means, or those that it may mean.
fn body(entered: &str, places: &dyn Places) -> Result<AuthorityCode, Vec<AuthorityCode>> {
    if let Ok(code) = entered.parse::<AuthorityCode>() {
        let found = places.authority(&code).map(|body| body.code().clone());
        return found.ok_or_else(Vec::new);
    }
    let found = places.search(entered, CHOICES);
    match found.first() {
        Some(best) if best.confidence >= SURE => Ok(best.code.clone()),
        _ => Err(found.into_iter().map(|one| one.code).collect()),
    }
}

fn choice_words(view: &View<'_>, entered: &str, choices: &[AuthorityCode]) -> String {
    if choices.is_empty() {
        return view.lang.with("propose-unknown", entered);
    }
    let named = choices.iter().filter_map(|code| {
        let body = view.places.authority(code)?;
        Some(format!("{} ({code})", view.name(&body).words))
    });
    let named: Vec<String> = named.collect();
    let facts = [("name", entered.into()), ("choices", named.join(", ").into())];
    view.lang.say("propose-choices", &facts)
}

/// A body as a party: a member on its own side, a partner on another.
fn party(view: &View<'_>, code: &AuthorityCode, own: Option<Country>) -> Option<ClaimParty> {
    let body = view.places.authority(code)?;
    let role = if Some(body.country) == own {
        ClaimRole::Member
    } else {
        ClaimRole::Partner
    };
    let text = body.name().to_owned();
    Some(ClaimParty {
        end: text.chars().count(),
        text,
        code: Some(body.code().clone()),
        kind: Some(body.kind.to_string()),
        country: Some(body.country),
        role,
        start: 0,
    })
}

/// Kind, status, date, title and reasons of a form go into a claim; what is wrong is noted.
pub(crate) fn describe(
    (lang, today): (Lang, Day),
    entered: &Fields,
    (claim, wrong): (&mut Claim, &mut Wrong),
) {
    let some = |name| Some(text(entered, name, LONGEST_LINE)).filter(|text: &String| !text.is_empty());
    let of_itself = claim.kind == ClaimKind::Partnership;
    if of_itself {
        claim.relation = PartnershipKind::named(entered.of("relation")).map(|kind| kind.as_str().to_owned());
        claim.title = some("title");
    }
    let status = PartnershipStatus::named(entered.of("status"));
    claim.status = status.map(|status| status.as_str().to_owned());
    claim.why = Some(text(entered, "why", LONGEST_WORDS)).filter(|text| !text.is_empty());
    claim.date = day((lang, today), (entered, "date"), wrong);
    claim.date_precision = claim.date.map(Day::precision);
    if status.is_none() && claim.date.is_some() {
        wrong.add("date", lang.t("said-date-of-what"));
    }
}
