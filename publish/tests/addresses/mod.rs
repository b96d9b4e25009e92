//! Addresses: names and slips in place of codes, bodies that are no more, the sitemap and what it says of each page.

use crate::{Answer, get, get_with, site};
use axum::http::{StatusCode, header};
use publish::samples;
use std::collections::BTreeSet;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const ORIGIN: &str = "https://atlas.example.org";

fn leads(answer: &Answer, status: StatusCode, to: &str) {
    assert_eq!(answer.status, status, "{to}");
    assert_eq!(answer.header(header::LOCATION), to);
}

#[tokio::test]
async fn a_name_in_an_address_leads_to_the_one_body_that_bears_it() {
    let router = site(samples::record()).await;
    for (name, code) in [
        ("Besan%C3%A7on", "fr-com-25056"),
        ("besancon", "fr-com-25056"),
        ("Le-Havre", "fr-com-76351"),
        ("Mende", "fr-com-48095"),
        ("%D0%A5%D0%B0%D1%80%D0%BA%D1%96%D0%B2", "ua-UA63120270000028556"),
    ] {
        let answer = get(&router, &format!("/uk/authorities/{name}")).await;
        leads(&answer, StatusCode::SEE_OTHER, &format!("/uk/authorities/{code}"));
    }
    let loud = get(&router, "/fr/authorities/FR-COM-25056").await;
    leads(
        &loud,
        StatusCode::PERMANENT_REDIRECT,
        "/fr/authorities/fr-com-25056",
    );
}

#[tokio::test]
async fn a_name_of_several_bodies_is_a_page_of_choices_in_every_language() {
    let router = site(samples::record()).await;
    for language in ["fr", "en", "uk"] {
        let answer = get(&router, &format!("/{language}/authorities/Saint-Alban")).await;
        assert_eq!(answer.status, StatusCode::MULTIPLE_CHOICES);
        for code in ["fr-com-31467", "fr-com-22273"] {
            let link = format!("href=\"/{language}/authorities/{code}\"");
            assert!(answer.text.contains(&link), "{link}");
        }
        assert!(answer.text.contains("href=\"/en/authorities/Saint-Alban\""));
        assert!(answer.text.contains("name=\"robots\" content=\"noindex\""));
        assert!(!answer.text.contains("rel=\"canonical\"") && !answer.text.contains('⟦'));
    }
}

#[tokio::test]
async fn what_is_only_near_is_offered_and_never_followed() {
    let router = site(samples::record()).await;
    let name = get(&router, "/en/authorities/Besanc").await;
    assert_eq!(name.status, StatusCode::NOT_FOUND);
    assert!(name.text.contains("href=\"/en/authorities/fr-com-25056\""));
    assert!(
        name.text.contains("value=\"Besanc\""),
        "the search box holds the name"
    );
    for slip in ["fr-com-20556", "fr-com-25057", "fr-com-2506", "fr-com-250566"] {
        let code = get(&router, &format!("/en/authorities/{slip}")).await;
        assert_eq!(code.status, StatusCode::NOT_FOUND, "{slip}");
        assert!(
            code.text.contains("href=\"/en/authorities/fr-com-25056\""),
            "{slip}"
        );
    }
    for nothing in ["qqqq", "%FF%FE", "%00", "fr-com-"] {
        let missing = get(&router, &format!("/en/authorities/{nothing}")).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{nothing}");
        assert!(
            missing.text.contains("There is no page at this address"),
            "{nothing}"
        );
    }
}

#[tokio::test]
async fn a_body_that_was_merged_says_into_which_and_one_with_another_code_leads_there() {
    let router = site(samples::record()).await;
    let old = get(&router, "/fr/authorities/fr-com-14194").await;
    leads(&old, StatusCode::SEE_OTHER, "/fr/authorities/fr-comd-14194");
    let merged = get(&router, "/en/authorities/fr-comd-14194").await;
    assert_eq!(merged.status, StatusCode::OK);
    assert!(merged.text.contains("merged into another one (1 January 2016):"));
    assert!(merged.text.contains("href=\"/en/authorities/fr-com-14762\""));
    let recoded = get(&router, "/fr/authorities/own-vire").await;
    leads(
        &recoded,
        StatusCode::PERMANENT_REDIRECT,
        "/fr/authorities/fr-com-14762",
    );
}

/// The addresses of a file of the sitemap, each with its languages and its day.
fn named(answer: &Answer) -> Vec<(String, Vec<String>, Option<String>)> {
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header(header::CONTENT_TYPE).starts_with("application/xml"));
    let file = roxmltree::Document::parse(&answer.text).unwrap();
    let root = file.root_element();
    assert_eq!(root.tag_name().namespace(), Some(NAMESPACE));
    let text = |node: &roxmltree::Node<'_, '_>, name: &str| {
        let found = node
            .children()
            .find(|child| child.has_tag_name((NAMESPACE, name)));
        found.and_then(|child| child.text().map(str::to_owned))
    };
    let each = root.children().filter(roxmltree::Node::is_element);
    each.map(|node| {
        let others = node.children().filter_map(|child| child.attribute("hreflang"));
        let languages = others.map(str::to_owned).collect();
        (text(&node, "loc").unwrap(), languages, text(&node, "lastmod"))
    })
    .collect()
}

#[tokio::test]
async fn the_sitemap_names_every_page_once_in_each_language_and_nothing_that_is_not_there() {
    let router = site(samples::record()).await;
    let robots = get(&router, "/robots.txt").await.text;
    assert!(
        robots.ends_with("\nSitemap: https://atlas.example.org/sitemap.xml\n"),
        "{robots}"
    );
    let index = named(&get(&router, "/sitemap.xml").await);
    let mut seen = BTreeSet::new();
    for (file, _, _) in &index {
        for (address, languages, _) in named(&get(&router, file.strip_prefix(ORIGIN).unwrap()).await) {
            let path = address.strip_prefix(ORIGIN).unwrap().to_owned();
            let page = get(&router, &path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            let canonical = format!("rel=\"canonical\" href=\"{address}\"");
            assert!(page.text.contains(&canonical), "{path}");
            assert!(
                languages.starts_with(&["fr", "en", "uk"].map(String::from)),
                "{path}"
            );
            assert!(seen.insert(path), "{address} stands twice");
        }
    }
    let record = samples::record();
    let (body, found) = (record.authorities[0].1.code(), record.partnerships[0].id);
    for path in [
        "/fr/".to_owned(),
        "/uk/statistics".to_owned(),
        format!("/en/authorities/{body}"),
        format!("/uk/partnerships/{found}"),
        format!("/fr/stories/{}", record.stories[0].id),
    ] {
        assert!(seen.contains(&path), "{path} is not named");
    }
    assert!(seen.iter().any(|path| path.starts_with("/en/pairs/")));
    for none in [
        "site-0.xml",
        "site-2.xml",
        "site-18446744073709551615.xml",
        "people-1.xml",
        "site-1",
    ] {
        let answer = get(&router, &format!("/sitemaps/{none}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn an_empty_record_has_a_sitemap_of_its_plain_pages() {
    let router = site(samples::empty()).await;
    let index = named(&get(&router, "/sitemap.xml").await);
    assert_eq!(index.len(), 1, "{index:?}");
}

#[tokio::test]
async fn pages_say_to_machines_what_they_show() {
    let router = site(samples::record()).await;
    let record = samples::record();
    let said = async |path: &str| -> serde_json::Value {
        let page = get(&router, path).await.text;
        let (_, rest) = page.split_once("<script type=\"application/ld+json\">").unwrap();
        serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap()
    };
    let body = said("/fr/authorities/ua-UA51100270000073549").await;
    assert_eq!(body["@type"], "City");
    assert_eq!(body["identifier"][0]["value"], "UA51100270000073549");
    assert_eq!(body["sameAs"][0], "https://sws.geonames.org/698740/");
    let id = format!("{ORIGIN}/id/authority/");
    assert!(body["@id"].as_str().unwrap().starts_with(&id));

    let found = &record.partnerships[0];
    let partnership = said(&format!("/en/partnerships/{}", found.id)).await;
    let members = partnership["member"].as_array().unwrap();
    assert_eq!(members.len(), found.parties.len());
    for member in members {
        let path = member["url"].as_str().unwrap().strip_prefix(ORIGIN).unwrap();
        let page = get(&router, path).await;
        assert!(page.text.contains(member["name"].as_str().unwrap()), "{path}");
    }
    let story = said(&format!("/uk/stories/{}", record.stories[0].id)).await;
    assert_eq!(story["@type"], "NewsArticle");
    let data = said("/en/data").await;
    for set in data["dataset"].as_array().unwrap() {
        for file in set["distribution"].as_array().unwrap() {
            let path = file["contentUrl"].as_str().unwrap().strip_prefix(ORIGIN).unwrap();
            let answer = get(&router, path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            let kind = answer.header(header::CONTENT_TYPE);
            assert!(
                kind.starts_with(file["encodingFormat"].as_str().unwrap()),
                "{path}: {kind}"
            );
        }
    }
    let kinds = ["projects", "calls"].map(|folder| match folder {
        "projects" => format!("/fr/projects/{}", record.projects[0].id),
        _ => format!("/fr/calls/{}", record.calls[0].id),
    });
    assert_eq!(said(&kinds[0]).await["@type"], "Project");
    assert_eq!(said(&kinds[1]).await["@type"], "FundingScheme");
}

#[tokio::test]
async fn pages_have_a_picture_for_links_and_it_is_there() {
    let router = site(samples::longest()).await;
    let record = samples::longest();
    let named = record
        .projects
        .iter()
        .map(|found| format!("/en/projects/{}", found.id));
    let found = record
        .partnerships
        .iter()
        .map(|found| format!("/uk/partnerships/{}", found.id));
    let bodies = record
        .authorities
        .iter()
        .map(|(_, body)| format!("/fr/authorities/{}", body.code()));
    let own: Vec<String> = named.take(2).chain(found.take(3)).chain(bodies.take(3)).collect();
    for path in own
        .iter()
        .map(String::as_str)
        .chain(["/fr/", "/en/stories", "/uk/data"])
    {
        let page = get(&router, path).await.text;
        let (_, rest) = page.split_once("property=\"og:image\" content=\"").unwrap();
        let address = rest.split('"').next().unwrap().strip_prefix(ORIGIN).unwrap();
        assert_eq!(
            own.iter().any(|own| address.starts_with(own)),
            own.iter().any(|own| own == path)
        );
        let picture = get_with(&router, address, header::ACCEPT_ENCODING, "br").await;
        assert_eq!(picture.status, StatusCode::OK, "{address}");
        assert_eq!(picture.header(header::CONTENT_TYPE), "image/png");
        assert_eq!(picture.header(header::CONTENT_ENCODING), "");
        let tag = picture.header(header::ETAG);
        let again = get_with(&router, address, header::IF_NONE_MATCH, tag).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    }
    for none in [
        "/fr/authorities/fr-com-00000/card.png",
        "/fr/projects/nonsense/card.png",
    ] {
        assert_eq!(get(&router, none).await.status, StatusCode::NOT_FOUND, "{none}");
    }
}
