//! What reading WordPress answers with, field by field.

use super::*;

fn read(json: &str) -> Result<Document, ReadError> {
    wordpress_document(&Decoded {
        text: json.to_owned(),
        remarks: Vec::new(),
    })
}

const POST: &str = r#"{"title":{"rendered":"Kherson &amp; Nantes &#8211; jumel&eacute;es"},"content":{"rendered":"<p>The towns of the estuary have signed.</p>"},"date":"2025-06-20T09:00:00","date_gmt":"2025-06-20T07:00:00","link":"https://demo.jumelage.example/en/a/","class_list":["tag-eau-potable","category-news"]}"#;

#[test]
fn entities_of_a_title_are_decoded_and_the_title_opens_the_text() {
    let document = read(POST).unwrap();
    assert_eq!(
        document.metadata.title.as_deref(),
        Some("Kherson & Nantes – jumelées")
    );
    assert_eq!(
        document.text,
        "Kherson & Nantes – jumelées\n\nThe towns of the estuary have signed."
    );
    assert_eq!(document.metadata.tags, ["eau potable"]);
    assert_eq!(
        document.metadata.published_at.unwrap().to_string(),
        "2025-06-20T07:00:00Z"
    );
    assert_eq!(document.metadata.language.as_deref(), Some("en"));
}

#[test]
fn a_list_gives_an_item_a_post_and_keeps_the_posts_before_a_break() {
    let list = format!("[{POST},{POST},{{\"title\":");
    let document = read(&list).unwrap();
    assert_eq!(document.items.len(), 2);
    assert!(
        document
            .quote(document.items[1].span)
            .starts_with("Kherson & Nantes")
    );
    assert_eq!(document.remarks[0].code, RemarkCode::TruncatedList { kept: 2 });
}

#[test]
fn one_post_of_many_without_content_is_a_remark() {
    let list = format!(r#"[{{"title":{{"rendered":"a"}},"link":"b"}},{POST},7]"#);
    let document = read(&list).unwrap();
    assert_eq!(document.items.len(), 1);
    let said: Vec<String> = document.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(
        said[0],
        "/2: this is no post and was left out: remove it from the list"
    );
    assert!(
        said[1].starts_with("/0/content/rendered: this post has no content"),
        "{}",
        said[1]
    );
}

#[test]
fn bad_json_says_where_and_what_to_do() {
    let said = |json: &str| read(json).unwrap_err().to_string();
    assert_eq!(
        said("{\"title\": {\n \"rend"),
        "the JSON breaks off at line 2, column 6: the file was cut short, fetch it again whole"
    );
    assert_eq!(
        said("{\"title\": }"),
        "line 1, column 11: not valid JSON (expected value): correct it there or fetch the file again"
    );
    assert!(said(r#"{"code":"rest_no_route","message":"x"}"#).contains("its keys: code, message"));
    assert_eq!(
        said(r#"{"title":{"rendered":"a"},"link":"b"}"#),
        "/content/rendered: the post has no content: fetch it without `_fields`, and with a login if it is protected"
    );
    assert!(said("[]").starts_with("/0/content/rendered"));
}

#[test]
fn words_outweigh_a_stated_language_they_contradict() {
    let french = "Les deux villes de la région ont signé une convention pour la reconstruction de l'école et du \
                  gymnase avec le soutien des habitants et des communes de la métropole.";
    let json = format!(r#"{{"content":{{"rendered":"<p>{french}</p>"}},"title":"a","lang":"en_GB"}}"#);
    let document = read(&json).unwrap();
    assert_eq!(document.metadata.language.as_deref(), Some("fr"));
    let code = RemarkCode::LanguageDisagrees {
        stated: "en".to_owned(),
        found: "fr".to_owned(),
    };
    assert_eq!(document.remarks[0].code, code);
}

#[test]
fn blocks_of_a_post_are_told_apart() {
    let html = concat!(
        "<h2>Aid</h2><p>A&nbsp;b<br>c</p><ul><li>one<ul><li>two</li></ul></li></ul>",
        "<figure><img src='a.jpg' alt='x'><figcaption>Seen</figcaption></figure>",
        "<table><tr><th>Town</th><th>Sum</th></tr><tr><td rowspan=2>Valky</td><td>1</td></tr>",
        "<tr><td>2</td></tr></table>",
        "<div class='wp-block-button'><a>Give</a></div><script>x()</script><p>The end<sup><a href='#n'>1</a></sup></p>"
    );
    let json = serde_json::json!({"title": "T", "content": {"rendered": html}}).to_string();
    let document = read(&json).unwrap();
    assert_eq!(
        document.text,
        "T\n\nAid\n\nA b\nc\n\none\ntwo\n\nSeen\n\nTown\tSum\nValky\t1\n\t2\n\nGive\n\nThe end[1]"
    );
    let table = document.tables().next().unwrap().1;
    assert_eq!(table.rows[1].cells[0].text, "Valky");
    assert_eq!(document.quote(table.rows[1].cells[0].pieces[0]), "Valky");
    let kinds: Vec<&BlockKind> = document.blocks.iter().map(|block| &block.kind).collect();
    assert!(matches!(kinds[1], BlockKind::Heading { level: 2 }));
    assert!(matches!(
        kinds[4],
        BlockKind::ListItem {
            depth: 2,
            ordered: false
        }
    ));
    assert!(matches!(kinds[5], BlockKind::Image { caption: Some(_), .. }));
    assert!(matches!(kinds[7], BlockKind::Furniture));
}
