//! Sample sources with what was read in them: mentions, claims in every state, a remark, evidence, stories.

use super::bodies::{BETTON, KHARKIV, KHOROL, LE_HAVRE, ODESA};
use super::facts::{CALL_PROOF, HAND_PROOF, NEWS_PROOF, POST_PROOF, day, french};
use super::key;
use register::{PublicRecord, ReadSource, StoredClaim, StoredRemark};
use vocabulary::{
    Authority, Claim, ClaimKind, ClaimParty, ClaimRole, ClaimState, Evidence, EvidenceKind, Funding,
    Language, Mention, Moment, Quote, Reason, Revision, Rights, Source, SourceFormat, Story, StoryPicture,
    Text, VerdictKind,
};

const NEWS: &str = "12 juin 2026\n\nLes villes du Havre et de Caen ont signé avec Odesa une convention de coopération. \
Les deux ports et la cité normande avaient été réunis en mai par le programme #PortsAmis.\n\n\
Une rencontre se tiendra à Kharkiv en septembre.";

const POST: &str = "Un toit pour Khorol\n\nSept communes donnent 0,50 € par habitant, soit 60 000 habitants, à Khorol. \
Douze groupes électrogènes sont partis de Betton en février 2025. \
Les dons ouvrent droit à une déduction de 66 % du revenu imposable.";

const CALL: &str = "Bretagne\tQuimper\tFoumban (Cameroun)\tArtisans d’ici, artisans de là-bas";

/// The place of a piece in a text, in scalars; the samples only ask for what is there.
fn place(text: &str, piece: &str) -> (usize, usize) {
    let bytes = text.find(piece).expect("sample quotes stand in their text");
    let start = text.char_indices().take_while(|(at, _)| *at < bytes).count();
    (start, start + piece.chars().count())
}

fn quote(text: &str, piece: &str) -> Quote {
    let (start, end) = place(text, piece);
    Quote {
        quote: piece.to_owned(),
        start,
        end,
    }
}

fn mention(text: &str, piece: &str, body: Option<&Authority>) -> Mention {
    let (start, end) = place(text, piece);
    Mention {
        text: piece.to_owned(),
        start,
        end,
        verdict: if body.is_some() {
            VerdictKind::One
        } else {
            VerdictKind::Unknown
        },
        code: body.map(|body| body.code().clone()),
        also: Vec::new(),
        name: body.map(|body| body.name().to_owned()),
        kind: body.map(|body| body.kind.to_string()),
        country: body.map(|body| body.country),
        confidence: if body.is_some() { 0.97 } else { 0.4 },
        reasons: vec![
            Reason::new("exact_name")
                .with("written", piece)
                .with("name", piece),
        ],
        choices: Vec::new(),
    }
}

fn member(text: &str, piece: &str, role: ClaimRole, body: Option<&Authority>) -> ClaimParty {
    let (start, end) = place(text, piece);
    ClaimParty {
        text: piece.to_owned(),
        code: body.map(|body| body.code().clone()),
        kind: body.map(|body| body.kind.to_string()),
        country: body.map(|body| body.country),
        role,
        start,
        end,
    }
}

fn claim(kind: ClaimKind, text: &str, piece: &str) -> Claim {
    let proof = quote(text, piece);
    let (start, end) = (proof.start, proof.end);
    Claim {
        start,
        end,
        confidence: 0.91,
        reasons: vec![Reason::new("verb").with("word", "ont signé")],
        evidence: vec![proof.clone()],
        ..Claim::of(kind, Vec::new(), &proof.quote)
    }
}

fn source(number: u128, title: &str, format: SourceFormat, rights: Rights) -> Source {
    Source {
        id: key(number),
        origin: format!("sample-{number}.txt"),
        address: Some(format!("https://example.org/{number}")),
        title: Some(title.to_owned()),
        publisher: Some("example.org".to_owned()),
        language: Some(Language::FR),
        format,
        rights,
        newest: key(number + 100),
    }
}

fn revision(source: &Source, text: &str) -> Revision {
    Revision {
        id: source.newest,
        source: source.id,
        sha256: "0".repeat(64),
        text: text.to_owned(),
        read_on: Moment::utc(1_795_000_000_000_000),
        engine: "0.1.0".to_owned(),
        gazetteer: "sample".to_owned(),
    }
}

fn body(record: &PublicRecord, number: u128) -> Option<&Authority> {
    record
        .authorities
        .iter()
        .find(|(id, _)| *id == key(number))
        .map(|(_, authority)| authority)
}

fn news(record: &PublicRecord) -> ReadSource {
    let source = source(300, "Les ports amis", SourceFormat::NewsList, Rights::Own);
    let sentence = "Les villes du Havre et de Caen ont signé avec Odesa une convention de coopération.";
    let mut signed = claim(ClaimKind::Partnership, NEWS, sentence);
    signed.status = Some("signed".to_owned());
    signed.date = Some(day("2026-06-12"));
    signed.parties = vec![
        member(NEWS, "Havre", ClaimRole::Lead, body(record, LE_HAVRE)),
        member(NEWS, "Caen", ClaimRole::Member, None),
        member(NEWS, "Odesa", ClaimRole::Partner, body(record, ODESA)),
    ];
    let mut event = claim(
        ClaimKind::Event,
        NEWS,
        "Une rencontre se tiendra à Kharkiv en septembre.",
    );
    event.others = vec![member(NEWS, "Kharkiv", ClaimRole::Host, body(record, KHARKIV))];
    event.title = Some("Une rencontre".to_owned());
    ReadSource {
        owner: None,
        revision: revision(&source, NEWS),
        source,
        mentions: vec![
            mention(NEWS, "Havre", body(record, LE_HAVRE)),
            mention(NEWS, "Caen", None),
            mention(NEWS, "Odesa", body(record, ODESA)),
            mention(NEWS, "Kharkiv", body(record, KHARKIV)),
        ],
        claims: vec![
            StoredClaim {
                id: key(400),
                claim: signed,
                state: ClaimState::Accepted,
            },
            StoredClaim {
                id: key(401),
                claim: event,
                state: ClaimState::Waiting,
            },
        ],
        remarks: Vec::new(),
    }
}

fn post(record: &PublicRecord) -> ReadSource {
    let source = source(
        301,
        "Un toit pour Khorol",
        SourceFormat::WordPress,
        Rights::Quotation,
    );
    let mut rate = claim(
        ClaimKind::Funding,
        POST,
        "0,50 € par habitant, soit 60 000 habitants",
    );
    rate.funding = Funding {
        amount: Some("0.50".to_owned()),
        currency: "EUR".parse().ok(),
        amount_role: Some(vocabulary::AmountRole::Rate),
        per: Some("inhabitant".to_owned()),
        base: Some(60_000),
    };
    let mut delivery = claim(
        ClaimKind::Delivery,
        POST,
        "Douze groupes électrogènes sont partis de Betton en février 2025.",
    );
    delivery.quantity = Some(12);
    delivery.item = Some("groupes électrogènes".to_owned());
    delivery.others = vec![member(POST, "Betton", ClaimRole::Funder, body(record, BETTON))];
    let tax = "Les dons ouvrent droit à une déduction de 66 % du revenu imposable.";
    ReadSource {
        owner: None,
        revision: revision(&source, POST),
        source,
        mentions: vec![
            mention(POST, "Khorol", body(record, KHOROL)),
            mention(POST, "Betton", body(record, BETTON)),
        ],
        claims: vec![
            StoredClaim {
                id: key(402),
                claim: rate,
                state: ClaimState::Waiting,
            },
            StoredClaim {
                id: key(403),
                claim: delivery,
                state: ClaimState::Rejected,
            },
        ],
        remarks: vec![StoredRemark {
            remark: Reason::new("deduction_from_income"),
            span: Some(place(POST, tax)),
        }],
    }
}

fn document(number: u128, source: &ReadSource, piece: &str) -> Evidence {
    Evidence {
        id: key(number),
        kind: EvidenceKind::Document {
            revision: source.revision.id,
            quotes: vec![quote(&source.revision.text, piece)],
            read_on: source.revision.read_on.clone(),
        },
    }
}

/// Adds sources, evidence and stories.
pub(super) fn add(record: &mut PublicRecord) {
    let (news, post) = (news(record), post(record));
    let communique = source(302, "Annonce des lauréats", SourceFormat::Communique, Rights::Own);
    let communique = ReadSource {
        owner: None,
        revision: revision(&communique, CALL),
        source: communique,
        mentions: Vec::new(),
        claims: Vec::new(),
        remarks: Vec::new(),
    };
    record.evidence = vec![
        document(
            NEWS_PROOF,
            &news,
            "Les villes du Havre et de Caen ont signé avec Odesa une convention de coopération.",
        ),
        document(
            POST_PROOF,
            &post,
            "Sept communes donnent 0,50 € par habitant, soit 60 000 habitants, à Khorol.",
        ),
        document(CALL_PROOF, &communique, CALL),
        Evidence {
            id: key(HAND_PROOF),
            kind: EvidenceKind::Statement {
                by: "Service des relations internationales".to_owned(),
                on_behalf_of: Some("Lille".to_owned()),
                made_at: Moment::utc(1_790_000_000_000_000),
                words: "Le jumelage avec Kharkiv date de 1978.".to_owned(),
            },
        },
    ];
    record.stories = stories(&news, &post);
    record.sources = vec![news, post, communique];
}

/// The first story with its formatting, as the reader would have left it.
const BODY: &str = "<p>Le 12 juin 2026, <strong>Le Havre</strong> et Odessa ont signé.</p><ul><li>Une visite en mai</li></ul>";

fn picture() -> StoryPicture {
    StoryPicture {
        sha256: "5d".repeat(32),
        width: 1_280,
        height: 720,
        alt: Some("Le port du Havre au petit matin".to_owned()),
        address: "https://example.org/port.jpg".to_owned(),
    }
}

fn stories(news: &ReadSource, post: &ReadSource) -> Vec<Story> {
    vec![
        Story {
            id: key(500),
            source: news.source.id,
            title: french("Les ports amis"),
            summary: Some(Text::new(Language::EN, "Two French ports sign with Odesa.")),
            language: Some(Language::FR),
            span: (0, NEWS.chars().count()),
            published: Some(day("2026-06-12")),
            address: Some("https://example.org/300".to_owned()),
            body: Some(BODY.to_owned()),
            picture: Some(picture()),
            partnerships: vec![key(101)],
        },
        Story {
            id: key(501),
            source: post.source.id,
            title: french("Un toit pour Khorol"),
            summary: None,
            language: Some(Language::FR),
            span: (0, POST.chars().count()),
            published: Some(day("2025-03-02")),
            address: Some("javascript:alert(1)".to_owned()),
            body: None,
            picture: None,
            partnerships: vec![key(102)],
        },
    ]
}
