//! Files as people give them: streamed to where they are kept, piece by piece.
//!
//! # Invariants
//! - Memory holds one piece of one file; a file that is too large leaves nothing.
//! - Whatever a browser calls a file, its name has no folder and no control character.

use super::{look_at, rights};
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::imports::{self as list, Trouble};
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartRejection};
use axum::response::Response;
use std::time::Duration;
use vocabulary::{GivenFile, ImportFrom};

/// The route that takes files.
pub(crate) const PATH: &str = "/{lang}/import/files";
/// Largest file, in bytes.
pub(crate) const LARGEST_FILE: u64 = 25 << 20;
/// Most files at once.
pub(crate) const MOST_FILES: usize = 20;
/// Largest form: all files, and what stands around them.
pub(crate) const LARGEST: usize = 501 << 20;
/// Longest time for giving files: half a megabyte a second for the largest form.
pub(crate) const LONGEST: Duration = Duration::from_mins(20);
/// Longest name of a file, in characters.
const LONGEST_NAME: usize = 120;

/// What a form with files gave.
#[derive(Default)]
struct Given {
    files: Vec<GivenFile>,
    rights: String,
    trouble: Option<Trouble>,
}

/// `POST /{lang}/import/files`
pub(crate) async fn files(
    ctx: Context,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, PageError> {
    let mut form = form.map_err(|_| PageError::Invalid { lang: ctx.lang })?;
    let mut given = Given::default();
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            // The form is larger than it may be, or broke off.
            Err(_) => {
                given.trouble = Some(Trouble::BrokeOff);
                break;
            }
        };
        take(&ctx, field, &mut given).await?;
    }
    if let Some(trouble) = given.trouble {
        return list::again(&ctx, "", trouble).await;
    }
    if given.files.is_empty() {
        return list::again(&ctx, "", Trouble::NoFile).await;
    }
    let from = ImportFrom::Files(given.files);
    look_at(&ctx, from, rights(&given.rights)).await
}

/// Takes one field of the form; behind a trouble the rest is read and dropped, so that the browser hears the answer.
async fn take(ctx: &Context, mut field: Field<'_>, given: &mut Given) -> Result<(), PageError> {
    if field.name() == Some("rights") {
        given.rights = text(&mut field).await;
        return Ok(());
    }
    let Some(name) = field.file_name().map(plain).filter(|name| !name.is_empty()) else {
        return Ok(());
    };
    if given.files.len() >= MOST_FILES {
        given.trouble.get_or_insert(Trouble::TooMany);
    }
    let lang = ctx.lang;
    let failed = |source: std::io::Error| PageError::Unkept { lang, source };
    let mut file = match &given.trouble {
        None => Some(ctx.site.desk().intake.begin().map_err(failed)?),
        Some(_) => None,
    };
    let mut bytes = 0_u64;
    loop {
        let piece = match field.chunk().await {
            Ok(Some(piece)) => piece,
            Ok(None) => break,
            Err(_) => {
                given.trouble.get_or_insert(Trouble::BrokeOff);
                return Ok(());
            }
        };
        bytes += u64::try_from(piece.len()).unwrap_or(0);
        if bytes > LARGEST_FILE {
            given
                .trouble
                .get_or_insert(Trouble::TooLarge { name: name.clone() });
            file = None;
        }
        if let Some(file) = &mut file {
            file.write(&piece).map_err(failed)?;
        }
    }
    let Some(file) = file else { return Ok(()) };
    let name = distinct(&name, &given.files);
    given.files.push(file.keep(&name).await.map_err(failed)?);
    Ok(())
}

async fn text(field: &mut Field<'_>) -> String {
    let mut bytes = Vec::new();
    while let Ok(Some(piece)) = field.chunk().await {
        if bytes.len() < LONGEST_NAME {
            bytes.extend_from_slice(&piece);
        }
    }
    String::from_utf8_lossy(&bytes).trim().to_owned()
}

/// The name of a file without folders and control characters.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let letters = last.chars().filter(|letter| !letter.is_control());
    letters.take(LONGEST_NAME).collect::<String>().trim().to_owned()
}

/// The name, numbered if another file of the form has it: two files are two sources.
fn distinct(name: &str, files: &[GivenFile]) -> String {
    let taken = |name: &str| files.iter().any(|file| file.name == name);
    if !taken(name) {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) => (stem, format!(".{ending}")),
        None => (name, String::new()),
    };
    let numbered = (2..).map(|number| format!("{stem} ({number}){ending}"));
    numbered
        .into_iter()
        .find(|name| !taken(name))
        .unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_folder_and_no_control_character() {
        assert_eq!(plain("C:\\Users\\olha\\лист.csv"), "лист.csv");
        assert_eq!(plain("../../etc/passwd"), "passwd");
        assert_eq!(plain("a\r\nb.txt"), "ab.txt");
        assert_eq!(plain("folder/"), "");
        assert_eq!(plain(&"x".repeat(500)).len(), LONGEST_NAME);
    }

    #[test]
    fn two_files_of_one_name_are_two_sources() {
        let file = |name: &str| GivenFile {
            name: name.to_owned(),
            sha256: String::new(),
            bytes: 0,
        };
        let files = [file("list.csv"), file("list (2).csv")];
        assert_eq!(distinct("list.csv", &files), "list (3).csv");
        assert_eq!(distinct("other.csv", &files), "other.csv");
    }
}
