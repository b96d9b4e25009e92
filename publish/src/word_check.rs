//! Checks of the translation files: same keys, same placeholders, every key used, every used key there.

use crate::search::{Role, Sort};
use crate::words::Lang;
use register::people::{Happening, Means};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use vocabulary::{
    ActionKind, ActionRole, ClaimKind, ClaimState, DocumentKind, GrantForm, MemberRole, PartnershipKind,
    PartnershipStatus, PartyRole, PlatformRole, ProjectStatus, Proof, ShareState, StepKind, Theme,
};

/// Key → its placeholders.
fn entries(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut entries: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in lang.file().lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =")
            && !line.starts_with([' ', '}'])
        {
            name.clone_into(&mut key);
            assert!(
                entries.insert(key.clone(), BTreeSet::new()).is_none(),
                "{key} stands twice"
            );
        }
        for part in line.split('$').skip(1) {
            let name = part
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            entries.entry(key.clone()).or_default().insert(name);
        }
    }
    entries
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Every text between quotes in our sources and templates.
fn quoted() -> BTreeSet<String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    files(&here.join("src"), &mut paths);
    files(&here.join("templates"), &mut paths);
    let texts = paths
        .iter()
        .filter(|path| !path.ends_with("word_check.rs"))
        .map(|path| fs::read_to_string(path).unwrap());
    texts
        .flat_map(|text| text.split('"').map(ToOwned::to_owned).collect::<Vec<_>>())
        .collect()
}

/// Keys used directly: the text behind `.t(`, `.n(`, `.with(` and `.say(`.
fn called() -> BTreeMap<String, &'static str> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    files(&here.join("src"), &mut paths);
    files(&here.join("templates"), &mut paths);
    let mut called = BTreeMap::new();
    for path in paths
        .iter()
        .filter(|path| !path.to_string_lossy().contains("/samples/"))
    {
        let text = fs::read_to_string(path).unwrap();
        for (call, placeholder) in [
            ("lang.t(\"", ""),
            ("lang.n(\"", "count"),
            ("lang.with(\"", "name"),
        ] {
            for part in text.split(call).skip(1) {
                called.insert(part.split('"').next().unwrap().to_owned(), placeholder);
            }
        }
    }
    called
}

/// Keys of the review and of the history whose second half is a value.
fn families_of_decisions() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        (
            "change",
            vec![
                "created",
                "updated",
                "removed",
                "accepted",
                "rejected",
                "undone",
                "superseded",
                "restored",
            ],
        ),
        ("done", crate::pages::done::DONE.to_vec()),
        ("found-sort", Sort::ALL.map(Sort::as_str).to_vec()),
        ("why", Role::ALL.iter().map(|role| role.as_str()).collect()),
        (
            "proposal-state",
            vec!["proposed", "accepted", "declined", "withdrawn", "expired"],
        ),
        ("consent", vec!["asked", "given", "refused"]),
        ("history-of", crate::pages::history::KINDS.to_vec()),
        ("log-of", crate::pages::acts::ENTITIES.to_vec()),
        ("queue-whose", crate::assigned::ASKED.to_vec()),
        ("review-order", vec!["source", "old", "sure", "unsure"]),
        (
            "import-state",
            vec![
                "waiting",
                "reading",
                "running",
                "stopping",
                "stopped",
                "failed",
                "to-confirm",
                "done",
            ],
        ),
        ("import-every", vec!["once", "daily", "weekly", "monthly"]),
        (
            "field-of-fact",
            vec!["kind", "status", "parties", "steps", "evidence"],
        ),
        (
            "retention-of",
            register::retention()
                .iter()
                .filter(|rule| rule.column.is_some())
                .map(|rule| rule.table)
                .collect(),
        ),
        ("edit-done", vec!["saved", "released", "nothing"]),
        (
            "edit-problem",
            crate::typed_value::Problem::ALL
                .map(crate::typed_value::Problem::as_str)
                .to_vec(),
        ),
    ]
}

/// By what the statistics count.
const GROUPINGS: [&str; 8] = [
    "year",
    "country",
    "region",
    "kind",
    "theme",
    "status",
    "age",
    "award-region",
];

/// Keys whose second half is a value: family → values.
fn families() -> Vec<(&'static str, Vec<&'static str>)> {
    fn all<T: Copy>(values: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
        values.iter().map(|value| word(*value)).collect()
    }
    vec![
        ("status", all(PartnershipStatus::ALL, PartnershipStatus::as_str)),
        (
            "partnership-kind",
            all(PartnershipKind::ALL, PartnershipKind::as_str),
        ),
        ("theme", all(Theme::ALL, Theme::as_str)),
        ("step", all(StepKind::ALL, StepKind::as_str)),
        ("share", all(ShareState::ALL, ShareState::as_str)),
        ("role", all(PartyRole::ALL, PartyRole::as_str)),
        ("project-status", all(ProjectStatus::ALL, ProjectStatus::as_str)),
        ("action-kind", all(ActionKind::ALL, ActionKind::as_str)),
        ("grant-form", all(GrantForm::ALL, GrantForm::as_str)),
        ("action-role", all(ActionRole::ALL, ActionRole::as_str)),
        ("platform-role", all(PlatformRole::ALL, PlatformRole::as_str)),
        ("member-role", all(MemberRole::ALL, MemberRole::as_str)),
        ("member-may", all(MemberRole::ALL, MemberRole::as_str)),
        ("document", all(DocumentKind::ALL, DocumentKind::as_str)),
        ("proof", all(Proof::ALL, Proof::as_str)),
        ("session-means", all(Means::ALL, Means::as_str)),
        ("account-event", all(Happening::ALL, Happening::as_str)),
        ("protection", vec!["on", "off"]),
        ("statistics-by", GROUPINGS.to_vec()),
        ("statistics-head", GROUPINGS.to_vec()),
        ("statistics-age", crate::pages::statistics::ages()),
        (
            "claim-kind",
            all(
                &[
                    ClaimKind::Partnership,
                    ClaimKind::Award,
                    ClaimKind::Funding,
                    ClaimKind::Delivery,
                    ClaimKind::Support,
                    ClaimKind::Event,
                ],
                ClaimKind::as_str,
            ),
        ),
        (
            "claim-state",
            all(
                &[
                    ClaimState::Waiting,
                    ClaimState::Accepted,
                    ClaimState::Rejected,
                    ClaimState::Superseded,
                ],
                ClaimState::as_str,
            ),
        ),
    ]
}

#[test]
fn every_language_has_the_same_keys_with_the_same_placeholders() {
    let french = entries(Lang::Fr);
    assert!(french.len() > 300);
    for lang in Lang::ALL {
        let other = entries(lang);
        let keys =
            |entries: &BTreeMap<String, BTreeSet<String>>| entries.keys().cloned().collect::<BTreeSet<_>>();
        let missing: Vec<_> = keys(&french)
            .symmetric_difference(&keys(&other))
            .cloned()
            .collect();
        assert!(
            missing.is_empty(),
            "in one of fr and {} only: {missing:?}",
            lang.tag()
        );
        for (key, placeholders) in &french {
            // A count may only decide the plural form, and some languages need no form at all.
            let shown = |names: &BTreeSet<String>| -> BTreeSet<String> {
                names.iter().filter(|name| *name != "count").cloned().collect()
            };
            assert_eq!(
                shown(placeholders),
                shown(&other[key]),
                "{key} in fr and {}",
                lang.tag()
            );
        }
    }
}

#[test]
fn every_key_that_is_called_exists_and_gets_its_placeholders() {
    for lang in Lang::ALL {
        let entries = entries(lang);
        for (key, placeholder) in called() {
            let held = entries
                .get(&key)
                .unwrap_or_else(|| panic!("{key} is missing in {}", lang.tag()));
            let given: BTreeSet<String> = [placeholder.to_owned()].into();
            assert!(held.is_subset(&given), "{key} in {} wants {held:?}", lang.tag());
        }
        for (family, values) in families().into_iter().chain(families_of_decisions()) {
            for value in values {
                assert!(
                    lang.has(&format!("{family}-{value}")),
                    "{family}-{value} in {}",
                    lang.tag()
                );
            }
        }
    }
}

#[test]
fn every_reason_and_remark_of_the_engine_has_words_in_each_language() {
    for lang in Lang::ALL {
        for code in recognise::reasons::CODES {
            let is_said = ["reason", "remark"]
                .iter()
                .any(|family| lang.has(&format!("{family}-{code}")));
            assert!(is_said, "reason-{code} is missing in {}", lang.tag());
        }
    }
}

#[test]
fn no_key_is_unused() {
    // The second half of these is data: reasons and remarks of the engine, languages, units, columns, routes.
    const BY_DATA: [&str; 26] = [
        "reason",
        "remark",
        "language",
        "rate-per",
        "column",
        "api",
        "param",
        "file",
        "unit",
        "format",
        "map",
        "name-use",
        "organisation",
        "verdict",
        "error-title",
        "error-text",
        "error-advice",
        "about",
        "legal",
        "accessibility",
        "rgaa-theme",
        "rgaa-why",
        "rgaa-state",
        "mail",
        "problem",
        "told",
    ];
    let quoted = quoted();
    let (plain, decisions) = (families(), families_of_decisions());
    let families: Vec<&str> = plain
        .iter()
        .chain(&decisions)
        .map(|(family, _)| *family)
        .chain(BY_DATA)
        .collect();
    let used = |key: &String| {
        quoted.contains(key)
            || families
                .iter()
                .any(|family| key.strip_prefix(family).is_some_and(|rest| rest.starts_with('-')))
    };
    let unused: Vec<String> = entries(Lang::Fr).into_keys().filter(|key| !used(key)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn no_letters_of_ours_stand_in_a_template() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    files(&here.join("templates"), &mut paths);
    // Names of formats and standards are the same in every language.
    let neutral = ["CSV", "JSON", "GeoJSON", "OpenAPI 3.1", "SHA-256", "Jumelage"];
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
    {
        let text = fs::read_to_string(path).unwrap();
        let mut bare = String::new();
        let mut depth = 0_usize;
        let mut rest = text.as_str();
        while let Some(c) = rest.chars().next() {
            let opens = ["{{", "{%", "<"].iter().find(|sign| rest.starts_with(**sign));
            let closes = ["}}", "%}", ">"].iter().find(|sign| rest.starts_with(**sign));
            let step = opens.or(closes).map_or(c.len_utf8(), |sign| sign.len());
            if opens.is_some() {
                depth += 1;
                bare.push('\n');
            } else if closes.is_some() {
                depth = depth.saturating_sub(1);
            } else if depth == 0 {
                bare.push(c);
            }
            rest = rest.split_at(step).1;
        }
        for line in bare
            .lines()
            .map(str::trim)
            .filter(|line| line.chars().any(char::is_alphabetic))
        {
            assert!(neutral.contains(&line), "{}: “{line}”", path.display());
        }
    }
}
