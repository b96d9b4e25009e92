//! A gazetteer of a few bodies for the samples: those of the sample record, and a few that it does not know.

use crate::reader::Recognised;
use crate::site::Places;
use crate::towns::Frame;
use register::PublicRecord;
use std::cmp::Reverse;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;
use vocabulary::{
    Authority, AuthorityCode, Candidate, Country, Directory, Kind, Language, Level, Name, NameUse, Point,
    Population, Reason, Siret, Succession, SuccessionKind, Verdict, WikidataItem,
};

/// Bodies with a search that ignores accents, case and hyphens.
#[derive(Debug)]
pub struct SamplePlaces(Vec<Authority>);

/// Countries of the samples in French, English and Ukrainian.
const COUNTRIES: [(&str, [&str; 3]); 8] = [
    ("FR", ["France", "France", "Франція"]),
    ("UA", ["Ukraine", "Ukraine", "Україна"]),
    ("CI", ["Côte d’Ivoire", "Côte d’Ivoire", "Кот-д’Івуар"]),
    ("CM", ["Cameroun", "Cameroon", "Камерун"]),
    ("FJ", ["Fidji", "Fiji", "Фіджі"]),
    ("DE", ["Allemagne", "Germany", "Німеччина"]),
    ("JP", ["Japon", "Japan", "Японія"]),
    ("BR", ["Brésil", "Brazil", "Бразилія"]),
];

/// Items of Wikidata of two bodies of the record.
const ITEMS: [(&str, &str); 2] = [("fr-com-59350", "Q648"), ("fr-com-76351", "Q42810")];

/// SIRETs of a body that gives and one that receives.
const SIRETS: [(&str, &str); 2] = [
    ("fr-com-35024", "21350024200010"),
    ("fr-com-59350", "21590350100017"),
];

/// What a list says of a body, by any of its codes.
fn stated<T: FromStr>(list: &[(&str, &str)], body: &Authority) -> Option<T> {
    let (_, said) = list
        .iter()
        .find(|(code, _)| body.codes.iter().any(|held| held.to_string() == *code))?;
    said.parse().ok()
}

fn unknown_to_the_record(code: &str, kind: &str, name: &str, inhabitants: u32) -> Option<Authority> {
    Some(Authority {
        codes: vec![code.parse().ok()?],
        kind: Kind::named(kind)?,
        country: Country::FR,
        names: vec![Name {
            text: name.to_owned(),
            language: Some(Language::FR),
            name_use: NameUse::Official,
        }],
        parents: Vec::new(),
        population: Some(Population { inhabitants }),
        point: Some(Point {
            latitude: 44.56,
            longitude: 3.49,
            approximate: false,
        }),
        seat: None,
        occupied: false,
        succession: None,
        source: "sample".to_owned(),
    })
}

/// A commune that was merged into Vire Normandie, and one that got another code.
fn merged() -> Vec<Authority> {
    let gone = |code: &str, name: &str, kind: SuccessionKind| {
        let mut body = unknown_to_the_record(code, "former-commune", name, 890)?;
        body.succession = Some(Succession {
            kind,
            successor: "fr-com-14762".parse().ok()?,
            on: "2016-01-01".parse().ok(),
        });
        Some(body)
    };
    let all = [
        gone("fr-comd-14194", "Coulonces", SuccessionKind::Merged),
        gone("own-vire", "Vire", SuccessionKind::Recoded),
    ];
    all.into_iter().flatten().collect()
}

impl SamplePlaces {
    /// The bodies of a record and a few that it does not know.
    pub fn of(record: &PublicRecord) -> Self {
        let known = record.authorities.iter().map(|(_, authority)| authority.clone());
        let more = [
            unknown_to_the_record("fr-com-48095", "commune", "Mende", 12_318),
            unknown_to_the_record("fr-reg-28", "region", "Normandie", 3_325_032),
            unknown_to_the_record("fr-dep-59", "departement", "Nord", 2_611_293),
            unknown_to_the_record("fr-epci-243500139", "epci-metro", "Rennes Métropole", 462_581),
            unknown_to_the_record("fr-com-31467", "commune", "Saint-Alban", 6_137),
            unknown_to_the_record("fr-com-14762", "commune", "Vire Normandie", 16_752),
            // Another commune of that name.
            unknown_to_the_record("fr-com-22273", "commune", "Saint-Alban", 2_180),
        ];
        let mut all: Vec<Authority> = known.chain(more.into_iter().flatten()).collect();
        all.extend(merged());
        Self(all)
    }
}

fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect::<String>()
        .replace("saint ", "st ")
}

impl Directory for SamplePlaces {
    fn authority(&self, code: &AuthorityCode) -> Option<Authority> {
        self.0.iter().find(|body| body.codes.contains(code)).cloned()
    }
}

impl Places for SamplePlaces {
    fn search(&self, text: &str, limit: usize) -> Vec<Candidate> {
        let wanted = folded(text);
        if wanted.trim().is_empty() {
            return Vec::new();
        }
        self.0
            .iter()
            .filter(|body| {
                body.names
                    .iter()
                    .any(|name| folded(&name.text).contains(wanted.trim()))
            })
            .take(limit)
            .map(|body| Candidate {
                code: body.code().clone(),
                name: body.name().to_owned(),
                confidence: 0.9,
            })
            .collect()
    }

    fn verdict(&self, name: &str) -> Verdict {
        let mut found = self.search(name, 5);
        match found.len() {
            0 => Verdict::Unknown,
            1 => Verdict::One(found.remove(0)),
            _ => Verdict::Several(found),
        }
    }

    fn country_name(&self, country: Country, language: Language) -> Option<String> {
        let (_, [french, english, ukrainian]) =
            COUNTRIES.iter().find(|(code, _)| *code == country.as_str())?;
        let name = match language.as_str() {
            "fr" => french,
            "uk" => ukrainian,
            _ => english,
        };
        Some((*name).to_owned())
    }

    fn within(&self, frame: Frame, levels: &[Level], limit: usize) -> Vec<Authority> {
        let lies_in = |body: &&Authority| {
            let point = body.point;
            point.is_some_and(|point| frame.holds(point.latitude.into(), point.longitude.into()))
        };
        let mut found: Vec<Authority> = self
            .0
            .iter()
            .filter(|body| levels.contains(&body.kind.level()))
            .filter(lies_in)
            .cloned()
            .collect();
        found.sort_by_key(|body| Reverse(body.population.map(|known| known.inhabitants)));
        found.truncate(limit);
        found
    }

    fn wikidata(&self, body: &Authority) -> Option<WikidataItem> {
        stated(&ITEMS, body)
    }

    fn siret(&self, body: &Authority) -> Option<Siret> {
        stated(&SIRETS, body)
    }

    fn recognised(&self, text: &str) -> Result<Recognised, Reason> {
        super::reader::recognised(self, text)
    }
}
