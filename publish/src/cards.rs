//! The pictures that other sites show beside a link: one of each authority, partnership and project, one of the site.
//!
//! In: the words of a page. Out: a PNG of 1,200 × 630 pixels, as the Open Graph protocol wants it.
//!
//! # Invariants
//! - The same words give the same bytes.
//! - Nothing is written beyond the margin: long names take smaller letters, more lines, and at last an ellipsis.

use crate::context::Context;
use crate::errors::PageError;
use crate::pages::authority::find;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use std::sync::LazyLock;
use tiny_skia::{Color, FillRule, LineCap, Paint, Path, PathBuilder, Pixmap, Stroke, Transform};
use ttf_parser::{Face, GlyphId, OutlineBuilder};
use unicode_normalization::UnicodeNormalization;
use vocabulary::{AuthorityCode, PartnershipId, ProjectId};

/// Width and height, in pixels.
pub(crate) const SIZE: (u32, u32) = (1_200, 630);
/// Space left free at every side.
const MARGIN: f32 = 80.0;
/// Sizes of the letters of a title, each with how many lines it may take; the first that holds the title is taken.
const TITLES: [(f32, usize); 5] = [(92.0, 2), (76.0, 3), (64.0, 3), (54.0, 4), (44.0, 5)];
/// Size of the letters above and below the title.
const SMALL: f32 = 34.0;

/// The colours of the site: its blue, its paper, its amber.
const DEEP: (u8, u8, u8) = (18, 54, 95);
const PAPER: (u8, u8, u8) = (251, 250, 247);
const AMBER: (u8, u8, u8) = (242, 163, 60);
const PALE: (u8, u8, u8) = (190, 208, 230);

/// A typeface with the letters of the languages of the site.
struct Letters(Option<Face<'static>>);

static STRONG: LazyLock<Letters> =
    LazyLock::new(|| Letters::of(include_bytes!("../fonts/inter-semibold.ttf")));
static USUAL: LazyLock<Letters> = LazyLock::new(|| Letters::of(include_bytes!("../fonts/inter-medium.ttf")));

/// Draws the outline of one letter at its place.
struct Pen {
    path: PathBuilder,
    scale: f32,
    left: f32,
    base: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.left + x * self.scale, self.base - y * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

impl Letters {
    fn of(bytes: &'static [u8]) -> Self {
        Self(Face::parse(bytes, 0).ok())
    }

    /// The letters of a text that the typeface has, with their advance at a size.
    fn glyphs(&self, text: &str, size: f32) -> Vec<(GlyphId, f32)> {
        let Some(face) = &self.0 else { return Vec::new() };
        let scale = size / f32::from(face.units_per_em());
        text.nfc()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .filter_map(|c| face.glyph_index(c))
            .map(|glyph| {
                let advance = face.glyph_hor_advance(glyph).unwrap_or_default();
                (glyph, f32::from(advance) * scale)
            })
            .collect()
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        self.glyphs(text, size).iter().map(|(_, advance)| advance).sum()
    }

    /// The outline of a line of text that starts here.
    fn line(&self, text: &str, size: f32, (left, base): (f32, f32)) -> Option<Path> {
        let face = self.0.as_ref()?;
        let mut pen = Pen {
            path: PathBuilder::new(),
            scale: size / f32::from(face.units_per_em()),
            left,
            base,
        };
        for (glyph, advance) in self.glyphs(text, size) {
            face.outline_glyph(glyph, &mut pen);
            pen.left += advance;
        }
        pen.path.finish()
    }

    /// A text in lines no wider than `width`; words that are wider are cut.
    fn lines(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if self.width(&longer, size) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for c in word.chars() {
                line.push(c);
                if self.width(&line, size) > width {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, c.to_string()));
                }
            }
        }
        lines.push(line);
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// One line no wider than `width`; what is cut is marked.
    fn cut(&self, text: &str, size: f32, width: f32) -> String {
        if self.width(text, size) <= width {
            return text.to_owned();
        }
        let mut short = text.to_owned();
        while !short.is_empty() && self.width(&format!("{short}…"), size) > width {
            short.pop();
        }
        format!("{}…", short.trim_end())
    }
}

/// The words of a picture.
struct Card {
    over: String,
    title: String,
    under: String,
    site: String,
}

fn ink((red, green, blue): (u8, u8, u8)) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint.anti_alias = true;
    paint
}

fn fill(picture: &mut Pixmap, path: Option<Path>, colour: (u8, u8, u8)) {
    if let Some(path) = path {
        let still = Transform::identity();
        picture.fill_path(&path, &ink(colour), FillRule::Winding, still, None);
    }
}

/// The mark of the site, two places and what joins them, with this height at this place.
fn mark(picture: &mut Pixmap, (left, top): (f32, f32), height: f32) {
    let scale = height / 32.0;
    let at = |x: f32, y: f32| (left + x * scale, top + y * scale);
    let mut arc = PathBuilder::new();
    let ((x, y), one, other, end) = (at(6.0, 24.0), at(14.0, 4.0), at(34.0, 4.0), at(42.0, 24.0));
    arc.move_to(x, y);
    arc.cubic_to(one.0, one.1, other.0, other.1, end.0, end.1);
    let stroke = Stroke {
        width: 3.0 * scale,
        line_cap: LineCap::Round,
        ..Stroke::default()
    };
    if let Some(path) = arc.finish() {
        picture.stroke_path(&path, &ink(PAPER), &stroke, Transform::identity(), None);
    }
    let round = 4.5 * scale;
    fill(picture, PathBuilder::from_circle(x, y, round), PAPER);
    fill(picture, PathBuilder::from_circle(end.0, end.1, round), AMBER);
}

/// The largest letters that hold a title, with its lines.
fn fitted(title: &str, width: f32) -> (f32, Vec<String>) {
    let mut last = (SMALL, Vec::new());
    for (size, most) in TITLES {
        let mut lines = STRONG.lines(title, size, width);
        if lines.len() <= most {
            return (size, lines);
        }
        lines.truncate(most);
        if let Some(end) = lines.last_mut() {
            *end = STRONG.cut(&format!("{end} …"), size, width);
        }
        last = (size, lines);
    }
    last
}

/// Draws a picture; `None` only where there is no memory for it.
fn drawn(card: &Card) -> Option<Vec<u8>> {
    let (wide, high) = (1_200.0, 630.0);
    let width = wide - 2.0 * MARGIN;
    let mut picture = Pixmap::new(SIZE.0, SIZE.1)?;
    picture.fill(Color::from_rgba8(DEEP.0, DEEP.1, DEEP.2, 255));
    let over = USUAL.cut(&card.over, SMALL, width);
    fill(&mut picture, USUAL.line(&over, SMALL, (MARGIN, 118.0)), PALE);
    let (size, lines) = fitted(&card.title, width);
    let mut base = 118.0 + 0.62 * SMALL + size;
    for line in &lines {
        fill(&mut picture, STRONG.line(line, size, (MARGIN, base)), PAPER);
        base += size * 1.14;
    }
    base += 4.0;
    let mut under = USUAL.lines(&card.under, SMALL, width);
    under.truncate(if lines.len() < 2 { 2 } else { 1 });
    for line in &under {
        fill(&mut picture, USUAL.line(line, SMALL, (MARGIN, base)), AMBER);
        base += SMALL * 1.35;
    }
    let foot = high - MARGIN;
    mark(&mut picture, (MARGIN - 6.0, foot - 44.0), 56.0);
    let name = STRONG.line(&card.site, SMALL, (MARGIN + 96.0, foot));
    fill(&mut picture, name, PAPER);
    picture.encode_png().ok()
}

fn answer(ctx: &Context, card: &Card) -> Result<Response, PageError> {
    let bytes = drawn(card).ok_or_else(|| ctx.missing())?;
    let png = HeaderValue::from_static("image/png");
    Ok(([(header::CONTENT_TYPE, png)], bytes).into_response())
}

/// A line with a capital at its start.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn card(ctx: &Context, over: &str, title: &str, under: &str) -> Card {
    Card {
        over: capital(over),
        // A dash stays with what stands before it.
        title: title.replace(" – ", "\u{A0}– "),
        under: capital(under),
        site: ctx.lang.t("site-name"),
    }
}

/// `GET /{lang}/card.png`
pub(crate) async fn site(ctx: Context) -> Result<Response, PageError> {
    let (title, under) = (ctx.lang.t("home-heading"), ctx.lang.t("foot-mission"));
    answer(&ctx, &card(&ctx, "", &title, &under))
}

/// `GET /{lang}/authorities/{code}/card.png`
pub(crate) async fn authority(ctx: Context) -> Result<Response, PageError> {
    let code: AuthorityCode = ctx.segment(3).parse().map_err(|_| ctx.missing())?;
    let view = ctx.view();
    let (id, body) = find(&view, &code).ok_or_else(|| ctx.missing())?;
    let country = view.country(body.country);
    let over = format!("{} · {country}", body.kind.name(ctx.lang.tag()));
    let partnerships = id.map_or(0, |id| {
        let related = view.snapshot.of_party(vocabulary::PartyRef::Authority(id));
        related.partnerships.len()
    });
    let under = match partnerships {
        0 => String::new(),
        count => ctx.lang.n("found-partnerships", count),
    };
    answer(&ctx, &card(&ctx, &over, &view.name(&body).words, &under))
}

/// `GET /{lang}/partnerships/{id}/card.png`
pub(crate) async fn partnership(ctx: Context) -> Result<Response, PageError> {
    let id: PartnershipId = ctx.key(3)?;
    let view = ctx.view();
    let found = view.snapshot.partnership(id).ok_or_else(|| ctx.missing())?;
    let row = view.partnership(found);
    let day = row.day.map(|day| format!(" · {}", day.words)).unwrap_or_default();
    let under = format!("{}{day}", row.status.word);
    answer(&ctx, &card(&ctx, &row.kind, &row.label, &under))
}

/// `GET /{lang}/projects/{id}/card.png`
pub(crate) async fn project(ctx: Context) -> Result<Response, PageError> {
    let id: ProjectId = ctx.key(3)?;
    let view = ctx.view();
    let found = view.snapshot.project(id).ok_or_else(|| ctx.missing())?;
    let title = view.text(&found.title).words;
    let under = view.budget(found).unwrap_or_default();
    answer(&ctx, &card(&ctx, &ctx.lang.t("project-over"), &title, &under))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(title: &str) -> Pixmap {
        let card = Card {
            over: "Територіальна громада · Україна".to_owned(),
            title: title.to_owned(),
            under: "3 партнерства".to_owned(),
            site: "Jumelage".to_owned(),
        };
        let bytes = drawn(&card).unwrap();
        assert_eq!(bytes, drawn(&card).unwrap(), "the same words give the same bytes");
        Pixmap::decode_png(&bytes).unwrap()
    }

    #[test]
    fn nothing_is_written_beyond_the_margin_however_long_the_name() {
        let long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch ".repeat(9);
        let towns = "Saint-Jacques-de-la-Lande, Vezin-le-Coquet – Хорольська міська громада ".repeat(4);
        for title in ["Lille", "", "東京", &long, &towns] {
            let picture = picture(title);
            assert_eq!((picture.width(), picture.height()), SIZE);
            for (place, pixel) in (0_u32..).zip(picture.pixels()) {
                let (x, y) = (place % SIZE.0, place / SIZE.0);
                let edge = x < 60 || x >= SIZE.0 - 60 || y < 60 || y >= SIZE.1 - 60;
                let colour = (pixel.red(), pixel.green(), pixel.blue());
                assert!(!edge || colour == DEEP, "{title}: {x} {y}");
            }
        }
    }

    #[test]
    fn every_letter_of_the_three_languages_is_drawn() {
        let letters = "aàâæbcçdeéèêëfghiîïjklmnoôœpqrstuùûüvwxyzабвгґдеєжзиіїйклмнопрстуфхцчшщьюя’«»–…€№";
        for letters_of in [&*STRONG, &*USUAL] {
            let text = format!("{letters}{}", letters.to_uppercase());
            assert_eq!(letters_of.glyphs(&text, 10.0).len(), text.nfc().count());
        }
    }

    #[test]
    fn long_titles_take_smaller_letters_and_end_in_an_ellipsis() {
        let width = 1_040.0;
        let (short, lines) = fitted("Lille – Kharkiv", width);
        assert_eq!((lines.len(), short > 90.0), (1, true));
        let (long, lines) = fitted(&"Saint-Jacques-de-la-Lande ".repeat(40), width);
        assert!(long < 50.0 && lines.len() == 5);
        assert!(lines.last().unwrap().ends_with('…'));
        assert!(lines.iter().all(|line| STRONG.width(line, long) <= width));
    }
}
