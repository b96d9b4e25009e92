//! Gold files: what a careful human reader gets out of one document of the exam.
//!
//! In: the bytes of a `.gold.json` file. Out: [`Gold`], or an error that says in which line; and the [`Problem`]s of a
//! well-formed file that does not fit its document or the gazetteer.
//!
//! # Invariants
//! Reading and writing a gold file gives the same gold; a field that is not of the form is an error, never passed over.

use crate::{Gazetteer, fold};
use serde::de::{Error, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use vocabulary::{
    AmountRole, AuthorityCode, ClaimKind, Currency, Day, Language, PartnershipKind, PartnershipStatus,
};

/// What one document says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gold {
    /// The form of the document.
    pub kind: DocumentKind,
    /// Its language.
    pub language: Language,
    /// Which facts are real, and where they are found.
    pub facts: String,
    /// Every spelling of every authority, once.
    pub mentions: Vec<GoldMention>,
    /// Phrases that hold a place-like word and name no authority.
    pub bystanders: Vec<String>,
    /// What is claimed.
    pub claims: Vec<GoldClaim>,
    /// What must not come out.
    pub traps: Vec<Trap>,
}

/// The form in which a document was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A ministry's list of laureates.
    Communique,
    /// A list of short items.
    News,
    /// Minutes and deliberations of a council.
    Minutes,
    /// A post of an association.
    Ngo,
    /// A town's page on its twin towns.
    TwinList,
    /// Records with labelled fields, or rows.
    Registry,
    /// A newspaper's piece.
    Press,
}

impl DocumentKind {
    /// The word used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Communique => "communique",
            Self::News => "news",
            Self::Minutes => "minutes",
            Self::Ngo => "ngo",
            Self::TwinList => "twin_list",
            Self::Registry => "registry",
            Self::Press => "press",
        }
    }
}

/// One spelling of an authority.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldMention {
    /// As written.
    pub text: String,
    /// The right codes; any of them is right.
    #[serde(default, skip_serializing_if = "Codes::is_empty")]
    pub code: Codes,
    /// Where not one body is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<GoldVerdict>,
}

/// Why a spelling has not one right answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoldVerdict {
    /// The text does not say which.
    Several,
    /// An authority that is in no list.
    Unknown,
}

/// Codes of which any is right; one is written without brackets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes(pub Vec<AuthorityCode>);

impl Codes {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of `given` is among them.
    pub fn hold_one_of(&self, given: &[AuthorityCode]) -> bool {
        given.iter().any(|code| self.0.contains(code))
    }
}

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&codes.join("|"))
    }
}

/// A party, funder or place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoldParty {
    /// A body of the gazetteer.
    Coded(Codes),
    /// An organisation, or a body that is in no list; written `text:Name`.
    Written(String),
}

impl fmt::Display for GoldParty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Coded(codes) => codes.fmt(f),
            Self::Written(name) => write!(f, "text:{name}"),
        }
    }
}

/// One fact that the text asserts; only the fields of its kind are there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldClaim {
    /// What is claimed.
    pub kind: ClaimKind,
    /// Members of a partnership or award.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<GoldParty>,
    /// The member that leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<GoldParty>,
    /// The kind of partnership.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<String>,
    /// How far it has come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// What happened when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<GoldStep>,
    /// The programme it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
    /// The reason, in words of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The title of a project or event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The call it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// The session of the call, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Figure>,
    /// The region it is filed under, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Major units with two decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// ISO 4217.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// What kind of figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_role: Option<AmountRole>,
    /// For a rate: per what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// For a rate: how many of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Figure>,
    /// Who gives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<GoldParty>,
    /// Who receives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<GoldParty>,
    /// What is delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Figure>,
    /// In what they are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where an event is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<GoldParty>,
    /// Who supports.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<GoldParty>,
}

/// A date with what happened then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldStep {
    /// `established`, `signed`, ...
    pub what: String,
    /// When, as precisely as the text says.
    pub date: Day,
}

/// A number, or the words that stand for one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Figure {
    /// A number.
    Number(serde_json::Number),
    /// As written.
    Words(String),
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Words(words) => f.write_str(words),
        }
    }
}

/// What must not come out of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trap {
    /// A host, a birthplace, a funder that someone might take for a party.
    NotParty(Codes),
    /// A number that is no money.
    NotMoney(String),
    /// A partnership that is not signed or active.
    NotLive(Vec<Codes>),
}

/// A gold file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {}, column {}: {source}", source.line(), source.column())]
pub struct GoldError {
    source: serde_json::Error,
}

/// What is wrong with a well-formed gold file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field, for example `mentions[3]`.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

const STEPS: [&str; 13] = [
    "first_contact",
    "established",
    "signed",
    "voted",
    "confirmed",
    "renewed",
    "suspended",
    "ended",
    "deadline",
    "transmitted",
    "announced",
    "delivered",
    "held",
];

impl Gold {
    /// Reads a gold file.
    pub fn read(bytes: &[u8]) -> Result<Self, GoldError> {
        serde_json::from_slice(bytes).map_err(|source| GoldError { source })
    }

    /// What does not fit the text of the document or the gazetteer.
    pub fn problems(&self, text: &str, gazetteer: &Gazetteer<'_>) -> Vec<Problem> {
        let mut checker = Checker {
            gazetteer,
            text: fold::plain_key(text),
            problems: Vec::new(),
        };
        for (at, mention) in self.mentions.iter().enumerate() {
            checker.mention(&format!("mentions[{at}]"), mention);
        }
        for (at, phrase) in self.bystanders.iter().enumerate() {
            checker.stands(&format!("bystanders[{at}]"), phrase);
        }
        for (at, claim) in self.claims.iter().enumerate() {
            checker.claim(&format!("claims[{at}]"), claim);
        }
        for (at, trap) in self.traps.iter().enumerate() {
            checker.trap(&format!("traps[{at}]"), trap, self);
        }
        checker.problems
    }
}

struct Checker<'g, 'a> {
    gazetteer: &'g Gazetteer<'a>,
    text: String,
    problems: Vec<Problem>,
}

impl Checker<'_, '_> {
    fn say(&mut self, place: &str, message: String) {
        let place = place.to_owned();
        self.problems.push(Problem { place, message });
    }

    fn stands(&mut self, place: &str, words: &str) {
        let key = fold::plain_key(words);
        if key.is_empty() || !self.text.contains(&key) {
            self.say(place, format!("“{words}” does not stand in the document"));
        }
    }

    fn codes(&mut self, place: &str, codes: &Codes) {
        for code in &codes.0 {
            if self.gazetteer.body_of(code).is_none() {
                self.say(place, format!("the gazetteer has no {code}"));
            }
        }
    }

    fn mention(&mut self, place: &str, mention: &GoldMention) {
        self.stands(place, &mention.text);
        self.codes(place, &mention.code);
        if mention.code.is_empty() && mention.verdict != Some(GoldVerdict::Unknown) {
            self.say(place, "neither a code nor the verdict “unknown”".to_owned());
        }
    }

    fn party(&mut self, place: &str, party: &GoldParty) {
        match party {
            GoldParty::Coded(codes) => self.codes(place, codes),
            GoldParty::Written(name) => self.stands(place, name),
        }
    }

    fn word(&mut self, place: &str, word: Option<&String>, is_known: impl Fn(&str) -> bool) {
        if let Some(word) = word.filter(|word| !is_known(word)) {
            self.say(place, format!("“{word}” is not a word of the list"));
        }
    }

    fn claim(&mut self, place: &str, claim: &GoldClaim) {
        let lists = [&claim.parties, &claim.from, &claim.to, &claim.who];
        let singles = [&claim.lead, &claim.place];
        for party in lists.into_iter().flatten().chain(singles.into_iter().flatten()) {
            self.party(place, party);
        }
        self.word(place, claim.relation.as_ref(), |word| {
            PartnershipKind::named(word).is_some()
        });
        self.word(place, claim.status.as_ref(), |word| {
            PartnershipStatus::named(word).is_some()
        });
        for step in &claim.dates {
            self.word(place, Some(&step.what), |word| STEPS.contains(&word));
        }
        let is_whole = match claim.kind {
            ClaimKind::Partnership => claim.relation.is_some() && claim.status.is_some(),
            ClaimKind::Funding => claim.amount.as_deref().is_some_and(is_decimal) && claim.currency.is_some(),
            ClaimKind::Support => !claim.who.is_empty(),
            _ => true,
        };
        if !is_whole {
            let message = match claim.kind {
                ClaimKind::Partnership => "a partnership needs relation and status",
                ClaimKind::Funding => "funding needs amount (decimal, major units) and currency",
                _ => "support needs who",
            };
            self.say(place, message.to_owned());
        }
    }

    fn trap(&mut self, place: &str, trap: &Trap, gold: &Gold) {
        match trap {
            Trap::NotParty(codes) => {
                self.codes(place, codes);
                let members = gold.claims.iter().flat_map(|claim| &claim.parties);
                let is_member = |party: &GoldParty| matches!(party, GoldParty::Coded(held) if held == codes);
                if members.into_iter().any(is_member) {
                    self.say(place, format!("{codes} is a party of a claim"));
                }
            }
            Trap::NotMoney(number) => {
                if !is_decimal(number) {
                    self.say(place, format!("“{number}” is not a number"));
                }
            }
            Trap::NotLive(pair) => pair.iter().for_each(|codes| self.codes(place, codes)),
        }
    }
}

fn is_decimal(text: &str) -> bool {
    rust_decimal::Decimal::from_str(text).is_ok()
}

/// The strings of one string or of a list.
struct OneOrMany;

impl<'de> Visitor<'de> for OneOrMany {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a code or a list of codes")
    }

    fn visit_str<E: Error>(self, one: &str) -> Result<Self::Value, E> {
        Ok(vec![one.to_owned()])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = list.next_element()? {
            all.push(one);
        }
        Ok(all)
    }
}

fn codes<E: Error>(texts: &[String]) -> Result<Codes, E> {
    if texts.is_empty() {
        return Err(E::custom("an empty list of codes"));
    }
    let codes = texts.iter().map(|text| text.parse().map_err(E::custom));
    codes.collect::<Result<_, E>>().map(Codes)
}

impl<'de> Deserialize<'de> for Codes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        codes(&deserializer.deserialize_any(OneOrMany)?)
    }
}

impl Serialize for Codes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let [one] = self.0.as_slice() {
            return one.serialize(serializer);
        }
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        self.0.iter().try_for_each(|code| list.serialize_element(code))?;
        list.end()
    }
}

impl<'de> Deserialize<'de> for GoldParty {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = deserializer.deserialize_any(OneOrMany)?;
        match texts.as_slice() {
            [one] => match one.strip_prefix("text:") {
                Some(name) => Ok(Self::Written(name.trim().to_owned())),
                None => codes(&texts).map(Self::Coded),
            },
            _ => codes(&texts).map(Self::Coded),
        }
    }
}

impl Serialize for GoldParty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Coded(codes) => codes.serialize(serializer),
            Self::Written(_) => serializer.collect_str(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gold_file_reads_and_writes_the_same() {
        let text = r#"{"kind":"twin_list","language":"de","facts":"-","mentions":[
            {"text":"Nancy","code":"fr-com-54395"},{"text":"Lauben","verdict":"several","code":["gn-1","gn-2"]}],
            "bystanders":["FC Nantes"],"claims":[{"kind":"partnership","parties":["fr-com-54395",["gn-1","gn-2"],
            "text:Kreis"],"relation":"twinning","status":"active","dates":[{"what":"signed","date":"1964"}]}],
            "traps":[{"not_party":"gn-3"},{"not_money":"500"},{"not_live":["gn-1","gn-3"]}]}"#;
        let gold = Gold::read(text.as_bytes()).unwrap();
        assert_eq!(gold.claims[0].parties[2], GoldParty::Written("Kreis".to_owned()));
        let again = serde_json::to_vec(&gold).unwrap();
        assert_eq!(Gold::read(&again).unwrap(), gold);
    }

    #[test]
    fn a_field_that_nobody_knows_is_refused_with_its_line() {
        let error = Gold::read(b"{\"kind\":\"press\",\n\"langage\":\"fr\"}")
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("line 2") && error.contains("langage"),
            "{error}"
        );
    }

    #[test]
    fn a_code_that_is_none_is_refused_by_name() {
        let text = r#"{"kind":"press","language":"fr","facts":"","mentions":[{"text":"X","code":"Nancy"}],
            "bystanders":[],"claims":[],"traps":[]}"#;
        let error = Gold::read(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("“Nancy” starts with no known scheme"), "{error}");
    }
}
