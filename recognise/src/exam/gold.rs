//! Gold files: what a careful human reader gets out of one document of the exam.
//!
//! In: the bytes of a `.gold.json` file. Out: [`Gold`], or an error that says in which line.
//!
//! # Invariants
//! Reading and writing a gold file gives the same gold; a field that is not of the form is an error, never passed over.

use super::bodies::{Codes, GoldParty};
use serde::{Deserialize, Serialize};
use std::fmt;
use vocabulary::{AmountRole, ClaimKind, Day, Language, PartnershipKind};

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
    /// ISO 4217, of any time: old documents speak of francs and marks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
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

impl GoldClaim {
    /// A claim that says nothing yet.
    pub fn of(kind: ClaimKind) -> Self {
        Self {
            kind,
            parties: Vec::new(),
            lead: None,
            relation: None,
            status: None,
            dates: Vec::new(),
            programme: None,
            why: None,
            title: None,
            call: None,
            session: None,
            region: None,
            amount: None,
            currency: None,
            amount_role: None,
            per: None,
            base: None,
            from: Vec::new(),
            to: Vec::new(),
            item: None,
            quantity: None,
            unit: None,
            place: None,
            who: Vec::new(),
        }
    }

    /// Every body it names.
    pub(super) fn bodies(&self) -> impl Iterator<Item = &GoldParty> {
        let lists = [&self.parties, &self.from, &self.to, &self.who];
        let singles = [&self.lead, &self.place];
        lists.into_iter().flatten().chain(singles.into_iter().flatten())
    }

    /// The kind of partnership.
    pub fn partnership_kind(&self) -> Option<PartnershipKind> {
        self.relation.as_deref().and_then(relation)
    }
}

/// The kind of partnership that a word of a gold file stands for; “solidarity” is short for the informal one.
pub(super) fn relation(word: &str) -> Option<PartnershipKind> {
    match word {
        "solidarity" => Some(PartnershipKind::SolidarityPartnership),
        _ => PartnershipKind::named(word),
    }
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
#[error(transparent)]
pub struct GoldError(#[from] serde_json::Error);

impl Gold {
    /// Reads a gold file.
    pub fn read(bytes: &[u8]) -> Result<Self, GoldError> {
        Ok(serde_json::from_slice(bytes)?)
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
        assert!(error.contains("line 2") && error.contains("langage"), "{error}");
    }

    #[test]
    fn a_code_that_is_none_is_refused_by_name() {
        let text = r#"{"kind":"press","language":"fr","facts":"","mentions":[{"text":"X","code":"Nancy"}],
            "bystanders":[],"claims":[],"traps":[]}"#;
        let error = Gold::read(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("“Nancy” starts with no known scheme"), "{error}");
    }
}
