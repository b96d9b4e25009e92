//! Names of prose: which spots may be authorities, and what each may mean.
//!
//! In: the spots of all sentences. Out: names with their ranked candidates, and votes for the countries that a
//! document is about.
//!
//! # Invariants
//! A spot is left out only where it is certainly no authority; doubt is decided later, together.

use super::bystanders::{self, Beside};
use super::context::{VOTES, Vote};
use super::find::{self, Spot};
use super::lexicon::Concept;
use super::tokens::{Gap, Shape, Token};
use super::{Ground, Named, Scope, Sentence, amounts, nearby};
use crate::claims::TableRecord;
use crate::fold;
use crate::gazetteer::BodyId;
use crate::resolve::inflect::nominatives;
use crate::resolve::type_words::{self, Levels};
use crate::resolve::{Hints, How, Ranking, Resolver, Scored, settle};
use read::Span;
use rustc_hash::FxHashSet;
use vocabulary::{Country, Level};

/// Ranks the candidates of all spots.
pub(super) fn named(
    ground: Ground<'_, '_>,
    sentences: &[Sentence],
    spots: Vec<Vec<Spot>>,
    records: &[TableRecord],
) -> Vec<Named> {
    let mut found = Vec::new();
    for (at, (sentence, spots)) in sentences.iter().zip(spots).enumerate() {
        let record = sentence.record.and_then(|at| records.get(at));
        let mut countries = record
            .map_or(&ground.context.countries, |record| &record.countries)
            .clone();
        countries.truncate(24);
        let mut hints = Hints {
            whole: true,
            countries,
            ..Hints::default()
        };
        let mut aside = None;
        for spot in spots {
            // “Cllrs Wells, Derry and Lincoln”, “rue de Metz, Nancy”: what follows a bystander is part of it.
            let words = sentence.words.as_slice();
            let is_aside = is_another(&spot, sentence)
                || spot.intro == spot.first && aside.is_some_and(|aside| follows(words, (aside, spot.first)));
            if is_aside {
                aside = Some(spot.end);
                continue;
            }
            hints.levels = spot.levels;
            found.extend(name(ground, (at, sentence), &spot, &hints));
        }
    }
    found
}

/// Whether the words beside the spot make it part of another's name.
fn is_another(spot: &Spot, sentence: &Sentence) -> bool {
    let language = sentence.language.as_deref();
    bystanders::beside(&sentence.words, (spot.intro, spot.end), language) == Beside::Another
}

/// Whether nothing but a comma or “and” stands between the end of one name and the start of the next.
fn follows(words: &[Token], (end, next): (usize, usize)) -> bool {
    match words.get(end..next) {
        Some([]) => words.get(next).is_some_and(|word| word.gap == Gap::Comma),
        Some([one]) => find::is_and(&one.key),
        _ => false,
    }
}

/// A city of so many inhabitants, as a decimal logarithm, is meant in whatever document names it.
const FAMOUS: f32 = 5.3;

/// The names of prose that the gazetteer has, as written, in one country only.
pub(super) fn votes(ground: Ground<'_, '_>, sentences: &[Sentence], spots: &[Vec<Spot>]) -> Vec<Vote> {
    let gazetteer = ground.resolver.gazetteer();
    let mut seen = FxHashSet::default();
    let mut found = Vec::new();
    for (sentence, spots) in sentences
        .iter()
        .zip(spots)
        .filter(|(sentence, _)| sentence.record.is_none())
    {
        // Ukrainians and Poles put endings on names.
        let is_bending = matches!(sentence.language.as_deref(), Some("uk" | "pl"));
        for spot in spots.iter().filter(|spot| spot.is_known || is_bending) {
            let words = sentence.words.get(spot.first..spot.end).unwrap_or_default();
            let key = words
                .iter()
                .map(|word| word.key.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            let is_word = sentence
                .cues
                .iter()
                .any(|cue| cue.first == spot.first && cue.end == spot.end);
            if is_word
                || found.len() >= VOTES
                || !seen.insert(key.clone())
                || is_common(spot, sentence, ground)
                || beside_another_name(spot, sentence)
                || !ground.resolver.may_be_called(&key)
            {
                continue;
            }
            let hints = Hints {
                whole: true,
                levels: spot.levels,
                ..Hints::default()
            };
            let ranking = ground.ranking(&key, &hints);
            let is_sure = |how: How| how == How::Exact || is_bending && how == How::Inflected;
            let Some(best) = ranking.scored.first().filter(|best| is_sure(best.how)) else {
                continue;
            };
            let country = gazetteer.country(best.body);
            let rivals = ranking
                .scored
                .iter()
                .take_while(|other| best.score - other.score < 1.5);
            let is_one = rivals
                .clone()
                .all(|other| gazetteer.country(other.body) == country);
            if let Some((country, point)) = country.zip(gazetteer.point(best.body)).filter(|_| is_one) {
                found.push(Vote {
                    country,
                    body: best.body,
                    point,
                    is_famous: gazetteer.size(best.body).is_some_and(|size| size >= FAMOUS),
                });
            }
        }
    }
    found
}

/// Ranks the candidates of a spot; `None` if it is certainly no authority.
fn name(
    ground: Ground<'_, '_>,
    (at, sentence): (usize, &Sentence),
    spot: &Spot,
    hints: &Hints,
) -> Option<Named> {
    let Ground {
        document, resolver, ..
    } = ground;
    let is_introduced = spot.intro < spot.first;
    if is_common(spot, sentence, ground) {
        return None;
    }
    let first = sentence.words.get(spot.first)?;
    let last = sentence.words.get(spot.end.checked_sub(1)?)?;
    let bare = Span::new(first.span.start, last.span.end).of(&document.text);
    // A whole that has a name of its own (“Communauté d’agglomération Saumur Val de Loire”) is looked up whole.
    let whole = spot.span.of(&document.text);
    let introduced = || {
        let intro = sentence.words.get(spot.intro)?;
        Some(Span::new(intro.span.start, last.span.end).of(&document.text))
    };
    let written = match &spot.base {
        Some(other) => other,
        // “rejonem kowelskim”: the adjective alone may be of the town as well.
        None if first.shape == Shape::Lower => introduced()?,
        None if spot.span.start < first.span.start => whole,
        None => bare,
    };
    let given = nearby::given(
        (&sentence.words, &document.text),
        (spot.intro, spot.first, spot.end),
        resolver.countries(),
    );
    let within = Hints {
        region: nearby::region(&sentence.words, spot.end, resolver.gazetteer()),
        levels: divisions(ground, sentence, spot).unwrap_or(hints.levels),
        ..hints.clone()
    };
    let (mut ranking, country) = placed(ground, written, (given, sentence.under), &within);
    written_with_care(&mut ranking, resolver);
    if country.is_none() {
        own_name_first(&mut ranking, (&fold::plain_key(bare), within.levels), resolver);
        if within.levels.is_empty() {
            famous(&mut ranking, resolver);
        }
    }
    // What no list has is kept where a type word, a country or words of partnership may vouch for it.
    if ranking.scored.is_empty() && !is_introduced && spot.is_known {
        return None;
    }
    Some(Named {
        sentence: Some(at),
        scope: Scope {
            item: sentence.item,
            record: sentence.record,
        },
        words: (spot.intro, spot.first, spot.end),
        levels: spot.levels,
        country,
        is_introduced,
        ..Named::written((whole.to_owned(), fold::plain_key(bare)), spot.span, ranking)
    })
}

/// “le Devon”, “au Québec”, “en Bretagne”: in French these stand before divisions and not before towns, but for those that
/// have an article in their name; and “Yunnan, a province of China”, which says it behind the name.
fn divisions(ground: Ground<'_, '_>, sentence: &Sentence, spot: &Spot) -> Option<Levels> {
    let words = sentence.words.get(spot.first..spot.end)?;
    if spot.intro < spot.first || !spot.is_known {
        return None;
    }
    if let Some(levels) = apposed(&sentence.words, spot.end, sentence.language.as_deref()) {
        return Some(levels);
    }
    let before = sentence.words.get(spot.intro.checked_sub(1)?)?;
    let is_french = sentence.language.as_deref() == Some("fr");
    let article = match before.key.as_str() {
        "le" | "au" | "du" => "le",
        "la" | "en" => "la",
        "l" => "l",
        _ => return None,
    };
    if !is_french || before.shape != Shape::Lower {
        return None;
    }
    let key = words
        .iter()
        .map(|word| word.key.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    let gazetteer = ground.resolver.gazetteer();
    let is_upper = |body: BodyId| matches!(gazetteer.level(body), Level::First | Level::Second);
    let has = |key: &str, is_wanted: &dyn Fn(BodyId) -> bool| {
        let mut found = gazetteer.named(key.as_bytes()).filter(|found| !found.is_bare);
        found.any(|found| is_wanted(gazetteer.body_named(found.name)))
    };
    let whole = format!("{article} {key}");
    (has(&key, &is_upper) && !has(&whole, &|body| !is_upper(body)))
        .then(|| Levels::one(Level::First).or(Levels::one(Level::Second)))
}

/// “Yunnan, a province of China”: the levels of the type word that an article leads in behind a name.
fn apposed(words: &[Token], end: usize, language: Option<&str>) -> Option<Levels> {
    let [article, kind, ..] = words.get(end..)? else {
        return None;
    };
    let is_led_in =
        article.gap == Gap::Comma && find::is_determiner(&article.key, language) && kind.is_joined();
    let levels = type_words::levels_of(&kind.key).filter(|_| is_led_in && kind.shape == Shape::Lower)?;
    (!levels.has(Level::Settlement) && !levels.has(Level::Municipality)).then_some(levels)
}

/// How much a slip of the pen counts in prose beyond what it does in lists, as log-odds: prose is read over before it is
/// printed, so that a name which is somebody's very own, wherever that lies, is seldom a slip of a near one.
const SLIP: f32 = 3.0;

/// Decimal logarithm of the inhabitants of a town abroad that people write of without saying where it lies: 50,000.
pub(crate) const KNOWN: f32 = 4.7;

/// Ranks names a slip away behind the very name; where that is of a well-known town, they cast no doubt on it either, and
/// no neighbour that is named lifts them.
fn written_with_care(ranking: &mut Ranking, resolver: &Resolver<'_>) {
    let is_slip = |one: &Scored| matches!(one.how, How::Near(_) | How::Cut(_) | How::Sound);
    let is_known = |one: &&Scored| one.how == How::Exact && is_of_size(resolver, one.body, KNOWN);
    let scored = &mut ranking.scored;
    if let Some(known) = scored.iter().find(is_known).copied() {
        for one in scored.iter_mut().filter(|one| is_slip(one)) {
            one.score = one.score.min(known.score) - SLIP;
        }
        settle(scored);
    } else if scored.first().is_some_and(is_slip) && !scored.iter().all(|one| one.how.is_guess()) {
        let weight = |one: &Scored| one.score - if is_slip(one) { SLIP } else { 0.0 };
        scored.sort_by(|one, other| weight(other).total_cmp(&weight(one)));
    }
}

/// Whether a body has so many inhabitants at least, as a decimal logarithm.
fn is_of_size(resolver: &Resolver<'_>, body: BodyId, least: f32) -> bool {
    resolver.gazetteer().size(body).is_some_and(|size| size >= least)
}

/// Decimal logarithms of the inhabitants of a city that people think of first wherever they live, 100,000, and of what is
/// more than a village, 5,000.
const OUTSHINING: f32 = 5.0;
const TOWN: f32 = 3.7;

/// How far the city comes to stand before the village: neighbours that are named turn it round.
const OUTSHINES: f32 = 0.5;

/// “Limerick” is a by-name of San Ramon in California, “Westport” of Kansas City: a town that bears the name as its own comes
/// before those that lists have another name of: in the same country if it is more than a village, elsewhere if it is a
/// great city, or a well-known town and the other a village.
fn own_name_first(ranking: &mut Ranking, (key, levels): (&str, Levels), resolver: &Resolver<'_>) {
    let gazetteer = resolver.gazetteer();
    let scored = &mut ranking.scored;
    let own = |body: BodyId| fold::plain_key(gazetteer.name_of(body));
    let key = type_words::strip(key).map_or(key, |stripped| stripped.key);
    let is_asked = |body: BodyId| levels.is_empty() || levels.has(gazetteer.level(body));
    let bears = |one: &&Scored| {
        one.how == How::Exact
            && is_asked(one.body)
            && is_of_size(resolver, one.body, TOWN)
            && own(one.body) == key
    };
    let Some(bearer) = scored.iter().find(bears).copied() else {
        return;
    };
    let is_great = is_of_size(resolver, bearer.body, OUTSHINING);
    let is_known = is_of_size(resolver, bearer.body, KNOWN);
    let comes_first = |one: &&mut Scored| {
        let country = gazetteer.country(one.body);
        // Official lists name the bodies of France and Ukraine: what they are called besides was chosen by hand.
        let is_listed = matches!(country, Some(Country::FR | Country::UA));
        let written = own(one.body);
        let is_village = !is_of_size(resolver, one.body, TOWN);
        let is_by_name = written != key && (is_village || !is_alike(&written, key));
        let is_before =
            country == gazetteer.country(bearer.body) || if is_village { is_known } else { is_great };
        is_by_name && is_before && !is_listed && one.how == How::Exact
    };
    for by_name in scored.iter_mut().filter(comes_first) {
        by_name.score = by_name.score.min(bearer.score) - BY_NAME;
    }
    settle(scored);
}

/// How far a town stays behind that only lists call so, whatever lies near it.
const BY_NAME: f32 = 2.0;

/// Whether two names begin alike: “València” and “Valencia”, but not “Köln” and “Cologne”.
fn is_alike(one: &str, other: &str) -> bool {
    one.chars().zip(other.chars()).take(ALIKE).all(|(a, b)| a == b)
}

/// So many letters of the beginning.
const ALIKE: usize = 3;

/// “Salzburg”, “Cologne”: a great city of just this name comes before a village of the same name at home, of which nothing
/// else speaks; “Prezydent Drezna” means the great city in a case, and no little town that is written so.
fn famous(ranking: &mut Ranking, resolver: &Resolver<'_>) {
    let gazetteer = resolver.gazetteer();
    let scored = &mut ranking.scored;
    let Some(best) = scored.first().copied() else {
        return;
    };
    let is_town = |body: BodyId| matches!(gazetteer.level(body), Level::Settlement | Level::Municipality);
    let is_city = |one: &Scored| {
        matches!(one.how, How::Exact | How::Inflected)
            && is_of_size(resolver, one.body, OUTSHINING)
            && is_town(one.body)
    };
    let is_abroad = |one: &Scored| gazetteer.country(one.body) != gazetteer.country(best.body);
    if is_city(&best) && best.how == How::Inflected {
        let towns = scored.iter_mut().skip(1);
        let outshone = |one: &&mut Scored| is_town(one.body) && is_abroad(one) && !is_city(one);
        for one in towns.filter(outshone) {
            one.score = one.score.min(best.score - INFLECTED);
        }
        settle(scored);
    } else if is_town(best.body) && !is_of_size(resolver, best.body, TOWN) {
        let mut others = scored.iter_mut().filter(|one| one.how == How::Exact);
        if let Some(city) = others.find(|one| is_city(one) && is_abroad(one)) {
            city.score = best.score + OUTSHINES;
            settle(scored);
        }
    }
}

/// How far towns stay behind a great city whose name is written in a case.
const INFLECTED: f32 = 2.0;

/// The candidates of a written name in the country given for it, if there is one of that name there.
fn placed(
    ground: Ground<'_, '_>,
    written: &str,
    (given, under): (Option<nearby::Given>, Option<Country>),
    hints: &Hints,
) -> (Ranking, Option<Country>) {
    let soft = under.map(|country| nearby::Given {
        country,
        is_certain: false,
    });
    let Some(given) = given.or(soft) else {
        return (ground.ranking(written, hints), None);
    };
    let there = Hints {
        country: Some(given.country),
        ..hints.clone()
    };
    let ranking = ground.ranking(written, &there);
    let best = ranking.scored.first();
    let is_there = best.is_some_and(|best| !best.how.is_guess());
    if is_there || given.is_certain && best.is_some() {
        return (ranking, Some(given.country));
    }
    let anywhere = ground.ranking(written, hints);
    let is_anywhere = anywhere.scored.first().is_some_and(|best| !best.how.is_guess());
    let is_there = best.is_some() && anywhere.scored.is_empty();
    if is_there || given.is_certain && !is_anywhere {
        return (ranking, Some(given.country));
    }
    (anywhere, None)
}

/// The words that introduce a spot.
fn words_between<'s>(sentence: &'s Sentence, spot: &Spot) -> &'s [Token] {
    sentence.words.get(spot.intro..spot.first).unwrap_or_default()
}

/// “Mayor Lynda Wearn”, “le maire Dupont”: behind the bare title stands a person; a town stands behind “of”.
fn is_mayor(introduction: &[Token]) -> bool {
    matches!(introduction, [title] if matches!(title.key.as_str(), "mayor" | "maire"))
}

/// “Mayor Wearn”, “City Hall”, “communes of the Alliance”: what stands behind a type word and is no name of its own.
fn is_common_behind_type(spot: &Spot, key: &str, sentence: &Sentence) -> bool {
    if is_mayor(words_between(sentence, spot)) {
        return true;
    }
    // “City Hall”, “Town Council”: the type word itself is part of a common name.
    let whole = sentence.words.get(spot.intro..spot.end).unwrap_or_default();
    let written = whole
        .iter()
        .position(Token::is_capital)
        .and_then(|at| whole.get(at..));
    let is_whole = written.is_some_and(|written| {
        written.len() > 1 && written.iter().all(Token::is_capital) && is_phrase(written, sentence)
    });
    // “communes of the Alliance”: behind an article stands a common noun.
    let language = sentence.language.as_deref();
    let before = spot.first.checked_sub(1).and_then(|at| sentence.words.get(at));
    let is_noun = spot.end - spot.first == 1
        && find::is_common_word(key, language)
        && before.is_some_and(|word| find::is_determiner(&word.key, language));
    is_whole || is_noun
}

/// Inhabitants of a town whose name may be two small words.
const SMALL: u32 = 20_000;

/// “Po raz pierwszy”, “I LO”: a small word at the beginning of a sentence and another.
fn is_small_and_more(words: &[Token], key: &str, ground: Ground<'_, '_>) -> bool {
    let [first, second] = words else {
        return false;
    };
    let is_acronym = second.shape == Shape::Upper && first.key.len() == 1;
    let is_small = second.shape == Shape::Lower || is_acronym;
    is_small && find::is_stop_word(&first.key) && !is_large(key, SMALL, ground)
}

/// Words that are written with a capital for another reason than being a name.
fn is_common(spot: &Spot, sentence: &Sentence, ground: Ground<'_, '_>) -> bool {
    let Ground { resolver, .. } = ground;
    let words = sentence.words.get(spot.first..spot.end).unwrap_or_default();
    let key = words
        .iter()
        .map(|word| word.key.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    if spot.intro < spot.first {
        return is_common_behind_type(spot, &key, sentence);
    }
    if resolver.countries().by_key(&key).is_some_and(|country| {
        !is_town_too(country, &key, ground) && !is_foreign_name(country, &key, sentence, ground)
    }) {
        return true;
    }
    let is_single = words.len() == 1;
    if is_single && words.iter().any(|word| amounts::is_numeral(&word.key))
        || is_small_and_more(words, &key, ground)
    {
        return true;
    }
    if is_single && is_word(spot, &key, sentence, ground)
        || is_phrase(words, sentence)
            && !(words.iter().all(Token::is_capital) && is_large(&key, CITY, ground))
    {
        return true;
    }
    // “aux Andes” are mountains, unless the article is part of a town's name: “aux Lilas” is in Les Lilas.
    let before = spot
        .first
        .checked_sub(1)
        .and_then(|before| sentence.words.get(before));
    let has_article = |key: &str| {
        resolver
            .gazetteer()
            .named(format!("les {key}").as_bytes())
            .any(|found| !found.is_bare)
    };
    if is_single
        && before.is_some_and(|word| word.key == "aux" && word.shape == Shape::Lower)
        && !has_article(&key)
    {
        return true;
    }
    is_single && resolver.countries().by_adjective(&key).is_some()
        || is_national(words, ground)
        || is_another(spot, sentence)
        || is_stray_adjective(spot, sentence, ground)
        || !is_single
            && bystanders::ends_in_own_word(words, sentence.language.as_deref())
            && !is_large(&key, 20_000, ground)
}

/// Whether one capital word is a word of the language rather than a name.
fn is_word(spot: &Spot, key: &str, sentence: &Sentence, ground: Ground<'_, '_>) -> bool {
    let language = sentence.language.as_deref();
    let is_numeral = !key.is_empty() && key.chars().all(|letter| "ivxlcdm".contains(letter));
    let is_loud = sentence
        .words
        .get(spot.first)
        .is_some_and(|word| word.shape == Shape::Upper);
    if find::is_stop_word_of(key, language) || key.chars().count() < 2 || is_numeral && is_loud {
        return true;
    }
    // “EU”, “TOP”: three capitals or fewer among small letters are an acronym.
    let is_short = key.chars().count() <= ACRONYM;
    let is_small = |at: Option<usize>| {
        let word = at.and_then(|at| sentence.words.get(at));
        word.is_some_and(|word| word.shape == Shape::Lower)
    };
    if is_loud && is_short && (is_small(spot.first.checked_sub(1)) || is_small(Some(spot.end))) {
        return true;
    }
    let is_common = ground.context.common.contains(key);
    let is_listed = find::is_common_word(key, language);
    if !is_common && !is_listed {
        return false;
    }
    // “Суми”, “Tours”: inside a sentence a capital makes it a name, where the town is large and nouns are small.
    let is_inside = spot.first > 0 && language != Some("de");
    !(is_inside && is_large(key, if is_listed { 100_000 } else { 20_000 }, ground))
}

/// Most letters of an acronym that no town is meant by.
const ACRONYM: usize = 3;

/// Whether a town of this very name has so many inhabitants.
fn is_large(key: &str, least: u32, Ground { resolver, .. }: Ground<'_, '_>) -> bool {
    let gazetteer = resolver.gazetteer();
    gazetteer
        .named(key.as_bytes())
        .filter(|found| !found.is_bare)
        .any(|found| gazetteer.population(gazetteer.body_named(found.name)) >= least)
}

/// “Malian town”, “Polish city”: the adjective of a country before a type word.
fn is_national(words: &[Token], ground: Ground<'_, '_>) -> bool {
    let [adjective, types @ ..] = words else {
        return false;
    };
    let countries = ground.resolver.countries();
    countries.by_adjective(&adjective.key).is_some()
        && !types.is_empty()
        && types
            .iter()
            .all(|word| word.shape == Shape::Lower && type_words::levels_of(&word.key).is_some())
}

/// “City Hall”, “The meeting”, “VILLE DE”: words of the language and nothing else.
fn is_phrase(words: &[Token], sentence: &Sentence) -> bool {
    let language = sentence.language.as_deref();
    let is_plain = |word: &Token| {
        find::is_stop_word_of(&word.key, language)
            || find::is_common_word(&word.key, language)
            || type_words::levels_of(&word.key).is_some()
    };
    let opens = words
        .first()
        .is_some_and(|word| find::is_stop_word_of(&word.key, language));
    let has_noun = words
        .iter()
        .any(|word| word.shape == Shape::Lower && word.key.chars().count() > 3);
    // “La Grande-Motte”: a capital article inside a sentence, and a hyphen, are parts of a name.
    let is_name = words.iter().skip(1).any(|word| word.gap == Gap::Hyphen)
        || words.first().is_some_and(|word| {
            word.gap != Gap::Start && matches!(word.key.as_str(), "la" | "le" | "les" | "l")
        });
    words.len() > 1 && !is_name && (words.iter().all(is_plain) || opens && has_noun)
}

/// “Сумський”, “Poznański” without a type word speak of a town's people; towns that are named so are large. Inside a
/// sentence the capital of “Луцьку”, “Łucka” says that Луцьк is meant in a case, that of “Хмельницького” only behind a
/// preposition.
fn is_stray_adjective(spot: &Spot, sentence: &Sentence, ground: Ground<'_, '_>) -> bool {
    let [word] = sentence.words.get(spot.first..spot.end).unwrap_or_default() else {
        return false;
    };
    if !spot.levels.is_empty() || !find::is_adjective(&word.key) {
        return false;
    }
    let before = spot.first.checked_sub(1).and_then(|at| sentence.words.get(at));
    let language = sentence.language.as_deref();
    let is_governed = || {
        let cues = sentence.cues.iter().filter(|cue| cue.end == spot.first);
        cues.into_iter().any(|cue| {
            matches!(
                cue.concept,
                Concept::PartnerBody | Concept::Twinning | Concept::Council
            )
        })
    };
    let is_open = before.is_some_and(|before| find::is_place_word(&before.key, language)) || is_governed();
    let is_noun = |base: &String| is_open || !find::is_adjective(base);
    let is_town = |key: &str| is_large(key, LARGE, ground);
    let is_bent = || {
        nominatives(&word.key)
            .iter()
            .any(|base| is_noun(base) && is_town(base))
    };
    // “Podkarpackie”: voivodeships are called by their adjective.
    let gazetteer = ground.resolver.gazetteer();
    let is_voivodeship = word.key.ends_with("kie")
        && gazetteer
            .named(word.key.as_bytes())
            .any(|found| gazetteer.level(gazetteer.body_named(found.name)) == Level::First);
    !(is_voivodeship || is_town(&word.key) || before.is_some() && is_bent())
}

/// Inhabitants of a city that is meant though its name is made of words of the language: “Salt Lake City”.
const CITY: u32 = 100_000;

/// Inhabitants of a town whose name is read as such though it looks like an adjective.
const LARGE: u32 = 15_000;

/// Whether the name of a country that the document is not about is also a town of one that it is about:
/// “Saint-Martin”, “Grenade”.
fn is_town_too(
    country: Country,
    key: &str,
    Ground {
        resolver, context, ..
    }: Ground<'_, '_>,
) -> bool {
    let gazetteer = resolver.gazetteer();
    let is_town = |body: BodyId| {
        gazetteer.level(body) == Level::Municipality
            && gazetteer
                .country(body)
                .is_some_and(|home| context.countries.contains(&home))
    };
    !context.countries.contains(&country)
        && gazetteer
            .named(key.as_bytes())
            .filter(|found| !found.is_bare)
            .any(|found| is_town(gazetteer.body_named(found.name)))
}

/// Whether the name of a country is one that only another language has, and a large town's too: “Granada”.
fn is_foreign_name(country: Country, key: &str, sentence: &Sentence, ground: Ground<'_, '_>) -> bool {
    let language = sentence
        .language
        .as_deref()
        .and_then(|language| language.parse().ok());
    let own = language.and_then(|language| ground.resolver.gazetteer().country_name(country, language));
    own.is_some_and(|own| fold::plain_key(own) != key) && is_large(key, 100_000, ground)
}

/// A capital word right before or behind, which is no part of it, makes it a piece of somebody's or something's name:
/// “Emmanuel Macron”, “Sport Culture Social”.
fn beside_another_name(spot: &Spot, sentence: &Sentence) -> bool {
    let is_title = |word: &Token| matches!(word.shape, Shape::Title | Shape::Upper);
    let behind = sentence.words.get(spot.end).filter(|word| word.gap == Gap::Space);
    let before = spot
        .first
        .checked_sub(1)
        .and_then(|before| sentence.words.get(before));
    let joined = sentence
        .words
        .get(spot.first)
        .is_some_and(|word| matches!(word.gap, Gap::Space | Gap::Hyphen));
    let is_free = |word: &Token| {
        find::is_stop_word(&word.key) || find::is_connector(&word.key) || is_free_title(&word.key)
    };
    behind.is_some_and(|word| is_title(word) && !is_free(word))
        || before.is_some_and(|word| joined && is_title(word) && !is_free(word) && spot.first > 1)
}

/// Capital words that may stand before a place without being part of its name.
pub(super) fn is_free_title(key: &str) -> bool {
    type_words::levels_of(key).is_some()
}
