//! What pages say to machines in the words of schema.org: the things that a page shows, as JSON-LD in its head.
//!
//! In: entities of the record, as a reader of one language sees them. Out: one block of data a page, safe to stand in HTML.
//!
//! # Invariants
//! - Names and addresses are those of the page; nothing is said here that the page does not show.
//! - No text can end the block: `<`, `>` and `&` stand escaped.

use crate::context::Context;
use crate::data::{LICENCE_URL, formats::Format};
use crate::urls;
use crate::view::View;
use askama::filters::HtmlSafe;
use serde::Serialize;
use std::fmt;
use vocabulary::{
    Authority, AuthorityId, Call, Day, Level, Partnership, PartnershipStatus, PartyRef, Project, Scheme,
    StepKind, Story, WikidataItem,
};

/// A block of linked data for the head of a page; prints nothing where it holds nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Linked(String);

impl HtmlSafe for Linked {}

impl fmt::Display for Linked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        write!(f, "<script type=\"application/ld+json\">{}</script>", self.0)
    }
}

/// A thing with the vocabulary that its words are of.
#[derive(Serialize)]
struct Whole<T> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(flatten)]
    thing: T,
}

impl Linked {
    fn of(thing: impl Serialize) -> Self {
        let whole = Whole {
            context: "https://schema.org",
            thing,
        };
        match serde_json::to_string(&whole) {
            Ok(text) => Self(escaped(&text)),
            Err(error) => {
                tracing::error!(%error, "linked data could not be written");
                Self::default()
            }
        }
    }
}

/// JSON as it may stand inside of an element of HTML.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            c => out.push(c),
        }
    }
    out
}

/// The words of schema.org for what a thing is.
#[derive(Debug, Clone, Copy, Serialize)]
enum Sort {
    AdministrativeArea,
    City,
    Country,
    DataCatalog,
    DataDownload,
    Dataset,
    FundingScheme,
    GeoCoordinates,
    GovernmentOrganization,
    NewsArticle,
    Organization,
    Project,
    PropertyValue,
    WebSite,
}

/// Another thing, told in brief.
#[derive(Serialize)]
struct Brief {
    #[serde(rename = "@type")]
    sort: Sort,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Identifier {
    #[serde(rename = "@type")]
    sort: Sort,
    #[serde(rename = "propertyID")]
    property: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Place {
    #[serde(rename = "@type")]
    sort: Sort,
    latitude: f32,
    longitude: f32,
}

/// An authority as a part of the earth.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    #[serde(rename = "@type")]
    sort: Sort,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: String,
    url: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternate_name: Vec<String>,
    identifier: Vec<Identifier>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo: Option<Place>,
    contained_in_place: Vec<Brief>,
}

/// A partnership, a project or a call: something that bodies carry together.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Undertaking {
    #[serde(rename = "@type")]
    sort: Sort,
    #[serde(rename = "@id")]
    id: String,
    name: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    member: Vec<Brief>,
    #[serde(skip_serializing_if = "Option::is_none")]
    founding_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dissolution_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_organization: Option<Brief>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article {
    #[serde(rename = "@type")]
    sort: Sort,
    #[serde(rename = "@id")]
    id: String,
    headline: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_based_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Brief>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Brief>,
}

/// A dataset as the data page describes it.
pub(crate) struct Described<'a> {
    pub(crate) name: &'a str,
    pub(crate) what: &'a str,
    pub(crate) rows: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Download {
    #[serde(rename = "@type")]
    sort: Sort,
    encoding_format: &'static str,
    content_url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Set {
    #[serde(rename = "@type")]
    sort: Sort,
    name: String,
    description: String,
    url: String,
    license: &'static str,
    is_accessible_for_free: bool,
    date_modified: String,
    creator: Brief,
    distribution: Vec<Download>,
}

#[derive(Serialize)]
struct Catalogue {
    #[serde(rename = "@type")]
    sort: Sort,
    name: String,
    url: String,
    license: &'static str,
    dataset: Vec<Set>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Home {
    #[serde(rename = "@type")]
    sort: Sort,
    name: String,
    url: String,
    in_language: &'static str,
    description: String,
}

/// Writes what one reader's pages say.
pub(crate) struct Linking<'a> {
    view: View<'a>,
    site: &'a str,
}

impl<'a> Linking<'a> {
    /// For the pages of this request.
    pub(crate) fn new(ctx: &'a Context) -> Self {
        Self {
            view: ctx.view(),
            site: ctx.site.address(),
        }
    }

    fn whole(&self, path: &str) -> String {
        format!("{}{path}", self.site)
    }

    fn publisher(&self) -> Brief {
        Brief {
            sort: Sort::Organization,
            name: self.view.lang.t("site-name"),
            url: Some(self.whole(&urls::home(self.view.lang))),
        }
    }

    /// The site itself.
    pub(crate) fn home(&self) -> Linked {
        let lang = self.view.lang;
        Linked::of(Home {
            sort: Sort::WebSite,
            name: lang.t("site-name"),
            url: self.whole(&urls::home(lang)),
            in_language: lang.tag(),
            description: lang.t("site-description"),
        })
    }

    /// A body; `id` is its key where the record has one.
    pub(crate) fn authority(&self, id: Option<AuthorityId>, body: &Authority) -> Linked {
        let name = self.view.name(body).words;
        let mut others: Vec<String> = body.names.iter().map(|name| name.text.clone()).collect();
        others.retain(|other| *other != name);
        others.dedup();
        let mut around: Vec<Brief> = body
            .parents
            .iter()
            .filter_map(|code| crate::pages::authority::find(&self.view, code))
            .map(|(_, parent)| self.area(&parent))
            .collect();
        around.push(Brief {
            sort: Sort::Country,
            name: self.view.country(body.country),
            url: None,
        });
        Linked::of(Body {
            sort: area_sort(body),
            id: id.map(|id| self.whole(&urls::permanent(id))),
            name,
            url: self.whole(&urls::authority(self.view.lang, body.code())),
            alternate_name: others,
            identifier: identifiers(body),
            same_as: same_as(body, self.view.places.wikidata(body)),
            geo: body.point.map(|point| Place {
                sort: Sort::GeoCoordinates,
                latitude: point.latitude,
                longitude: point.longitude,
            }),
            contained_in_place: around,
        })
    }

    fn area(&self, body: &Authority) -> Brief {
        Brief {
            sort: area_sort(body),
            name: self.view.name(body).words,
            url: Some(self.whole(&urls::authority(self.view.lang, body.code()))),
        }
    }

    fn member(&self, party: PartyRef, written: &str) -> Brief {
        let shown = self.view.party(party, written);
        Brief {
            sort: match party {
                PartyRef::Authority(_) => Sort::GovernmentOrganization,
                PartyRef::Organisation(_) => Sort::Organization,
            },
            name: shown.name.words,
            url: shown.url.map(|url| self.whole(&url)),
        }
    }

    /// A partnership.
    pub(crate) fn partnership(&self, found: &Partnership) -> Linked {
        let ended = found.steps.iter().rfind(|step| step.what == StepKind::Ended);
        Linked::of(Undertaking {
            sort: Sort::Project,
            id: self.whole(&urls::permanent(found.id)),
            name: self.view.label(found),
            url: self.whole(&urls::partnership(self.view.lang, found.id)),
            description: found.why.as_ref().map(|why| self.view.text(why).words),
            member: found
                .parties
                .iter()
                .map(|party| self.member(party.party, &party.written))
                .collect(),
            founding_date: found.main_day().as_ref().map(Day::to_string),
            dissolution_date: ended
                .filter(|_| found.status == PartnershipStatus::Ended)
                .map(|step| step.on.to_string()),
            parent_organization: None,
        })
    }

    /// A project.
    pub(crate) fn project(&self, found: &Project) -> Linked {
        let partnership = found
            .partnership
            .and_then(|id| self.view.snapshot.partnership(id));
        Linked::of(Undertaking {
            sort: Sort::Project,
            id: self.whole(&urls::permanent(found.id)),
            name: self.view.text(&found.title).words,
            url: self.whole(&urls::project(self.view.lang, found.id)),
            description: None,
            member: found
                .parties
                .iter()
                .map(|party| self.member(party.party, ""))
                .collect(),
            founding_date: None,
            dissolution_date: None,
            parent_organization: partnership.map(|found| Brief {
                sort: Sort::Project,
                name: self.view.label(found),
                url: Some(self.whole(&urls::partnership(self.view.lang, found.id))),
            }),
        })
    }

    /// A call with its results.
    pub(crate) fn call(&self, call: &Call) -> Linked {
        let programme = call.programme.and_then(|id| self.view.snapshot.programme(id));
        Linked::of(Undertaking {
            sort: Sort::FundingScheme,
            id: self.whole(&urls::permanent(call.id)),
            name: call.name.clone(),
            url: self.whole(&urls::call(self.view.lang, call.id)),
            description: None,
            member: Vec::new(),
            founding_date: None,
            dissolution_date: None,
            parent_organization: programme.map(|found| Brief {
                sort: Sort::FundingScheme,
                name: found.name.clone(),
                url: Some(self.whole(&urls::programme(self.view.lang, found.id))),
            }),
        })
    }

    /// A story; `picture` is the address of the one that the page shows, `original` that of the text itself.
    pub(crate) fn story(&self, story: &Story, picture: Option<&str>, original: Option<&str>) -> Linked {
        let title = self.view.text(&story.title);
        let source = self.view.snapshot.source(story.source);
        let publisher = source.and_then(|read| read.source.publisher.clone());
        let bodies = self.view.snapshot.bodies_of(story.id);
        Linked::of(Article {
            sort: Sort::NewsArticle,
            id: self.whole(&urls::permanent(story.id)),
            headline: title.words,
            url: self.whole(&urls::story(self.view.lang, story.id)),
            date_published: story.published.as_ref().map(Day::to_string),
            in_language: story.language.map(|language| language.as_str().to_owned()),
            image: picture.map(|path| self.whole(path)),
            is_based_on: original.map(str::to_owned),
            publisher: publisher.map(|name| Brief {
                sort: Sort::Organization,
                name,
                url: None,
            }),
            about: bodies.into_iter().map(|body| self.area(body)).collect(),
        })
    }

    /// The datasets of the data page.
    pub(crate) fn data<'d>(&self, sets: impl Iterator<Item = Described<'d>>) -> Linked {
        let lang = self.view.lang;
        let page = self.whole(&urls::plain(lang, "data"));
        let download = |name: &str, format: Format| Download {
            sort: Sort::DataDownload,
            encoding_format: format.media_type(),
            content_url: self.whole(&urls::file(&format!("{name}.{}", format.ending()))),
        };
        let set = |told: Described<'_>| Set {
            sort: Sort::Dataset,
            name: told.what.to_owned(),
            description: format!("{} · {} · {}", told.what, told.rows, lang.t("site-description")),
            url: format!("{page}#{}", told.name),
            license: LICENCE_URL,
            is_accessible_for_free: true,
            date_modified: self.view.snapshot.today().to_string(),
            creator: self.publisher(),
            distribution: Format::ALL
                .into_iter()
                .map(|format| download(told.name, format))
                .collect(),
        };
        Linked::of(Catalogue {
            sort: Sort::DataCatalog,
            name: lang.t("data-title"),
            url: page.clone(),
            license: LICENCE_URL,
            dataset: sets.map(set).collect(),
        })
    }
}

fn area_sort(body: &Authority) -> Sort {
    match body.kind.level() {
        Level::Municipality | Level::Settlement => Sort::City,
        Level::First | Level::Second | Level::Intermunicipal | Level::Part => Sort::AdministrativeArea,
    }
}

/// The official codes, each with the list that it is of.
fn identifiers(body: &Authority) -> Vec<Identifier> {
    let list = |scheme| match scheme {
        Scheme::FrCom | Scheme::FrComd | Scheme::FrDep | Scheme::FrReg => "INSEE",
        Scheme::FrEpci => "SIREN",
        Scheme::Ua => "KATOTTG",
        Scheme::Iso => "ISO 3166-2",
        Scheme::Gn => "GeoNames",
        Scheme::Own => "Jumelage",
    };
    body.codes
        .iter()
        .map(|code| Identifier {
            sort: Sort::PropertyValue,
            property: list(code.scheme()),
            value: code.official().to_owned(),
        })
        .collect()
}

/// The same body where the web describes it by one of its codes or as an item of Wikidata.
fn same_as(body: &Authority, item: Option<WikidataItem>) -> Vec<String> {
    let coded = body
        .codes
        .iter()
        .filter(|code| code.scheme() == Scheme::Gn)
        .map(|code| format!("https://sws.geonames.org/{}/", code.official()));
    coded.chain(item.map(WikidataItem::address)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_block_and_all_of_it_reads_back() {
        let name = "</script><!-- & \u{2028} \"Ж\"";
        let block = Linked::of(Brief {
            sort: Sort::Organization,
            name: name.to_owned(),
            url: None,
        })
        .to_string();
        assert_eq!(block.matches("</script>").count(), 1);
        assert!(!block.contains("<!--"));
        let inner = block
            .strip_prefix("<script type=\"application/ld+json\">")
            .and_then(|rest| rest.strip_suffix("</script>"))
            .unwrap();
        let read: serde_json::Value = serde_json::from_str(inner).unwrap();
        assert_eq!(read["name"], name);
        assert_eq!(read["@context"], "https://schema.org");
        assert!(Linked::default().to_string().is_empty());
    }
}
