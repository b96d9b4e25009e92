//! Whether a word that could name an authority does: what speaks for it, and what against.
//!
//! In: the names of a document, decided together. Out: the same without those that are left improbable.
//!
//! Each name has numbers: how it was found, how large and near the body is, what stands around the word, whether it
//! stands in a list with a sure one. Their weights are data (`data/evidence.tsv`), fitted on the first half of the
//! corpus by `jumelage exam fit --of mentions`.
//!
//! # Invariants
//! - Cells of tables and names introduced as bodies in prose are not judged by their surroundings.
//! - Linear in the number of names.

use super::bystanders::{self, Beside};
use super::lexicon::{Concept, Cue};
use super::tokens::{Gap, Shape, Token};
use super::{Analysis, Named, Sentence, strangers};
use crate::gazetteer::BodyId;
use crate::resolve::How;
use crate::resolve::inflect::nominatives;
use crate::weighing::{self, Numbers, features};
use read::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;
use vocabulary::{Country, Level, Verdict};

features! {
    Always "always" "Every name has it.",
    Exact "exact" "Written as the list has it.",
    Bare "but for article or type words" "The same but for an article or type words.",
    Inflected "ending undone" "The same once an ending is undone.",
    Sound "sound" "Sounds the same.",
    Head "first words" "The first words of a longer name.",
    Near "one slip" "One slip away.",
    Far "far" "More slips away, or cut off.",
    Confidence "confidence" "How sure the resolver is, as log-odds.",
    Several "several" "Several bodies are meant alike.",
    Size "size" "Decimal logarithm of the inhabitants over ten thousand.",
    Small "size: village" "How far below two thousand inhabitants, as a logarithm.",
    FirstLevel "first level" "A first-level division.",
    SecondLevel "second level" "A second-level division or a group of municipalities.",
    NoSize "size unknown" "A municipality without inhabitants in the lists.",
    Hamlet "hamlet" "A settlement or part without inhabitants in the lists.",
    AtHome "country of the document" "In a country that the document is about.",
    ForeignTitle "foreign in a title" "In the title of a project, and of a country not of the record.",
    CountryGiven "country given" "In the country that is given for this name.",
    CountryDenied "other country given" "In another country than the one given for this name.",
    Introduced "introduced" "A type word introduces it.",
    ShortForm "short form" "Its long form stands elsewhere.",
    Context "context" "The document gives another reason for it.",
    ArticleMissing "article missing" "The list has it with an article, the text without.",
    House "house beside" "A house or firm beside.",
    Namesake "namesake beside" "A word of clubs, streets, people beside.",
    Words "several words" "Several capital words.",
    PlaceWord "place word before" "A preposition of place stands before it.",
    Determined "article before" "An article that common nouns have stands before it.",
    Half "half of a known pair" "A hyphen joins it to another name.",
    HalfUnknown "half of a word" "A hyphen joins it to a word that is no name.",
    FirstName "first name" "People are called so.",
    GermanExact "German word, exact" "One capital word in German, written as the list has it.",
    GermanNear "German word, near" "One capital word in German, not as the list has it.",
    Begins "begins a sentence" "One word that begins a sentence.",
    Entry "entry" "A line of its own, or the label of one.",
    OwnWord "word of the language" "A word that begins things of its own.",
    Short "short" "Fewer than four letters.",
    NumberBehind "number behind" "A number behind that is no year.",
    YearBehind "year behind" "A year within a few words behind it, no name between.",
    Loud "among capitals" "In a line of capitals.",
    CapitalBehind "capital behind" "One word, and a capital follows.",
    GermanCapitalBehind "German, capital behind" "The same in German.",
    CapitalBefore "capital before" "One word behind a capital that begins no sentence.",
    Quoted "quoted" "Alone in quotation marks.",
    QuoteEdge "edge of a quotation" "At the edge of a phrase in quotation marks.",
    Speaks "sentence of partnership" "The sentence speaks of a partnership.",
    With "with before" "A preposition of company before it.",
    WithTold "with before, twins told" "A preposition of company before it, perhaps with an adjective between, and a word of partnership before that.",
    GivenTold "country given, twins told" "In the country that is given for this name, and the sentence speaks of a partnership.",
    Genitive "genitive" "An English genitive of it: “Hull's”.",
    Twinned "begins and is a partner" "It begins a sentence that goes on to a word of partnership, with no other name between.",
    Council "council beside" "A word for a council, its head or the inhabitants beside it.",
    Repeated "repeated" "Written more than once.",
    Fellow "fellow of a sure one" "In a list or pair with a sure one.",
    Elsewhere "sure elsewhere" "The same name is sure elsewhere in the document.",
}

/// The numbers of one name.
pub(crate) type Evidence = Numbers<COUNT>;

/// The fitted weights.
static WEIGHTS: LazyLock<[f32; COUNT]> =
    LazyLock::new(|| weighing::weights(include_str!("../../data/evidence.tsv"), NAMES));

/// The weights in use.
pub(crate) fn weights() -> &'static [f32; COUNT] {
    &WEIGHTS
}

/// How sure the resolver must be of a name that a type word introduces.
const INTRODUCED: f32 = 0.6;

/// What is known of one name.
#[expect(
    clippy::large_enum_variant,
    reason = "one for each name of a document, and nearly all of them are open"
)]
#[derive(Debug, Clone, Copy)]
pub(crate) enum Judged {
    /// It stays whatever stands around it.
    Stays,
    /// It cannot be meant.
    Goes,
    /// No list has it: only a sure neighbour can vouch for it.
    Strange,
    /// Its numbers decide.
    Open(Evidence),
}

impl Judged {
    fn is_firm(&self, weights: &[f32; COUNT]) -> bool {
        match self {
            Self::Stays => true,
            Self::Goes | Self::Strange => false,
            Self::Open(numbers) => numbers.score(weights) >= 0.0,
        }
    }
}

/// Takes out what is left improbable once all is decided together.
pub(super) fn drop_improbable(analysis: &mut Analysis<'_, '_>) {
    let judged = judged(analysis, &WEIGHTS);
    let mut keep: Vec<bool> = judged.iter().map(|one| one.is_firm(&WEIGHTS)).collect();
    for (one, keep) in analysis
        .named
        .iter_mut()
        .zip(&mut keep)
        .filter(|(_, keep)| !**keep)
    {
        let sentence = one.sentence.and_then(|at| analysis.sentences.get(at));
        let is_guess = one.ranking.scored.first().is_some_and(|best| best.how.is_guess());
        // What is told to be a town and like none that a list has is one that no list has.
        if is_guess && sentence.is_some_and(|sentence| strangers::is_located(one, sentence)) {
            one.forget();
            *keep = true;
        }
    }
    let mut keep = keep.into_iter();
    analysis.named.retain(|_| keep.next().unwrap_or(true));
    let mut end = 0;
    analysis.named.retain(|one| {
        let is_free = one.span.start >= end;
        if is_free {
            end = one.span.end;
        }
        is_free
    });
}

/// What is known of each name of a document, in order of place, with what firm neighbours lend.
pub(crate) fn judged(analysis: &mut Analysis<'_, '_>, weights: &[f32; COUNT]) -> Vec<Judged> {
    analysis
        .named
        .sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
    forget_other_levels(analysis);
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for one in &analysis.named {
        *counts.entry(&one.key).or_default() += 1;
    }
    let is_repeated = |one: &Named| counts.get(one.key.as_str()).is_some_and(|count| *count > 1);
    let sentences = &analysis.sentences;
    let surnames: FxHashSet<&str> = sentences
        .iter()
        .flat_map(|one| bystanders::surnames(&one.words))
        .collect();
    let mut judged: Vec<Judged> = analysis
        .named
        .iter()
        .map(|one| {
            if is_person(analysis, one, &surnames) || is_in_file(analysis, one) {
                Judged::Goes
            } else {
                judge(analysis, one, is_repeated(one))
            }
        })
        .collect();
    lend(analysis, &mut judged, weights);
    judged
}

/// What neighbours and the same name elsewhere lend. What a firm name lends may make the next one firm: lists are read
/// from both ends.
fn lend(analysis: &Analysis<'_, '_>, judged: &mut [Judged], weights: &[f32; COUNT]) {
    let named = &analysis.named;
    let mark = |judged: &mut [Judged], at: usize, feature: Feature| match judged.get_mut(at) {
        Some(Judged::Open(numbers)) => numbers.mark(feature),
        Some(one @ Judged::Strange) if feature == Feature::Fellow => *one = Judged::Stays,
        _ => {}
    };
    let is_firm = |judged: &[Judged], at: usize| judged.get(at).is_some_and(|one| one.is_firm(weights));
    for at in 1..judged.len() {
        if is_firm(judged, at - 1) && are_fellows(analysis, at - 1, at) {
            mark(judged, at, Feature::Fellow);
        }
    }
    for at in (1..judged.len()).rev() {
        if is_firm(judged, at) && are_fellows(analysis, at - 1, at) {
            mark(judged, at - 1, Feature::Fellow);
        }
    }
    let mut firm: FxHashMap<(&str, Option<BodyId>), usize> = FxHashMap::default();
    for (at, one) in named.iter().enumerate() {
        if is_firm(judged, at) {
            *firm.entry((one.key.as_str(), one.likeliest())).or_default() += 1;
        }
    }
    for (at, one) in named.iter().enumerate() {
        let others = firm
            .get(&(one.key.as_str(), one.likeliest()))
            .copied()
            .unwrap_or(0);
        if others > usize::from(is_firm(judged, at)) {
            mark(judged, at, Feature::Elsewhere);
        }
    }
}

/// Whether two neighbouring names are members of one list or pair.
fn are_fellows(analysis: &Analysis<'_, '_>, left: usize, right: usize) -> bool {
    let (Some(left), Some(right)) = (analysis.named.get(left), analysis.named.get(right)) else {
        return false;
    };
    if left.sentence.is_none() || right.sentence.is_none() {
        return are_side_by_side(&analysis.document.text, (left.span, right.span));
    }
    if left.sentence != right.sentence {
        return false;
    }
    let words = left.sentence.and_then(|at| analysis.sentences.get(at));
    let Some(words) = words.map(|sentence| sentence.words.as_slice()) else {
        return false;
    };
    let (from, to) = (left.words.2, right.words.0);
    let Some(between) = words.get(from..to) else {
        return false;
    };
    let next = words.get(to).map(|word| word.gap);
    let is_bracket = |word: &Token| matches!(word.gap, Gap::Open | Gap::Comma) || word.shape == Shape::Number;
    match between {
        [] => matches!(
            next,
            Some(Gap::Comma | Gap::Slash | Gap::Dash | Gap::Hyphen | Gap::Open | Gap::Close)
        ),
        [one] => super::find::is_connector(&one.key) || is_bracket(one) && next != Some(Gap::Space),
        // “oraz bretońskie Lesneven”.
        [one, other] if super::find::is_connector(&one.key) && other.shape == Shape::Lower => true,
        // “Kazanlak (Bulgarie, 1973), Sankt Ingbert (Allemagne)”.
        _ => {
            between.len() < 6
                && between.first().is_some_and(|word| word.gap == Gap::Open)
                && (matches!(next, Some(Gap::Comma | Gap::Close | Gap::Other))
                    || between
                        .last()
                        .is_some_and(|word| super::find::is_connector(&word.key)))
        }
    }
}

/// Whether nothing but a comma, a slash or a connector stands between two names, of which one was read in a list.
fn are_side_by_side(text: &str, (left, right): (Span, Span)) -> bool {
    let between = text.get(left.end..right.start).map(str::trim);
    between
        .is_some_and(|between| matches!(between, "," | "/" | "–" | "—") || super::find::is_connector(between))
}

/// “Colchester Twinning Society”, “Comité de jumelage d'Arles”: whoever cares for a town's twins is called after the
/// town, not after a namesake.
pub(crate) fn is_of_twins(sentence: &Sentence, (intro, end): (usize, usize)) -> bool {
    let near = intro.saturating_sub(TWINS)..end + TWINS;
    let mut cues = sentence.cues.iter();
    cues.any(|cue| cue.concept == Concept::Twinning && near.contains(&cue.first))
}

/// Words between a town and the word of twinning in the name of a society.
const TWINS: usize = 3;

/// `Town_Visit_Jan24.JPEG`: what an underscore ties is the name of a file.
fn is_in_file(analysis: &Analysis<'_, '_>, one: &Named) -> bool {
    let text = &analysis.document.text;
    let behind = text.get(one.span.end..).unwrap_or_default();
    let before = text.get(..one.span.start).unwrap_or_default();
    one.sentence.is_some() && (behind.starts_with('_') || before.ends_with('_'))
}

/// “Florian Janik … said Janik”: the surname of somebody named in full, where nothing makes a place of it.
fn is_person(analysis: &Analysis<'_, '_>, one: &Named, surnames: &FxHashSet<&str>) -> bool {
    let sentence = one.sentence.and_then(|at| analysis.sentences.get(at));
    let before = sentence.and_then(|sentence| sentence.words.get(one.words.0.checked_sub(1)?));
    let language = sentence.and_then(|sentence| sentence.language.as_deref());
    let is_place = before.is_some_and(|word| super::find::is_place_word(&word.key, language));
    sentence.is_some() && !one.is_introduced && !is_place && surnames.contains(one.key.as_str())
}

/// What speaks for one name by itself.
fn judge(analysis: &Analysis<'_, '_>, one: &Named, is_repeated: bool) -> Judged {
    let Some(sentence) = one.sentence.and_then(|at| analysis.sentences.get(at)) else {
        return Judged::Stays;
    };
    let record = sentence.record.and_then(|at| analysis.records.get(at));
    let best = one
        .ranking
        .scored
        .first()
        .filter(|_| one.verdict != Verdict::Unknown);
    let Some(best) = best else {
        return match record {
            None => strangers::judge(analysis, one, sentence),
            Some(_) => Judged::Goes,
        };
    };
    let (intro, _, end) = one.words;
    let beside = bystanders::beside(&sentence.words, (intro, end), sentence.language.as_deref());
    let is_out = is_other_level(analysis, one, best.body)
        || is_country(analysis, one, best.body)
        || beside == Beside::Another
        || is_titled(one, &sentence.words, best.how);
    if is_out {
        return Judged::Goes;
    }
    // What a type word introduces or follows is a body, if it is likely to be one that is known.
    if (one.is_introduced || one.is_typed(&sentence.words)) && best.confidence >= INTRODUCED {
        return Judged::Stays;
    }
    let mut numbers = Evidence::NONE;
    numbers.mark(Feature::Always);
    numbers.mark(found(best.how));
    let doubt = best.confidence.clamp(0.01, 0.99);
    numbers.set(Feature::Confidence, (doubt / (1.0 - doubt)).ln());
    numbers.mark_if(Feature::Several, matches!(one.verdict, Verdict::Several(_)));
    size(analysis, best.body, &mut numbers);
    let home: &[Country] = record.map_or(&analysis.context.countries, |record| &record.countries);
    let country = analysis.resolver.gazetteer().country(best.body);
    let is_home = country.is_some_and(|country| home.contains(&country));
    numbers.mark_if(Feature::AtHome, is_home);
    // The title of a project names places of the two countries; other names in it are slogans.
    numbers.mark_if(Feature::ForeignTitle, !is_home && record.is_some());
    if one.country.is_some() {
        numbers.mark_if(Feature::CountryGiven, one.country == country);
        numbers.mark_if(Feature::CountryDenied, one.country != country);
    }
    numbers.mark_if(Feature::Introduced, one.is_introduced);
    // “Gagnac” where “Gagnac sur Garonne” is written out: the long form vouches for the short one.
    let mut reasons = one.context.iter().filter(|(body, _)| *body == best.body);
    numbers.mark_if(Feature::Context, reasons.clone().next().is_some());
    numbers.mark_if(
        Feature::ShortForm,
        reasons.any(|(_, reason)| reason.code == "short_form_of"),
    );
    numbers.mark_if(
        Feature::ArticleMissing,
        is_article_missing(analysis, one, sentence, best.body),
    );
    numbers.mark_if(Feature::Repeated, is_repeated);
    numbers.mark_if(Feature::House, beside == Beside::House);
    let is_namesake = beside == Beside::Namesake && !is_of_twins(sentence, (intro, end));
    numbers.mark_if(Feature::Namesake, is_namesake);
    surroundings(analysis, one, (sentence, best.how), &mut numbers);
    Judged::Open(numbers)
}

/// “rejonem Gusiew”: where the words of prose ask for a district and only a town is known, the district is in no list.
fn forget_other_levels(analysis: &mut Analysis<'_, '_>) {
    let is_misplaced = |one: &Named| {
        let body = one.likeliest().filter(|_| one.sentence.is_some());
        body.is_some_and(|body| is_other_level(analysis, one, body))
    };
    let misplaced: Vec<bool> = analysis.named.iter().map(is_misplaced).collect();
    let named = analysis.named.iter_mut().zip(misplaced);
    for (one, _) in named.filter(|(_, is_misplaced)| *is_misplaced) {
        one.forget();
    }
}

/// Whether the words ask for a district or a region and there is only a town of that name: “Landkreis Leipzig”.
fn is_other_level(analysis: &Analysis<'_, '_>, one: &Named, body: BodyId) -> bool {
    let levels = one.levels;
    let is_upper = levels.has(Level::First) || levels.has(Level::Second);
    let lower = [
        Level::Intermunicipal,
        Level::Municipality,
        Level::Settlement,
        Level::Part,
    ];
    one.is_introduced
        && is_upper
        && !lower.iter().any(|level| levels.has(*level))
        && lower.contains(&analysis.resolver.gazetteer().level(body))
        && analysis.resolver.gazetteer().kind(body).as_str() != "special-city"
}

/// The name of a country is the country, not the village of that name, unless it is introduced as one or great:
/// “Ukraine”, “Mali”; not “Luxembourg”. What introduces it may speak of the country too, if the village lies in
/// another: “municipalities of Ukraine”.
fn is_country(analysis: &Analysis<'_, '_>, one: &Named, body: BodyId) -> bool {
    let gazetteer = analysis.resolver.gazetteer();
    let countries = analysis.resolver.countries();
    // “громади України”, “miastami Rosji”: the name of a country in a case.
    let bent = || {
        nominatives(&one.key)
            .iter()
            .find_map(|base| countries.by_key(base))
    };
    let Some(country) = countries.by_key(&one.key).or_else(bent) else {
        return false;
    };
    if one.is_introduced {
        let is_abroad = gazetteer.country(body) != Some(country);
        let is_exact = one
            .ranking
            .scored
            .first()
            .is_some_and(|best| best.how == How::Exact);
        return if is_abroad {
            (one.country.is_none() || !is_exact) && gazetteer.level(body) != Level::First
        } else {
            // “міст України”: the genitive of the country, not the town of Ukrainka.
            !is_exact
        };
    }
    !gazetteer.size(body).is_some_and(|size| size > 4.7)
}

/// “Tour” is not “La Tour”, unless its article stands before it: “au Havre”.
fn is_article_missing(analysis: &Analysis<'_, '_>, one: &Named, sentence: &Sentence, body: BodyId) -> bool {
    let name = crate::fold::plain_key(analysis.resolver.gazetteer().name_of(body));
    let is_short = ["le ", "la ", "les ", "l "]
        .iter()
        .any(|article| name.strip_prefix(article) == Some(one.key.as_str()));
    let before = one.words.1.checked_sub(1).and_then(|at| sentence.words.get(at));
    let is_there = before.is_some_and(|word| {
        matches!(
            word.key.as_str(),
            "du" | "au" | "aux" | "des" | "le" | "la" | "les" | "l"
        )
    });
    is_short && !is_there
}

/// “міський голова Андрій Дранчук”, “повітової ради Валеріу Іфтіме”: behind a title or a council two capitals that no
/// list has as written are a person.
fn is_titled(one: &Named, words: &[Token], how: How) -> bool {
    let (_, first, end) = one.words;
    let is_single = end == first + 1;
    let behind = words
        .get(end)
        .filter(|word| word.gap == Gap::Space && word.shape == Shape::Title);
    let is_name = behind
        .is_some_and(|word| !super::find::is_adjective(&word.key) && !super::names::is_free_title(&word.key));
    let is_first = |word: &Token| bystanders::is_first_name(&word.key);
    let is_first_name = words.get(first).is_some_and(is_first);
    // “міський голова Вінниці Сергій Моргунов”: the person begins behind the town.
    let is_unlike = how != How::Exact && !behind.is_some_and(is_first);
    one.is_introduced && is_single && is_name && (is_first_name || is_unlike)
}

fn found(how: How) -> Feature {
    match how {
        How::Exact => Feature::Exact,
        How::Article | How::Bare => Feature::Bare,
        How::Inflected => Feature::Inflected,
        How::Sound => Feature::Sound,
        How::Head => Feature::Head,
        How::Near(1) => Feature::Near,
        How::Near(_) | How::Cut(_) => Feature::Far,
    }
}

/// Large bodies are named more often, the small ones of a list of 300,000 hardly ever.
fn size(analysis: &Analysis<'_, '_>, body: BodyId, numbers: &mut Evidence) {
    let gazetteer = analysis.resolver.gazetteer();
    if let Some(size) = gazetteer.size(body) {
        numbers.set(Feature::Size, (size - 4.0).clamp(-2.0, 2.2));
        numbers.set(Feature::Small, (3.3 - size).clamp(0.0, 2.0));
        return;
    }
    numbers.mark(match gazetteer.level(body) {
        Level::First => Feature::FirstLevel,
        Level::Second | Level::Intermunicipal => Feature::SecondLevel,
        Level::Municipality => Feature::NoSize,
        Level::Settlement | Level::Part => Feature::Hamlet,
    });
}

/// What the words around the name and its own shape say.
fn surroundings(
    analysis: &Analysis<'_, '_>,
    one: &Named,
    (sentence, how): (&Sentence, How),
    numbers: &mut Evidence,
) {
    let (intro, first, end) = one.words;
    let words = sentence.words.as_slice();
    let language = sentence.language.as_deref();
    let own = words.get(first..end).unwrap_or_default();
    let is_single = own.iter().filter(|word| word.is_capital()).count() < 2;
    let before = intro.checked_sub(1).and_then(|at| words.get(at));
    numbers.mark_if(Feature::Words, !is_single);
    numbers.mark_if(Feature::Speaks, speaks(sentence));
    let is_with = |cue: &&Cue| cue.concept == Concept::With && cue.end <= intro && cue.end + 2 > intro;
    numbers.mark_if(Feature::With, sentence.cues.iter().find(is_with).is_some());
    numbers.mark_if(Feature::WithTold, strangers::is_told_with(sentence, intro));
    let is_told = numbers.of(Feature::Speaks) * numbers.of(Feature::CountryGiven) > 0.0;
    numbers.mark_if(Feature::GivenTold, is_told);
    let is_genitive = words.get(end).is_some_and(Token::is_genitive)
        || analysis
            .document
            .text
            .get(one.span.end..)
            .is_some_and(ends_in_genitive);
    numbers.mark_if(Feature::Genitive, is_genitive && language == Some("en"));
    numbers.mark_if(Feature::Twinned, intro == 0 && is_twinned(sentence, end));
    numbers.mark_if(Feature::Council, is_of_council(sentence, (intro, end)));
    if one.is_introduced {
        return;
    }
    let is_bound = words.get(first).is_some_and(Token::is_joined);
    if let Some(before) = before.filter(|_| is_bound) {
        if super::find::is_place_word(&before.key, language) {
            numbers.mark(Feature::PlaceWord);
        } else if is_single && before.shape == Shape::Lower && is_determined(analysis, words, first, language)
        {
            numbers.mark(Feature::Determined);
        }
        let is_name = is_single && before.shape == Shape::Title && intro > 1;
        numbers.mark_if(
            Feature::CapitalBefore,
            is_name && language != Some("de") && !super::find::is_stop_word(&before.key),
        );
    }
    numbers.mark_if(Feature::YearBehind, has_year_behind(words, end));
    hyphened(analysis, words, (first, end), numbers);
    if is_single {
        single(own, words, (first, end), (language, how), numbers);
    }
    match quoted(&analysis.document.text, one) {
        Quoted::No => {}
        Quoted::Whole => numbers.mark(Feature::Quoted),
        Quoted::Edge => numbers.mark(Feature::QuoteEdge),
    }
}

/// Whether a sentence speaks of a partnership.
fn speaks(sentence: &Sentence) -> bool {
    let told = [Concept::Partnership, Concept::Twinning, Concept::PartnerBody];
    sentence.cues.iter().any(|cue| told.contains(&cue.concept))
}

/// Words from a name to the year since when: “im Jahr 2004”, “, seit dem Jahre 2004”.
const DATED: usize = 5;

/// “Çanakkale im Jahr 2004”, “Hefei 2006”, “Derby (1976)”: whether a year stands right behind, and no other name before it.
fn has_year_behind(words: &[Token], end: usize) -> bool {
    let behind = words.get(end..).unwrap_or_default();
    let near = behind.iter().take(DATED);
    let mut dated = near.skip_while(|word| word.shape == Shape::Lower || super::dates::is_month(&word.key));
    let year = dated.next().filter(|word| word.shape == Shape::Number);
    year.is_some_and(|year| {
        year.key
            .parse()
            .is_ok_and(|year: u16| (1900..=2100).contains(&year))
    })
}

/// “Trostianets' new friend”: the genitive of a name that ends in s.
fn ends_in_genitive(behind: &str) -> bool {
    behind.starts_with(['\'', '’']) && behind.chars().nth(1).is_some_and(char::is_whitespace)
}

/// Words between a name and the word of partnership that is said of it.
const APART: usize = 5;

/// Whether a word of partnership stands behind a name, and no other name between: “Hull has long been our twin town”.
fn is_twinned(sentence: &Sentence, end: usize) -> bool {
    let said = [Concept::Twinning, Concept::PartnerBody, Concept::Partnership];
    let is_free = |first: usize| {
        let between = sentence.words.get(end..first);
        between.is_some_and(|words| {
            words.len() <= APART
                && words
                    .iter()
                    .all(|word| word.shape != Shape::Title && word.is_joined())
        })
    };
    let mut cues = sentence.cues.iter();
    cues.any(|cue| said.contains(&cue.concept) && is_free(cue.first))
}

/// Whether a council, its head or the inhabitants stand beside a name: “the councillors of Hull”, “Hull's mayor”.
fn is_of_council(sentence: &Sentence, (intro, end): (usize, usize)) -> bool {
    let words = &sentence.words;
    let behind = end + usize::from(words.get(end).is_some_and(Token::is_genitive));
    let is_link = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| super::find::is_connector(&word.key))
    };
    let before = intro - usize::from(intro > 0 && is_link(intro - 1));
    let said = [Concept::Council, Concept::Inhabitant];
    let mut cues = sentence.cues.iter().filter(|cue| said.contains(&cue.concept));
    cues.any(|cue| cue.end == before || cue.first == behind)
}

/// Whether an article stands before the name, in German perhaps with an adjective between: “der letzte Zug”.
fn is_determined(analysis: &Analysis<'_, '_>, words: &[Token], first: usize, language: Option<&str>) -> bool {
    let is_article = |at: Option<usize>| {
        let word = at.and_then(|at| words.get(at));
        word.is_some_and(|word| super::find::is_determiner(&word.key, language))
    };
    let is_national = first
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .is_some_and(|word| analysis.resolver.countries().by_adjective(&word.key).is_some());
    let is_bound = first
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .is_some_and(Token::is_joined);
    is_article(first.checked_sub(1))
        || language == Some("de") && is_bound && !is_national && is_article(first.checked_sub(2))
}

/// A name joined to another word by a hyphen is half of a longer one, unless the other half is a name too.
fn hyphened(
    analysis: &Analysis<'_, '_>,
    words: &[Token],
    (first, end): (usize, usize),
    numbers: &mut Evidence,
) {
    let before = first
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .filter(|_| words.get(first).is_some_and(|word| word.gap == Gap::Hyphen));
    let behind = words
        .get(end)
        .filter(|word| word.gap == Gap::Hyphen && word.is_capital());
    for half in before.into_iter().chain(behind) {
        let is_name = analysis.is_named(half.span);
        numbers.mark(if is_name {
            Feature::Half
        } else {
            Feature::HalfUnknown
        });
    }
}

/// One capital word alone is the weakest sign of a name, in German hardly one at all.
fn single(
    own: &[Token],
    words: &[Token],
    (first, end): (usize, usize),
    (language, how): (Option<&str>, How),
    numbers: &mut Evidence,
) {
    let Some(word) = own.first() else { return };
    let is_german = language == Some("de");
    let is_entry = first == 0 && is_entry(words, end);
    numbers.mark_if(Feature::FirstName, bystanders::is_first_name(&word.key));
    if is_german {
        let is_exact = how == How::Exact;
        numbers.mark(if is_exact {
            Feature::GermanExact
        } else {
            Feature::GermanNear
        });
    }
    numbers.mark_if(Feature::Begins, first == 0 && !is_entry);
    numbers.mark_if(Feature::Entry, is_entry);
    numbers.mark_if(Feature::OwnWord, bystanders::is_own_word(word, language));
    let letters: usize = own.iter().map(|word| word.key.chars().count()).sum();
    numbers.mark_if(Feature::Short, letters < 4);
    let behind = words.get(end);
    let is_number =
        |word: &Token| word.shape == Shape::Number && word.gap == Gap::Space && word.key.len() != 4;
    numbers.mark_if(Feature::NumberBehind, behind.is_some_and(is_number));
    let is_name = |word: &Token| matches!(word.shape, Shape::Title | Shape::Upper);
    // In a line of capitals the next capital says nothing.
    let is_loud = word.shape == Shape::Upper && behind.is_some_and(|word| word.shape == Shape::Upper);
    numbers.mark_if(Feature::Loud, is_loud);
    // “burmistrz Wieliczki Rafał Ślęczka”: behind the town of a mayor stands the mayor.
    let is_mayor = |word: &Token| numbers.of(Feature::Council) > 0.0 && bystanders::is_first_name(&word.key);
    let is_beside = |word: &Token| {
        word.gap == Gap::Space
            && is_name(word)
            && !is_mayor(word)
            && !super::find::is_stop_word(&word.key)
            && !super::names::is_free_title(&word.key)
    };
    let is_capital_behind = !is_loud && behind.is_some_and(is_beside);
    if is_capital_behind {
        numbers.mark(if is_german {
            Feature::GermanCapitalBehind
        } else {
            Feature::CapitalBehind
        });
    }
}

/// Whether a name at the start of a line is all of it, or its label: “Amanlis : d’accord”.
fn is_entry(words: &[Token], end: usize) -> bool {
    words
        .get(end)
        .is_none_or(|word| matches!(word.gap, Gap::Stop | Gap::Dash | Gap::Open | Gap::Comma))
}

/// Whether a name stands in quotation marks.
enum Quoted {
    /// It does not.
    No,
    /// Alone in them.
    Whole,
    /// At the edge of a short phrase in them.
    Edge,
}

/// A name in quotation marks, or at the edge of a short phrase in them, is that of a club, a house, a book.
fn quoted(text: &str, one: &Named) -> Quoted {
    let before = text.get(..one.span.start).unwrap_or_default();
    let behind = text.get(one.span.end..).unwrap_or_default();
    let is_opening = |mark: char| matches!(mark, '«' | '„' | '“' | '"' | '‘' | '‚');
    let is_closing = |mark: char| matches!(mark, '»' | '“' | '”' | '"' | '’');
    let opens = before.chars().next_back().is_some_and(is_opening);
    let closes = behind.chars().next().is_some_and(is_closing);
    let is_end = |mark: &char| matches!(mark, '.' | '!' | '?' | '\n' | ',' | ';' | ':');
    let mut after = behind.chars().take(PHRASE).take_while(|mark| !is_end(mark));
    let mut ahead = before.chars().rev().take(PHRASE).take_while(|mark| !is_end(mark));
    match (opens, closes) {
        (true, true) => Quoted::Whole,
        (true, false) if after.any(is_closing) => Quoted::Edge,
        (false, true) if ahead.any(is_opening) => Quoted::Edge,
        _ => Quoted::No,
    }
}

/// Most letters of a phrase in quotation marks that is a name.
const PHRASE: usize = 40;
