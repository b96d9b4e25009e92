//! Sample facts: partnerships, an alliance with its pool, a campaign, projects, a call with awards, actions.

use super::bodies::{
    ALLIANCE, BESANCON, BETTON, CAEN, FOUMBAN, KHARKIV, KHOROL, LE_HAVRE, LILLE, MAN, ODESA, QUIMPER, SUVA,
};
use super::key;
use register::PublicRecord;
use vocabulary::{
    Action, ActionKind, ActionParty, ActionRole, Alliance, AllianceMember, Award, Call, Campaign, Currency,
    Day, DocumentKind, EvidenceId, Grant, GrantForm, Language, Money, Partnership, PartnershipDocument,
    PartnershipKind, PartnershipParty, PartnershipStatus, PartyRef, PartyRole, Pool, Programme, Project,
    ProjectParty, ProjectStatus, Rate, Reason, Session, ShareState, Step, StepKind, Text, TextVersion,
    VersionMaker, VersionState,
};

pub(super) const NEWS_PROOF: u128 = 200;
pub(super) const POST_PROOF: u128 = 201;
pub(super) const CALL_PROOF: u128 = 202;
pub(super) const HAND_PROOF: u128 = 203;

pub(super) fn day(text: &str) -> Day {
    text.parse().expect("sample days are written as ISO 8601")
}

pub(super) fn french(words: &str) -> Text {
    Text::new(Language::FR, words)
}

fn authority(number: u128) -> PartyRef {
    PartyRef::Authority(key(number))
}

fn party(number: u128, role: PartyRole, written: &str) -> PartnershipParty {
    PartnershipParty {
        party: authority(number),
        role,
        written: written.to_owned(),
    }
}

fn step(what: StepKind, on: &str, proof: u128) -> Step {
    Step {
        what,
        on: day(on),
        evidence: key(proof),
    }
}

fn partnership(number: u128, kind: PartnershipKind, status: PartnershipStatus, proof: u128) -> Partnership {
    Partnership {
        id: key(number),
        kind,
        status,
        parties: Vec::new(),
        steps: Vec::new(),
        documents: Vec::new(),
        title: None,
        programme: None,
        why: None,
        reasons: Vec::new(),
        coordinators: Vec::new(),
        evidence: vec![key(proof)],
    }
}

fn partnerships() -> Vec<Partnership> {
    vec![twinning(), agreement(), solidarity(), refused()]
}

fn twinning() -> Partnership {
    Partnership {
        parties: vec![
            party(LILLE, PartyRole::Lead, "Lille"),
            party(KHARKIV, PartyRole::Partner, "Kharkiv"),
        ],
        steps: vec![step(StepKind::Signed, "1978", HAND_PROOF)],
        documents: vec![PartnershipDocument {
            kind: DocumentKind::Convention,
            title: "Charte de jumelage <1978>".to_owned(),
            address: Some("https://example.org/charte.pdf".to_owned()),
            on: Some(day("1978-06-06")),
            evidence: key(HAND_PROOF),
        }],
        ..partnership(
            100,
            PartnershipKind::Twinning,
            PartnershipStatus::Active,
            HAND_PROOF,
        )
    }
}

fn agreement() -> Partnership {
    Partnership {
        parties: vec![
            party(LE_HAVRE, PartyRole::Lead, "Le Havre"),
            party(CAEN, PartyRole::Member, "Caen"),
            party(ODESA, PartyRole::Partner, "Odesa"),
        ],
        steps: vec![
            step(StepKind::Signed, "2026-06-12", NEWS_PROOF),
            step(StepKind::Established, "2026-05", NEWS_PROOF),
        ],
        programme: Some(key(110)),
        why: Some(french("deux ports de commerce tournés vers le large")),
        reasons: vec![
            Reason::new("exact_name")
                .with("written", "Odesa")
                .with("name", "Odesa"),
            Reason::new("verb").with("word", "ont signé"),
            Reason::new("date_in_sentence").with("date", "2026-06-12"),
            Reason::new("population").with("inhabitants", "1010537"),
            Reason::new("a_code_of_tomorrow"),
        ],
        ..partnership(
            101,
            PartnershipKind::CooperationAgreement,
            PartnershipStatus::Signed,
            NEWS_PROOF,
        )
    }
}

fn solidarity() -> Partnership {
    let members = ALLIANCE.iter().map(|number| {
        let role = if *number == BETTON {
            PartyRole::Lead
        } else {
            PartyRole::Member
        };
        party(*number, role, "commune")
    });
    Partnership {
        parties: members
            .chain([party(KHOROL, PartyRole::Partner, "Khorol")])
            .collect(),
        steps: vec![step(StepKind::Announced, "2025-03-02", POST_PROOF)],
        coordinators: vec![key(30)],
        ..partnership(
            102,
            PartnershipKind::SolidarityPartnership,
            PartnershipStatus::Announced,
            POST_PROOF,
        )
    }
}

fn refused() -> Partnership {
    Partnership {
        parties: vec![
            party(QUIMPER, PartyRole::Lead, "Quimper"),
            party(SUVA, PartyRole::Partner, "Suva"),
        ],
        ..partnership(
            103,
            PartnershipKind::LetterOfIntent,
            PartnershipStatus::Refused,
            HAND_PROOF,
        )
    }
}

fn award(number: u128, lead: u128, partner: PartnershipParty, region: &str, title: &str) -> Award {
    Award {
        id: key(number),
        call: key(120),
        session: if number < 132 { 1 } else { 2 },
        region: Some(region.to_owned()),
        parties: vec![party(lead, PartyRole::Lead, "chef de file"), partner],
        countries: Vec::new(),
        project: key(number + 20),
        title: french(title),
        evidence: vec![key(CALL_PROOF)],
    }
}

fn awards() -> Vec<Award> {
    let ministry = PartnershipParty {
        party: PartyRef::Organisation(key(31)),
        role: PartyRole::Partner,
        written: "Ministère de la Jeunesse".to_owned(),
    };
    let partner = |number, written: &str| party(number, PartyRole::Partner, written);
    vec![
        award(
            130,
            BESANCON,
            partner(MAN, "Man"),
            "Bourgogne-Franche-Comté",
            "Une eau saine pour les écoles de Man",
        ),
        award(
            131,
            QUIMPER,
            partner(FOUMBAN, "Foumban"),
            "Bretagne",
            "Artisans d’ici, artisans de là-bas",
        ),
        Award {
            countries: ["DE", "JP", "BR"]
                .iter()
                .filter_map(|code| code.parse().ok())
                .collect(),
            ..award(132, CAEN, ministry, "Normandie", "Réseau des villes de mémoire")
        },
    ]
}

fn project(number: u128, title: &str, parties: &[(u128, PartyRole)]) -> Project {
    Project {
        id: key(number),
        title: french(title),
        status: ProjectStatus::Active,
        parties: parties
            .iter()
            .map(|(number, role)| ProjectParty {
                party: authority(*number),
                role: *role,
            })
            .collect(),
        budget: None,
        budget_approximate: false,
        partnership: None,
        award: None,
        evidence: vec![key(CALL_PROOF)],
    }
}

fn projects() -> Vec<Project> {
    let mut projects = vec![Project {
        title: Text {
            versions: vec![TextVersion {
                language: Language::EN,
                words: "A roof for the school".to_owned(),
                maker: VersionMaker::Machine,
                of_revision: 1,
                state: VersionState::Published,
            }],
            ..french("Un toit pour l’école")
        },
        budget: Some(Money::new(1_500_000, Currency::EUR)),
        budget_approximate: true,
        partnership: Some(key(102)),
        evidence: vec![key(POST_PROOF)],
        ..project(
            149,
            "",
            &[(BETTON, PartyRole::Lead), (KHOROL, PartyRole::Partner)],
        )
    }];
    for award in awards() {
        let parties = award
            .parties
            .iter()
            .map(|party| ProjectParty {
                party: party.party,
                role: party.role,
            })
            .collect();
        let id = award.project;
        projects.push(Project {
            id,
            title: award.title,
            parties,
            award: Some(award.id),
            ..project(0, "", &[])
        });
    }
    projects
}

fn action(number: u128, kind: ActionKind, title: &str) -> Action {
    Action {
        id: key(number),
        kind,
        title: french(title),
        quantity: None,
        unit: None,
        on: None,
        parties: vec![ActionParty {
            party: authority(KHOROL),
            role: ActionRole::Beneficiary,
        }],
        partnership: Some(key(102)),
        evidence: vec![key(POST_PROOF)],
    }
}

/// A grant of which everything is known, and one whose day is not.
fn grants() -> Vec<Grant> {
    let lit = Grant {
        id: key(180),
        title: french("La lumière pour Khorol"),
        givers: vec![authority(BETTON)],
        recipients: vec![authority(KHOROL)],
        amount: Money::new(1_250_050, Currency::EUR),
        approximate: false,
        form: Some(GrantForm::Cash),
        on: Some(day("2025-03-14")),
        project: Some(key(149)),
        partnership: Some(key(102)),
        award: None,
        evidence: vec![key(POST_PROOF)],
    };
    let undated = Grant {
        id: key(181),
        title: french("Du matériel scolaire"),
        amount: Money::new(300_000, Currency::EUR),
        approximate: true,
        form: Some(GrantForm::InKind),
        on: None,
        project: None,
        ..lit.clone()
    };
    vec![lit, undated]
}

fn alliance() -> Alliance {
    Alliance {
        id: key(140),
        title: None,
        members: ALLIANCE
            .iter()
            .map(|number| AllianceMember {
                authority: key(*number),
                role: if *number == BETTON {
                    PartyRole::Lead
                } else {
                    PartyRole::Member
                },
                share: if *number == BETTON {
                    ShareState::Voted
                } else {
                    ShareState::Proposed
                },
            })
            .collect(),
        partnership: Some(key(102)),
        pools: vec![Pool {
            rate: Rate {
                amount: "0.50".parse().expect("a decimal"),
                currency: Currency::EUR,
                per: "inhabitant".to_owned(),
            },
            stated_base: Some(60_000),
            evidence: key::<EvidenceId>(POST_PROOF),
        }],
        evidence: vec![key(POST_PROOF)],
    }
}

/// Adds the facts.
pub(super) fn add(record: &mut PublicRecord) {
    record.partnerships = partnerships();
    record.programmes = vec![Programme {
        id: key(110),
        name: "#PortsAmis".to_owned(),
        evidence: vec![key(NEWS_PROOF)],
    }];
    let session = |number| Session {
        number,
        evidence: vec![key(CALL_PROOF)],
    };
    record.calls = vec![Call {
        id: key(120),
        name: "Jeunesse 2024-2025".to_owned(),
        programme: None,
        sessions: vec![session(1), session(2)],
    }];
    record.awards = awards();
    record.projects = projects();
    record.alliances = vec![alliance()];
    record.campaigns = vec![Campaign {
        id: key(160),
        title: french("La lumière pour Khorol"),
        target: Money::new(8_000_000, Currency::EUR),
        deadline: Some(day("2026-12-31")),
        alliance: Some(key(140)),
        partnership: Some(key(102)),
        evidence: vec![key(POST_PROOF)],
    }];
    record.actions = vec![
        Action {
            quantity: Some(12),
            unit: Some("groupes électrogènes".to_owned()),
            on: Some(day("2025-02")),
            ..action(170, ActionKind::Delivery, "Douze groupes électrogènes")
        },
        action(171, ActionKind::Stay, "Un séjour d’enfants à la mer"),
    ];
    record.grants = grants();
}

/// Overlong names, hostile titles, many rows.
pub(super) fn stretch(record: &mut PublicRecord) {
    let hostile = "=HYPERLINK(\"https://example.org\";\"<script>alert(1)</script>\")";
    let long = "Programme mutualisé d’appui au développement local durable des territoires ".repeat(6);
    if let Some(project) = record.projects.first_mut() {
        project.title = french(&long);
    }
    if let Some(partnership) = record.partnerships.first_mut() {
        partnership.title = Some(french(hostile));
    }
    if let Some((_, body)) = record.authorities.first_mut()
        && let Some(name) = body.names.first_mut()
    {
        "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson-la-Très-Longue".clone_into(&mut name.text);
    }
    let last = record.partnerships.last().cloned();
    for number in 0..120_u128 {
        if let Some(mut copy) = last.clone() {
            copy.id = key(10_000 + number);
            copy.status = PartnershipStatus::Active;
            record.partnerships.push(copy);
        }
    }
}
