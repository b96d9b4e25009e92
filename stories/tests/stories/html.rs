//! A page as a reader sees it.
//!
//! In: HTML. Out: what stands in it, without tags; its links; its parts by selector.

use scraper::{ElementRef, Html, Selector};

/// A parsed page.
#[derive(Debug)]
pub(crate) struct Page {
    html: Html,
}

impl Page {
    pub(crate) fn of(html: &str) -> Self {
        Self {
            html: Html::parse_document(html),
        }
    }

    /// The elements that a selector means.
    pub(crate) fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap();
        self.html.select(&selector).collect()
    }

    /// What the main part says.
    pub(crate) fn says(&self) -> String {
        self.all("main")
            .first()
            .map(|main| words(*main))
            .unwrap_or_default()
    }

    /// What each of these elements says.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(words).collect()
    }

    /// An attribute of each of these elements.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let elements = self.all(selector).into_iter();
        elements
            .filter_map(|element| element.attr(name).map(str::to_owned))
            .collect()
    }

    /// Where the links of the main part that begin so lead.
    pub(crate) fn links(&self, prefix: &str) -> Vec<String> {
        let mut links = self.attributes("main a[href]", "href");
        links.retain(|link| link.starts_with(prefix));
        links
    }
}

/// The text of an element; every run of white space, narrow and hard ones too, is one space.
pub(crate) fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect::<Vec<_>>().join(" ");
    text.split(|letter: char| letter.is_whitespace() || letter == '\u{202f}' || letter == '\u{a0}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
