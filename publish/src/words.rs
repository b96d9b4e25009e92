//! The words of the interface: a key and its arguments in, a sentence in the reader's language out.
//!
//! # Invariants
//! - The three languages have the same keys with the same placeholders (a test compares them).
//! - A key that does not exist prints as `⟦key⟧`, which the page tests refuse.

use crate::figures;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;
use vocabulary::Language;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
    /// Ukrainian.
    Uk,
}

type Bundle = FluentBundle<FluentResource>;

static FRENCH: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::Fr));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::En));
static UKRAINIAN: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::Uk));

impl Lang {
    /// Every language, in the order of the language switch.
    pub const ALL: [Self; 3] = [Self::Fr, Self::En, Self::Uk];

    /// The tag that stands in addresses and `lang` attributes.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
            Self::Uk => "uk",
        }
    }

    /// The language with the country that it is written for here, as the Open Graph protocol wants it.
    pub(crate) const fn locale(self) -> &'static str {
        match self {
            Self::Fr => "fr_FR",
            Self::En => "en_GB",
            Self::Uk => "uk_UA",
        }
    }

    /// The language with this tag.
    pub fn named(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The language of the interface for somebody who reads this language: English where we do not write it.
    pub fn of(language: Language) -> Self {
        Self::ALL
            .into_iter()
            .find(|lang| lang.language() == language)
            .unwrap_or(Self::En)
    }

    /// The language as the vocabulary has it.
    pub const fn language(self) -> Language {
        match self {
            Self::Fr => Language::FR,
            Self::En => Language::EN,
            Self::Uk => Language::UK,
        }
    }

    /// Its own name, as its speakers write it.
    pub fn own_name(self) -> String {
        self.t("language-name")
    }

    /// The text of the translation file.
    pub(crate) const fn file(self) -> &'static str {
        match self {
            Self::Fr => include_str!("../../translations/fr.ftl"),
            Self::En => include_str!("../../translations/en.ftl"),
            Self::Uk => include_str!("../../translations/uk.ftl"),
        }
    }

    fn bundle(self) -> &'static Bundle {
        match self {
            Self::Fr => &FRENCH,
            Self::En => &ENGLISH,
            Self::Uk => &UKRAINIAN,
        }
    }

    /// The words of a key without placeholders.
    pub fn t(self, key: &str) -> String {
        self.say(key, &[])
    }

    /// The words of a key with the one placeholder `count`, which decides the plural form.
    pub fn n(self, key: &str, count: usize) -> String {
        self.say(key, &[("count", number(count))])
    }

    /// The words of a key with the one placeholder `name`.
    pub fn with(self, key: &str, name: &str) -> String {
        self.say(key, &[("name", name.into())])
    }

    /// The words of a value of a family, for example `status` and `signed`: the key is `status-signed`.
    pub fn word(self, family: &str, value: &str) -> String {
        self.say(&format!("{family}-{value}"), &[])
    }

    /// Whether the key exists.
    pub(crate) fn has(self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    /// The words of a key with its placeholders.
    pub fn say(self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟦{key}⟧");
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let words = bundle.format_pattern(pattern, Some(&args), &mut errors);
        if errors.is_empty() {
            words.into_owned()
        } else {
            format!("⟦{key}⟧")
        }
    }
}

/// A count as an argument that decides the plural form and prints with the reader's grouping.
pub(crate) fn number(count: impl Into<FluentValue<'static>>) -> FluentValue<'static> {
    count.into()
}

fn bundle(lang: Lang) -> Bundle {
    let tag = lang.tag().parse().expect("fr, en and uk are language tags");
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Fr => |value, _| grouped(Lang::Fr, value),
        Lang::En => |value, _| grouped(Lang::En, value),
        Lang::Uk => |value, _| grouped(Lang::Uk, value),
    }));
    let read = FluentResource::try_new(lang.file().to_owned());
    let resource = read
        .map_err(|(_, errors)| errors)
        .expect("the translation files are well formed, a test reads them");
    bundle
        .add_resource(resource)
        .expect("no key stands twice in a translation file");
    bundle
}

/// Numbers print as the language groups them; everything else as it is.
fn grouped(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(figures::decimal(lang, &number.as_string())),
        _ => None,
    }
}
