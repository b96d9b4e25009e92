//! The exam itself examined: what it counts for an answer that is known to the last field.

use crate::ground::{RESOLVER, recognised, root};
use recognise::Recognition;
use recognise::exam::{Corrections, Gold, Score, score};
use serde_json::{Value, json};
use vocabulary::ClaimKind;

const NEWS: &str = "partnership-news.fr.txt";

fn news() -> (String, Recognition) {
    let bytes = std::fs::read(root().join("corpus/demo").join(NEWS)).expect("the demo document is committed");
    recognised(NEWS, &bytes).expect("the demo document is read")
}

/// The gold that these corrections make of the answer.
fn corrected(text: &str, answer: &Recognition, corrections: &Value) -> Gold {
    let read = Corrections::read(corrections.to_string().as_bytes()).expect("corrections of the form");
    let gold = read.gold(answer, text).expect("they fit the answer");
    // What is scored is what stands in the file.
    let file = serde_json::to_vec(&gold).expect("gold is JSON");
    Gold::read(&file).expect("what is written is read")
}

fn own_gold(text: &str, answer: &Recognition) -> Gold {
    corrected(text, answer, &json!({ "name": "news", "kind": "news" }))
}

fn told(gold: &Gold, answer: &Recognition, text: &str) -> Score {
    score(gold, answer, text, &RESOLVER)
}

fn whats(score: &Score) -> Vec<&str> {
    score.notes.iter().map(|note| note.what).collect()
}

#[test]
fn an_answer_is_perfect_against_the_gold_made_of_it() {
    for name in [
        NEWS,
        "alliance-valky.wordpress.json",
        "laureates-2020-2021.fr.txt",
    ] {
        let bytes = std::fs::read(root().join("corpus/demo").join(name)).unwrap();
        let (text, answer) = recognised(name, &bytes).unwrap();
        let gold = own_gold(&text, &answer);
        assert_eq!(gold.problems(RESOLVER.gazetteer()), [], "{name}");
        assert_eq!(gold.unread(&text), [], "{name}");
        let score = told(&gold, &answer, &text);
        assert_eq!(score.notes, [], "{name}");
        let counts = &score.counts;
        assert_eq!(
            (counts.entities.f1(), counts.links.value()),
            (Some(1.0), Some(1.0)),
            "{name}"
        );
        for (kind, found) in &counts.claims {
            let counts = (found.gold_hit, found.answered_hit);
            assert_eq!(counts, (found.gold, found.answered), "{name}: {kind:?}");
        }
    }
}

#[test]
fn a_missed_a_wrong_and_a_superfluous_spelling_are_counted_apart() {
    let (text, answer) = news();
    let mut gold = own_gold(&text, &answer);
    let count = gold.mentions.len();
    let place = |gold: &Gold, name: &str| gold.mentions.iter().position(|one| one.text == name).unwrap();
    let kyiv = place(&gold, "Kyiv");
    gold.mentions.remove(kyiv);
    let kherson = place(&gold, "Kherson");
    gold.mentions[kherson].code = serde_json::from_value(json!("fr-com-31205")).unwrap();
    let named = json!({ "text": "Jumelages", "code": "fr-com-31205" });
    gold.mentions.push(serde_json::from_value(named).unwrap());
    let score = told(&gold, &answer, &text);
    let (entities, links) = (score.counts.entities, score.counts.links);
    assert_eq!((entities.gold, entities.gold_hit), (count, count - 1));
    assert_eq!(entities.answered - entities.answered_hit, 1);
    assert_eq!(links.all - links.hits, 1);
    for what in ["entity too many", "link wrong", "entity missed"] {
        assert!(whats(&score).contains(&what), "{what}: {:?}", score.notes);
    }
}

#[test]
fn a_spelling_that_is_in_no_list_is_right_unlinked_and_wrong_linked() {
    let (text, answer) = news();
    let mut gold = own_gold(&text, &answer);
    for mention in gold.mentions.iter_mut().filter(|mention| mention.text == "Kyiv") {
        *mention = serde_json::from_value(json!({ "text": "Kyiv", "verdict": "unknown" })).unwrap();
    }
    let score = told(&gold, &answer, &text);
    assert_eq!(whats(&score), ["linked though in no list"]);
    let mut without = answer.clone();
    without.mentions.retain(|mention| mention.text != "Kyiv");
    assert_eq!(told(&gold, &without, &text).notes, []);
}

#[test]
fn a_trap_is_sprung_by_a_linked_bystander_a_false_party_a_false_amount_and_a_false_twinning() {
    let (text, answer) = news();
    let mut gold = own_gold(&text, &answer);
    let traps = json!([
        { "not_party": "fr-com-44109" },
        { "not_party": "fr-com-31555" },
        { "not_money": "15" },
        { "not_live": ["fr-com-34172", "ua-UA48060150000071713"] },
        { "not_live": ["fr-com-34172", "fr-com-44109"] },
    ]);
    gold.traps = serde_json::from_value(traps).unwrap();
    gold.bystanders = vec!["La\u{a0}Grande-Motte".to_owned(), "du grand rien".to_owned()];
    let score = told(&gold, &answer, &text);
    assert_eq!(
        (score.counts.traps.hits, score.counts.traps.all),
        (3, 7),
        "{:?}",
        score.notes
    );
    let problems = gold.problems(RESOLVER.gazetteer());
    let places: Vec<&str> = problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(places, ["traps[0]", "traps[3]"], "the gold itself says otherwise");
}

#[test]
fn a_partnership_counts_with_all_its_parties_and_leniently_with_one_too_many() {
    let (text, answer) = news();
    let mut gold = own_gold(&text, &answer);
    let of_nantes = gold
        .claims
        .iter_mut()
        .find(|claim| claim.kind == ClaimKind::Partnership && claim.parties.len() == 3)
        .unwrap();
    of_nantes.parties.remove(1);
    of_nantes.status = Some("ended".to_owned());
    let score = told(&gold, &answer, &text);
    let strict = score.counts.claims[&ClaimKind::Partnership];
    assert_eq!((strict.gold, strict.gold_hit), (3, 2));
    assert_eq!(score.counts.lenient.gold_hit, 3);
    assert_eq!(
        (score.counts.status.hits, score.counts.status.all),
        (2, 2),
        "the fields of one that is not found are not asked"
    );
    assert_eq!(whats(&score), ["partnership with a party missing or too many"]);
}

#[test]
fn what_a_reviewer_rejects_becomes_a_trap_and_what_is_missing_is_asked() {
    let (text, answer) = news();
    let first = answer
        .claims
        .iter()
        .position(|claim| claim.kind == ClaimKind::Partnership)
        .unwrap();
    let whole = serde_json::to_value(&answer.claims[first]).unwrap();
    for claim in [json!(first), whole] {
        let corrections = json!({
            "name": "news", "kind": "news", "facts": "real",
            "mentions": [{ "text": "Kherson", "code": ["ua-UA65100150000057191", "ua-UA65100150010034971"] }],
            "bystanders": ["La Grande-Motte"],
            "claims": [{ "claim": claim, "decision": "rejected" }],
            "missing": [{ "kind": "funding", "amount": "15000.00", "currency": "EUR", "amount_role": "grant" }],
        });
        let gold = corrected(&text, &answer, &corrections);
        assert!(
            gold.mentions
                .iter()
                .all(|mention| mention.text != "La Grande-Motte")
        );
        let score = told(&gold, &answer, &text);
        assert_eq!(score.counts.traps.all, 2);
        for what in [
            "trap",
            "bystander linked",
            "partnership too many",
            "amount missed",
        ] {
            assert!(whats(&score).contains(&what), "{what}: {:?}", score.notes);
        }
    }
}

#[test]
fn a_correction_of_a_claim_that_is_not_there_is_refused_with_its_place() {
    let (text, answer) = news();
    let corrections =
        json!({ "name": "x", "kind": "news", "claims": [{ "claim": 99, "decision": "rejected" }] });
    let read = Corrections::read(corrections.to_string().as_bytes()).unwrap();
    let error = read.gold(&answer, &text).unwrap_err().to_string();
    assert!(
        error.starts_with("claims[0]: the answer has no such claim"),
        "{error}"
    );
}
