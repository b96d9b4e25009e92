//! What there is of each sort, in one strip: figures that lead to what they count.
//!
//! # Invariants
//! A strip without a figure is nothing at all.

use crate::figures;
use crate::words::Lang;
use askama::Template;
use askama::filters::HtmlSafe;

/// A figure with what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) figure: String,
    pub(crate) what: String,
    /// Where what it counts stands.
    pub(crate) url: String,
}

impl Count {
    /// So many of what the key's words name in their plural form.
    pub(crate) fn of(lang: Lang, count: usize, key: &str, url: String) -> Self {
        Self {
            figure: figures::count(lang, u64::try_from(count).unwrap_or(u64::MAX)),
            what: lang.n(key, count),
            url,
        }
    }
}

/// Figures beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    source = "{% if !counts.is_empty() %}<ul class=\"counts\">{% for count in counts %}<li><a href=\"{{ count.url }}\"><strong>{{ count.figure }}</strong> <span>{{ count.what }}</span></a></li>{% endfor %}</ul>{% endif %}",
    ext = "html"
)]
pub(crate) struct Counts {
    pub(crate) counts: Vec<Count>,
}

// The template escapes what it is given.
impl HtmlSafe for Counts {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped_and_lead_to_what_they_count_and_none_is_nothing() {
        let count = Count::of(Lang::Fr, 1_234, "count-projects", "/fr/projects".to_owned());
        let drawn = Counts { counts: vec![count] }.to_string();
        assert!(
            drawn.contains("<a href=\"/fr/projects\"><strong>1\u{202f}234</strong>"),
            "{drawn}"
        );
        assert_eq!(Counts { counts: Vec::new() }.to_string(), "");
    }
}
