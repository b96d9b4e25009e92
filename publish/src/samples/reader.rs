//! A reader for the samples: finds the names of the sample gazetteer, and a partnership where a sentence says “signed”.
//!
//! # Invariants
//! It stands in for the engine where pages are tested; what it finds has the form of the engine's answer.

use super::SamplePlaces;
use crate::reader::Recognised;
use crate::site::Places;
use recognise::{Recognition, RemarkAnswer};
use vocabulary::{
    Authority, Candidate, Claim, ClaimKind, ClaimParty, ClaimRole, Directory, Mention, Quote, Reason,
    VerdictKind,
};

/// Words that make a sentence a partnership.
const SIGNED: [&str; 3] = ["signé", "signed", "підписал"];
/// Shortest word that may be the beginning of a name, in characters.
const SHORTEST: usize = 3;

/// What the sample gazetteer knows of a text.
pub(super) fn recognised(places: &SamplePlaces, text: &str) -> Result<Recognised, Reason> {
    if text.starts_with('{') {
        return Err(Reason::new("truncated_json")
            .with("line", "1")
            .with("column", "2"));
    }
    let text = text.replace(char::is_control, " ");
    let mentions = mentions(places, &text);
    let remark = RemarkAnswer {
        remark: Reason::new("control_characters").with("count", "1"),
        quote: None,
        start: None,
        end: None,
    };
    Ok(Recognised {
        recognition: Recognition {
            language: Some("fr".to_owned()),
            title: None,
            date: None,
            items: Vec::new(),
            claims: claim(&text, &mentions).into_iter().collect(),
            mentions,
            remarks: text.contains("  ").then_some(remark).into_iter().collect(),
        },
        text,
    })
}

/// The words of a text with the place of each, in scalars.
fn words(text: &str) -> Vec<(usize, String)> {
    let mut words: Vec<(usize, String)> = Vec::new();
    let mut inside = false;
    for (at, letter) in text.chars().enumerate() {
        let is_word = letter.is_alphanumeric() || letter == '-';
        match words.last_mut().filter(|_| inside && is_word) {
            Some((_, word)) => word.push(letter),
            None if is_word => words.push((at, letter.to_string())),
            None => {}
        }
        inside = is_word;
    }
    words
}

fn mentions(places: &SamplePlaces, text: &str) -> Vec<Mention> {
    let named = words(text).into_iter().filter(|(_, word)| {
        word.chars().count() >= SHORTEST && word.chars().next().is_some_and(char::is_uppercase)
    });
    named
        .filter_map(|(start, word)| mention(places, start, &word))
        .collect()
}

fn mention(places: &SamplePlaces, start: usize, word: &str) -> Option<Mention> {
    let near: Vec<Authority> = places
        .search(word, 4)
        .into_iter()
        .filter_map(|candidate| places.authority(&candidate.code))
        .filter(|body| body.names.iter().any(|name| name.text.starts_with(word)))
        .collect();
    let exact = |body: &&Authority| body.names.iter().any(|name| name.text == word);
    let body = near.iter().find(exact);
    let verdict = match (body, near.len()) {
        (Some(_), _) => VerdictKind::One,
        (None, 0) if !word.ends_with("ville") => return None,
        (None, 0 | 1) => VerdictKind::Unknown,
        (None, _) => VerdictKind::Several,
    };
    let reason = Reason::new("exact_name").with("written", word).with("name", word);
    Some(Mention {
        text: word.to_owned(),
        start,
        end: start + word.chars().count(),
        verdict,
        code: body.map(|body| body.code().clone()),
        also: Vec::new(),
        name: body.map(|body| body.name().to_owned()),
        kind: body.map(|body| body.kind.to_string()),
        country: body.map(|body| body.country),
        confidence: 0.9,
        reasons: vec![reason],
        choices: if verdict == VerdictKind::Several {
            near.iter().map(choice).collect()
        } else {
            Vec::new()
        },
    })
}

fn choice(body: &Authority) -> Candidate {
    Candidate {
        code: body.code().clone(),
        name: body.name().to_owned(),
        confidence: 0.4,
    }
}

/// The whole text as one partnership of everybody in it.
fn claim(text: &str, mentions: &[Mention]) -> Option<Claim> {
    if mentions.len() < 2 || !SIGNED.iter().any(|word| text.contains(word)) {
        return None;
    }
    let party = |mention: &Mention| ClaimParty {
        text: mention.text.clone(),
        code: mention.code.clone(),
        kind: mention.kind.clone(),
        country: mention.country,
        role: ClaimRole::Partner,
        start: mention.start,
        end: mention.end,
    };
    let end = text.chars().count();
    let quote = Quote {
        quote: text.to_owned(),
        start: 0,
        end,
    };
    Some(Claim {
        start: 0,
        end,
        status: Some("signed".to_owned()),
        confidence: 0.9,
        reasons: vec![Reason::new("verb").with("word", "ont signé")],
        evidence: vec![quote],
        ..Claim::of(ClaimKind::Partnership, mentions.iter().map(party).collect(), text)
    })
}
