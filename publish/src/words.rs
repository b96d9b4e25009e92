//! The words of the interface: a key and its arguments in, a sentence in the reader's language out.
//!
//! # Invariants
//! - A language is a file: nothing else has to be written for it to be there.
//! - All languages have the same keys with the same placeholders (a test compares them).
//! - A key that does not exist prints as `⟦key⟧`, which the page tests refuse.

use crate::figures;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use vocabulary::Language;

/// A language of the interface: one for each file of `translations/`, found when the program is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(u8);

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

type Bundle = FluentBundle<FluentResource>;

/// The words of one language.
struct Words {
    bundle: Bundle,
    /// The words of the keys without placeholders, which most of a page is made of.
    plain: FxHashMap<String, String>,
}

static WORDS: [OnceLock<Words>; Lang::ALL.len()] = [const { OnceLock::new() }; Lang::ALL.len()];

impl Lang {
    /// Its place among all.
    pub(crate) fn place(self) -> usize {
        usize::from(self.0)
    }

    fn row(self) -> &'static (&'static str, &'static str) {
        TEXTS
            .get(self.place())
            .expect("a language is made from its place in the table")
    }

    /// The tag that stands in addresses and `lang` attributes.
    pub fn tag(self) -> &'static str {
        self.row().0
    }

    /// The language with the country that it is written for here, as the Open Graph protocol wants it.
    pub(crate) fn locale(self) -> String {
        self.t("language-locale")
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
    pub fn language(self) -> Language {
        self.tag()
            .parse()
            .expect("a file of translations is named after a language")
    }

    /// Its own name, as its speakers write it.
    pub fn own_name(self) -> String {
        self.t("language-name")
    }

    /// The text of the translation file.
    pub(crate) fn file(self) -> &'static str {
        self.row().1
    }

    fn words(self) -> &'static Words {
        WORDS
            .get(self.place())
            .expect("there is a place for each language")
            .get_or_init(|| Words::of(self))
    }

    /// The words of a key without placeholders.
    pub fn t(self, key: &str) -> String {
        match self.words().plain.get(key) {
            Some(words) => words.clone(),
            None => self.say(key, &[]),
        }
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
        self.t(&format!("{family}-{value}"))
    }

    /// Whether the key exists.
    pub(crate) fn has(self, key: &str) -> bool {
        self.words().bundle.has_message(key)
    }

    /// The words of a key with its placeholders.
    pub fn say(self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let said = said(&self.words().bundle, key, &args);
        said.unwrap_or_else(|| format!("⟦{key}⟧"))
    }
}

/// The words of a key; `None` where there are none or a placeholder is missing.
fn said(bundle: &Bundle, key: &str, args: &FluentArgs<'_>) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let words = bundle.format_pattern(pattern, Some(args), &mut errors);
    errors.is_empty().then(|| words.into_owned())
}

impl Words {
    fn of(lang: Lang) -> Self {
        let read = FluentResource::try_new(lang.file().to_owned());
        let resource = read
            .map_err(|(_, errors)| errors)
            .expect("the translation files are well formed, a test reads them");
        let keys: Vec<String> = (resource.entries())
            .filter_map(|entry| match entry {
                Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            })
            .collect();
        let tag = lang
            .tag()
            .parse()
            .expect("a file of translations is named after a language");
        let mut bundle = Bundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        lang.set_formatter(&mut bundle);
        bundle
            .add_resource(resource)
            .expect("no key stands twice in a translation file");
        let plain = keys.into_iter().filter_map(|key| {
            let words = said(&bundle, &key, &FluentArgs::new())?;
            Some((key, words))
        });
        Self {
            plain: plain.collect(),
            bundle,
        }
    }
}

/// A count as an argument that decides the plural form and prints with the reader's grouping.
pub(crate) fn number(count: impl Into<FluentValue<'static>>) -> FluentValue<'static> {
    count.into()
}

/// Numbers print as the language groups them; everything else as it is.
fn grouped(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(figures::decimal(lang, &number.as_string())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages;
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_fourth_language_is_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../translations");
        for (tag, path) in languages::found(&ours).unwrap() {
            fs::copy(path, folder.path().join(format!("{tag}.ftl"))).unwrap();
        }
        let before = languages::found(folder.path()).unwrap();
        let tags =
            |all: &[(String, std::path::PathBuf)]| all.iter().map(|(tag, _)| tag.clone()).collect::<Vec<_>>();
        assert_eq!(
            tags(&before),
            Lang::ALL.map(Lang::tag),
            "what is built in is what the folder holds"
        );
        fs::copy(folder.path().join("en.ftl"), folder.path().join("de.ftl")).unwrap();
        fs::write(folder.path().join("notes.txt"), "").unwrap();
        let after = languages::found(folder.path()).unwrap();
        assert_eq!(tags(&after), ["fr", "de", "en", "uk"]);
        let table = languages::written(&after);
        assert!(
            table.contains("pub const De: Self = Self(1);")
                && table.contains("pub const Uk: Self = Self(3);")
        );
        assert!(table.contains("pub const ALL: [Self; 4]"));
    }

    #[test]
    fn every_language_says_its_name_and_writes_numbers_its_own_way() {
        let said = |lang: Lang| (lang.own_name(), lang.locale(), lang.n("data-rows", 12_345));
        let all = Lang::ALL.map(said);
        for (at, (name, locale, rows)) in all.iter().enumerate() {
            assert!(
                !name.is_empty() && locale.contains('_') && rows.contains("345"),
                "{rows}"
            );
            assert!(all.iter().skip(at + 1).all(|(other, _, _)| other != name));
        }
        assert_eq!(Lang::named("xx"), None);
        assert_eq!(Lang::of("de".parse().unwrap()), Lang::En);
    }
}
