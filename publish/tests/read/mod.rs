//! The reader for everyone, on the sample gazetteer: empty, usual, longest and bad texts; corrected without a script; as a file.

use crate::people::form;
use crate::{Answer, ask, check_page, get, post, site};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use publish::samples;
use scraper::{Html, Selector};

const TEXT: &str = "Les maires de Caen et d’Odesa ont signé à Nor une convention.";

fn selected(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector)
        .map(|element| element.text().collect())
        .collect()
}

async fn read(router: &Router, lang: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = post(router, &format!("/{lang}/read"), "", &form(fields)).await;
    assert_eq!(answer.header(header::CACHE_CONTROL), "private, no-store");
    answer
}

#[tokio::test]
async fn the_empty_page_asks_for_a_text_and_says_that_nothing_is_kept() {
    let router = site(samples::empty()).await;
    for lang in ["fr", "en", "uk"] {
        let path = format!("/{lang}/read");
        let answer = get(&router, &path).await;
        let page = check_page(&path, &answer);
        assert_eq!(selected(&page, "textarea"), [String::new()]);
    }
    assert!(get(&router, "/en/read").await.text.contains("stored or logged"));
}

#[tokio::test]
async fn a_pasted_text_comes_back_marked_with_names_claims_and_reasons_in_each_language() {
    let router = site(samples::record()).await;
    for (lang, reason) in [
        ("fr", "liste officielle"),
        ("en", "official list"),
        ("uk", "офіційним переліком"),
    ] {
        let answer = read(&router, lang, &[("text", TEXT)]).await;
        assert_eq!(answer.status, StatusCode::OK);
        let page = check_page(&format!("/{lang}/read"), &answer);
        assert_eq!(selected(&page, "mark.name:not(.several) a"), ["Caen", "Odesa"]);
        assert_eq!(selected(&page, "mark.several"), ["Nor"]);
        assert_eq!(selected(&page, ".claimbox").len(), 1);
        assert!(
            answer.text.contains(reason),
            "{}",
            answer.text.split("<tbody>").nth(1).unwrap()
        );
    }
}

#[tokio::test]
async fn a_name_is_corrected_by_sending_the_form_again_and_its_claims_follow() {
    let router = site(samples::record()).await;
    let first = read(&router, "en", &[("text", TEXT)]).await;
    let page = Html::parse_document(&first.text);
    let field = Selector::parse("select").unwrap();
    let fields: Vec<&str> = page
        .select(&field)
        .map(|select| select.attr("name").unwrap())
        .collect();
    assert_eq!(fields.len(), 3);
    let (caen, nor) = (fields[0], fields[2]);
    let chosen = [
        ("text", TEXT),
        (caen, "none"),
        (nor, "fr-dep-59"),
        ("do", "correct"),
    ];
    let again = check_page("/en/read", &read(&router, "en", &chosen).await);
    assert_eq!(selected(&again, "mark.name:not(.unknown) a"), ["Odesa", "Nor"]);
    assert_eq!(selected(&again, "mark.unknown"), ["Caen"]);
    let remembered = selected(&again, "option[selected]");
    assert!(
        remembered[0] == "no authority" && remembered[2].contains("fr-dep-59"),
        "{remembered:?}"
    );

    let mut wanted = chosen.to_vec();
    wanted[3] = ("do", "json");
    let file = read(&router, "en", &wanted).await;
    let told: serde_json::Value = serde_json::from_str(&file.text).unwrap();
    let codes: Vec<&serde_json::Value> = told["claims"][0]["parties"]
        .as_array()
        .unwrap()
        .iter()
        .map(|party| &party["code"])
        .collect();
    assert!(codes[0].is_null() && codes[2] == "fr-dep-59", "{codes:?}");
    assert_eq!(told["mentions"][2]["reasons"][0]["code"], "chosen");
}

#[tokio::test]
async fn the_result_is_read_in_another_language_with_text_and_choices() {
    let router = site(samples::record()).await;
    let answer = read(&router, "fr", &[("text", TEXT)]).await;
    let page = check_page("/fr/read", &answer);
    let others = Selector::parse("button[formaction]").unwrap();
    let others: Vec<(&str, &str)> = page
        .select(&others)
        .map(|button| (button.attr("formaction").unwrap(), button.attr("lang").unwrap()))
        .collect();
    assert_eq!(others, [("/en/read", "en"), ("/uk/read", "uk")]);
    let text = Selector::parse("form.corrections input[name=text]").unwrap();
    let kept = page.select(&text).next().unwrap();
    assert_eq!(kept.attr("value"), Some(TEXT));
}

#[tokio::test]
async fn what_was_chosen_and_is_no_body_changes_nothing() {
    let router = site(samples::record()).await;
    let plain = read(&router, "en", &[("text", TEXT), ("do", "json")]).await.text;
    for nonsense in ["fr-com-00000", "<script>", "\u{0}"] {
        let fields = [
            ("text", TEXT),
            ("as-14-18", nonsense),
            ("as-9-2-1", "none"),
            ("as-", "none"),
            ("as-99-88", "none"),
            ("do", "json"),
        ];
        assert_eq!(read(&router, "en", &fields).await.text, plain);
    }
}

#[tokio::test]
async fn the_file_fits_the_contract() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../docs/schemas/recognise-1.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let router = site(samples::record()).await;
    let file = read(&router, "uk", &[("text", TEXT), ("do", "json")]).await;
    assert_eq!(file.header(header::CONTENT_TYPE), "application/json");
    assert!(file.header(header::CONTENT_DISPOSITION).starts_with("attachment"));
    let told: serde_json::Value = serde_json::from_str(&file.text).unwrap();
    let problems: Vec<String> = schema.iter_errors(&told).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(
        (&told["source"], told["mentions"].as_array().unwrap().len()),
        (&"-".into(), 3)
    );
}

#[tokio::test]
async fn a_text_that_cannot_be_read_is_told_why_and_kept_in_the_form() {
    let router = site(samples::record()).await;
    let long = "é".repeat(100_001);
    for (text, status, words) in [
        ("", 422, "Paste a text first"),
        (" \n\t\u{a0} ", 422, "Paste a text first"),
        ("https://example.org/actualites", 422, "does not fetch"),
        (&long, 413, "larger than 200"),
        ("{\"a\":", 422, "line 1, column 2"),
    ] {
        let answer = read(&router, "en", &[("text", text)]).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.text.len());
        let page = check_page("/en/read", &answer);
        assert!(answer.text.contains(words), "{words}");
        assert_eq!(selected(&page, "textarea"), [text]);
        assert_eq!(selected(&page, ".problems a[href='#pasted']").len(), 1);
    }
}

#[tokio::test]
async fn strange_texts_break_no_page() {
    let router = site(samples::record()).await;
    for text in [
        "Caen\u{0}\u{1}\u{7f}\u{85} Odesa".to_owned(),
        format!("Caen {} ville", "x".repeat(10_000)),
        "</textarea><script>alert(1)</script> Caen \"><img src=x>".to_owned(),
        "Caen ".repeat(20_000),
        "\u{202e}Caen\u{200d}\u{feff} Odesa\r\n\r\nCaen".to_owned(),
    ] {
        let answer = read(&router, "fr", &[("text", &text)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{text:.40}");
        let page = check_page("/fr/read", &answer);
        assert!((1..=200).contains(&selected(&page, "select").len()), "{text:.40}");
    }
}

#[tokio::test]
async fn a_form_without_end_is_not_read_to_its_end() {
    let router = site(samples::record()).await;
    let request = Request::post("/en/read")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("text=".to_owned() + &"a".repeat(3_000_000)));
    let answer = ask(&router, request.unwrap()).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    check_page("/en/read", &answer);
}

#[tokio::test]
async fn no_other_site_has_a_text_read_in_a_readers_name() {
    let router = site(samples::record()).await;
    let request = Request::post("/en/read")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("text=Caen"));
    assert_eq!(ask(&router, request.unwrap()).await.status, StatusCode::FORBIDDEN);
}
