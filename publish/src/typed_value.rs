//! Values of facts as people type them: which fields of a fact may be edited, how a value stands in a form, and what is
//! typed becomes a value again.
//!
//! In: a fact in the form of the vocabulary's JSON, and text. Out: text, or JSON, or what is wrong with the text.
//!
//! # Invariants
//! What stands in a form and is sent back untouched is the same value.

use register::Editable;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;
use vocabulary::{
    ActionId, AllianceId, AwardId, CallId, CampaignId, Country, Currency, Day, GrantForm, GrantId, Id,
    Language, Money, OrganisationId, PartnershipId, PartnershipKind, PartnershipStatus, ProgrammeId,
    ProjectId, ProjectStatus,
};

/// Longest text that may be typed, in characters.
pub(crate) const LONGEST: usize = 500;

/// How a field is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// One of these words.
    Word(WordList),
    /// A text that may have versions in other languages.
    Text,
    /// A line of text.
    Line,
    /// A country by its ISO 3166-1 code.
    Country,
    /// An amount with the ISO 4217 code of its currency.
    Money,
    /// The same, above nothing.
    Sum,
    /// Yes or no.
    Flag,
    /// A whole number.
    Number,
    /// A year, a month or a day.
    Day,
}

/// A list of words that a field may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordList {
    /// What sort of body.
    OrganisationKind,
    /// What sort of partnership.
    PartnershipKind,
    /// Where a partnership stands.
    PartnershipStatus,
    /// Where a project stands.
    ProjectStatus,
    /// In what a grant is given.
    GrantForm,
}

impl WordList {
    /// The family of their texts.
    pub(crate) const fn family(self) -> &'static str {
        match self {
            Self::OrganisationKind => "organisation",
            Self::PartnershipKind => "partnership-kind",
            Self::PartnershipStatus => "status",
            Self::ProjectStatus => "project-status",
            Self::GrantForm => "grant-form",
        }
    }

    /// The words.
    pub(crate) fn words(self) -> Vec<&'static str> {
        match self {
            Self::OrganisationKind => vec!["association", "state", "network", "other"],
            Self::PartnershipKind => PartnershipKind::ALL.iter().map(|kind| kind.as_str()).collect(),
            Self::PartnershipStatus => PartnershipStatus::ALL
                .iter()
                .map(|status| status.as_str())
                .collect(),
            Self::ProjectStatus => ProjectStatus::ALL.iter().map(|status| status.as_str()).collect(),
            Self::GrantForm => GrantForm::ALL.iter().map(|form| form.as_str()).collect(),
        }
    }
}

/// A field that may be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Typed {
    /// Its name in the vocabulary.
    pub(crate) name: &'static str,
    /// How it is typed.
    pub(crate) sort: Sort,
    /// Whether it may be left empty.
    pub(crate) may_be_empty: bool,
}

/// Why what was typed is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Problem {
    /// It may not be empty.
    Empty,
    /// It is too long.
    Long,
    /// It is no amount with a currency.
    Money,
    /// It is no whole number.
    Number,
    /// It is no date.
    Day,
    /// It is no code of a country.
    Country,
    /// It is none of the words.
    Word,
}

impl Problem {
    /// All of them.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 7] = [
        Self::Empty,
        Self::Long,
        Self::Money,
        Self::Number,
        Self::Day,
        Self::Country,
        Self::Word,
    ];

    /// The word of the texts.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Long => "long",
            Self::Money => "money",
            Self::Number => "number",
            Self::Day => "day",
            Self::Country => "country",
            Self::Word => "word",
        }
    }
}

const fn needed(name: &'static str, sort: Sort) -> Typed {
    Typed {
        name,
        sort,
        may_be_empty: false,
    }
}

const fn optional(name: &'static str, sort: Sort) -> Typed {
    Typed {
        name,
        sort,
        may_be_empty: true,
    }
}

const PARTNERSHIP: &[Typed] = &[
    needed("kind", Sort::Word(WordList::PartnershipKind)),
    needed("status", Sort::Word(WordList::PartnershipStatus)),
    optional("title", Sort::Text),
    optional("why", Sort::Text),
];
const ORGANISATION: &[Typed] = &[
    needed("name", Sort::Line),
    needed("kind", Sort::Word(WordList::OrganisationKind)),
    optional("country", Sort::Country),
];
const NAMED: &[Typed] = &[needed("name", Sort::Line)];
const ALLIANCE: &[Typed] = &[needed("title", Sort::Text)];
const CAMPAIGN: &[Typed] = &[
    needed("title", Sort::Text),
    needed("target", Sort::Money),
    optional("deadline", Sort::Day),
];
const PROJECT: &[Typed] = &[
    needed("title", Sort::Text),
    needed("status", Sort::Word(WordList::ProjectStatus)),
    optional("budget", Sort::Money),
    needed("budget_approximate", Sort::Flag),
];
const AWARD: &[Typed] = &[needed("title", Sort::Text), optional("region", Sort::Line)];
const ACTION: &[Typed] = &[
    needed("title", Sort::Text),
    optional("quantity", Sort::Number),
    optional("unit", Sort::Line),
    optional("on", Sort::Day),
];
const GRANT: &[Typed] = &[
    needed("title", Sort::Text),
    needed("amount", Sort::Sum),
    needed("approximate", Sort::Flag),
    optional("form", Sort::Word(WordList::GrantForm)),
    optional("on", Sort::Day),
];

/// The fact that a word and a key name, with its fields; `None` for a word that names no kind of fact.
pub(crate) fn fact(kind: &str, id: Uuid) -> Option<(Editable, &'static [Typed])> {
    Some(match kind {
        "partnership" => (Editable::Partnership(PartnershipId::of(id)), PARTNERSHIP),
        "organisation" => (Editable::Organisation(OrganisationId::of(id)), ORGANISATION),
        "programme" => (Editable::Programme(ProgrammeId::of(id)), NAMED),
        "call" => (Editable::Call(CallId::of(id)), NAMED),
        "alliance" => (Editable::Alliance(AllianceId::of(id)), ALLIANCE),
        "campaign" => (Editable::Campaign(CampaignId::of(id)), CAMPAIGN),
        "project" => (Editable::Project(ProjectId::of(id)), PROJECT),
        "award" => (Editable::Award(AwardId::of(id)), AWARD),
        "action" => (Editable::Action(ActionId::of(id)), ACTION),
        "grant" => (Editable::Grant(GrantId::of(id)), GRANT),
        _ => return None,
    })
}

impl Typed {
    /// The field of a fact as it stands in a form.
    pub(crate) fn shown(self, fact: &Value) -> String {
        let value = fact.get(self.name);
        match (self.sort, value) {
            (_, None | Some(Value::Null)) => String::new(),
            (Sort::Text, Some(text)) => text
                .get("original")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
            (Sort::Money | Sort::Sum, Some(money)) => serde_json::from_value::<Money>(money.clone())
                .map(|money| format!("{} {}", money.amount(), money.currency))
                .unwrap_or_default(),
            (Sort::Flag, Some(flag)) => if flag == &Value::Bool(true) { "yes" } else { "" }.to_owned(),
            (_, Some(Value::String(text))) => text.clone(),
            (_, Some(other)) => other.to_string(),
        }
    }

    /// What was typed as a value, in place of the one that a fact has; a new text is in the language of the reader.
    pub(crate) fn value(self, typed: &str, fact: &Value, language: Language) -> Result<Value, Problem> {
        let typed = typed.trim();
        if typed.chars().count() > LONGEST {
            return Err(Problem::Long);
        }
        if self.sort == Sort::Flag {
            return Ok(Value::Bool(typed == "yes"));
        }
        if typed.is_empty() {
            return if self.may_be_empty {
                Ok(Value::Null)
            } else {
                Err(Problem::Empty)
            };
        }
        match self.sort {
            Sort::Word(list) if list.words().contains(&typed) => Ok(json!(typed)),
            Sort::Word(..) => Err(Problem::Word),
            Sort::Text => Ok(text(typed, fact.get(self.name), language)),
            Sort::Line | Sort::Flag => Ok(json!(typed)),
            Sort::Country => {
                let country: Result<Country, _> = typed.to_uppercase().parse();
                country
                    .map(|country| json!(country))
                    .map_err(|_| Problem::Country)
            }
            Sort::Money => money(typed).map(|money| json!(money)).ok_or(Problem::Money),
            Sort::Sum => money(typed)
                .filter(|money| money.minor > 0)
                .map(|money| json!(money))
                .ok_or(Problem::Money),
            Sort::Number => {
                let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
                digits
                    .parse::<u64>()
                    .map(|number| json!(number))
                    .map_err(|_| Problem::Number)
            }
            Sort::Day => typed
                .parse::<Day>()
                .map(|day| json!(day))
                .map_err(|_| Problem::Day),
        }
    }
}

/// A text with another original: the next revision, so that its versions are known to be of an older one.
fn text(typed: &str, before: Option<&Value>, language: Language) -> Value {
    let Some(Value::Object(before)) = before else {
        return json!({ "language": language, "original": typed, "revision": 1, "versions": [] });
    };
    let mut after = before.clone();
    let revision = before.get("revision").and_then(Value::as_u64).unwrap_or(0);
    after.insert("original".to_owned(), json!(typed));
    after.insert("revision".to_owned(), json!(revision + 1));
    Value::Object(after)
}

/// `64 039,50 EUR`, `64039.50 eur`: the currency last, spaces between digits, a comma or a point before the cents.
fn money(typed: &str) -> Option<Money> {
    let (amount, currency) = typed.trim().rsplit_once(char::is_whitespace)?;
    let currency: Currency = currency.to_uppercase().parse().ok()?;
    let amount: String = amount.chars().filter(|c| !c.is_whitespace()).collect();
    let amount: Decimal = amount.replace(',', ".").parse().ok()?;
    let is_amount = amount.is_sign_positive();
    Money::of(amount, currency).ok().filter(|_| is_amount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn every_field_of_a_fact_that_is_sent_back_untouched_is_the_same_value() {
        let record = samples::record();
        let facts = [
            ("partnership", json!(record.partnerships)),
            ("project", json!(record.projects)),
            ("campaign", json!(record.campaigns)),
            ("award", json!(record.awards)),
            ("action", json!(record.actions)),
            ("grant", json!(record.grants)),
            ("organisation", json!(record.organisations)),
        ];
        for (kind, all) in facts {
            let all = all.as_array().unwrap();
            assert!(!all.is_empty(), "{kind}");
            for one in all {
                let (_, fields) = fact(kind, Uuid::nil()).unwrap();
                for field in fields {
                    let shown = field.shown(one);
                    let mut again = field.value(&shown, one, Language::FR).unwrap();
                    if field.sort == Sort::Text && !again.is_null() {
                        // Only who changes a text makes a revision of it.
                        again["revision"] = one[field.name]["revision"].clone();
                    }
                    assert_eq!(&again, &one[field.name], "{kind}.{}", field.name);
                }
            }
        }
    }

    #[test]
    fn amounts_are_typed_as_people_write_them() {
        for (typed, minor) in [
            ("64039 EUR", 6_403_900),
            ("64 039,50 eur", 6_403_950),
            ("64\u{a0}039.50\u{a0}EUR", 6_403_950),
            ("50000 XOF", 50_000),
        ] {
            assert_eq!(money(typed).map(|money| money.minor), Some(minor), "{typed}");
        }
        for typed in [
            "",
            "64039",
            "EUR",
            "-5 EUR",
            "1,234,567 EUR",
            "0.001 EUR",
            "many EUR",
            "5 EURO",
        ] {
            assert_eq!(money(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_grant_of_nothing_is_no_grant() {
        let (_, fields) = fact("grant", Uuid::nil()).unwrap();
        let amount = fields.iter().find(|field| field.name == "amount").unwrap();
        for typed in ["0 EUR", "-5 EUR", "0.00 EUR", "5 EURO"] {
            let value = amount.value(typed, &json!({}), Language::FR);
            assert_eq!(value, Err(Problem::Money), "{typed}");
        }
        let least = amount.value("0.01 EUR", &json!({}), Language::FR);
        assert_eq!(least, Ok(json!({ "minor": 1, "currency": "EUR" })));
    }

    #[test]
    fn what_is_no_value_says_why() {
        let (_, fields) = fact("campaign", Uuid::nil()).unwrap();
        let [title, target, deadline] = fields else {
            panic!("{fields:?}")
        };
        let none = json!({});
        for (field, typed, problem) in [
            (title, "", Problem::Empty),
            (title, &*"ї".repeat(501), Problem::Long),
            (target, "a lot", Problem::Money),
            (deadline, "tomorrow", Problem::Day),
        ] {
            assert_eq!(field.value(typed, &none, Language::FR), Err(problem), "{typed}");
        }
        assert_eq!(deadline.value(" ", &none, Language::FR), Ok(Value::Null));
    }
}
