//! Figures of importing a blog: posts of WordPress that were downloaded, read, recognised and kept with their evidence.
//!
//! In: `BENCH_POSTS`, how many posts (500), and the texts of the exam's first half, from which their paragraphs are made. Out:
//! rows of the table.
//!
//! # Invariants
//! - The posts are the same at each run: 43 kB each as WordPress gives them, of which somewhat over a half is markup.
//! - Each run imports into an empty record, with all that an import acknowledges on the disk.

use crate::figure::{Figure, Row};
use crate::process::memory;
use crate::{BenchError, row};
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use stories::{Jumelage, workspace};
use tempfile::TempDir;

/// How many posts there are, where nobody says.
const USUAL: usize = 500;
/// Bytes of a post.
const POST: usize = 43_000;
/// Posts of a page of WordPress, which is a file here.
const PAGE: usize = 100;
/// Paragraphs between two pictures.
const BETWEEN_PICTURES: usize = 6;
/// How often the memory is looked at.
const PULSE: Duration = Duration::from_millis(50);

/// Every figure of the import.
pub(crate) fn rows() -> Vec<Row> {
    let asked = std::env::var("BENCH_POSTS")
        .ok()
        .and_then(|count| count.parse().ok());
    let count: usize = asked.unwrap_or(USUAL);
    let named = |what: &str| format!("{count} posts of 43 kB: {what}");
    match imported(count) {
        Ok((seconds, own)) => vec![
            row(&named("import, once downloaded"), Ok(seconds)),
            row(&named("most own memory of the import"), Ok(own)),
        ],
        Err(error) => vec![row(&named("import, once downloaded"), Err(error))],
    }
}

/// Seconds and most own memory of imports of the same posts.
fn imported(count: usize) -> Result<(Figure, Figure), BenchError> {
    let folder = tempfile::tempdir().map_err(BenchError::io("making a folder for posts"))?;
    let files = written(count, folder.path())?;
    let (mut seconds, mut most) = (Vec::new(), Vec::new());
    // One run of many posts says as much as five of few.
    for _ in 0..if count > USUAL { 1 } else { crate::RUNS } {
        let data = tempfile::tempdir().map_err(BenchError::io("making a data folder"))?;
        let (spent, own) = import(&files, &data)?;
        seconds.push(spent.as_secs_f64());
        most.push(own);
    }
    Ok((Figure::new("s", seconds), Figure::new("MB", most)))
}

/// Imports the files into an empty record: how long it took, and the most memory of its own that was seen.
fn import(files: &[String], data: &TempDir) -> Result<(Duration, f64), BenchError> {
    let call = Jumelage::with(["import", "--data"]).and(data.path());
    let call = files.iter().fold(call, Jumelage::and);
    let began = Instant::now();
    let mut child = call
        .command()?
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(BenchError::io("jumelage import"))?;
    let mut most: f64 = 0.0;
    loop {
        if let Ok(held) = memory(child.id()) {
            most = most.max(held.own);
        }
        match child.try_wait().map_err(BenchError::io("jumelage import"))? {
            Some(ended) if ended.success() => return Ok((began.elapsed(), most)),
            Some(ended) => {
                return Err(BenchError::Failed {
                    what: "jumelage import",
                    code: ended.code(),
                    stderr: String::new(),
                });
            }
            None => std::thread::sleep(PULSE),
        }
    }
}

/// The posts as pages of WordPress in a folder; their files.
fn written(count: usize, folder: &Path) -> Result<Vec<String>, BenchError> {
    let paragraphs = paragraphs()?;
    let mut files = Vec::new();
    for page in 0..count.div_ceil(PAGE) {
        let posts = (page * PAGE..count.min((page + 1) * PAGE)).map(|number| post(number, &paragraphs));
        let text = json!(posts.collect::<Vec<_>>()).to_string();
        let file = folder.join(format!("posts-{page:04}.json"));
        fs::write(&file, text).map_err(BenchError::io("writing posts"))?;
        files.push(file.to_string_lossy().into_owned());
    }
    Ok(files)
}

/// The paragraphs of the exam's first half, a document after another.
fn paragraphs() -> Result<Vec<String>, BenchError> {
    let folder = workspace().join("corpus/exam/first");
    let reading = || BenchError::io(format!("reading {}", folder.display()));
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).map_err(reading())? {
        files.push(entry.map_err(reading())?.path());
    }
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let mut paragraphs = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).map_err(reading())?;
        let lines = text.lines().map(str::trim).filter(|line| line.len() > 80);
        paragraphs.extend(lines.map(escaped));
    }
    Ok(paragraphs)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&#038;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A post as the REST interface of WordPress gives it.
fn post(number: usize, paragraphs: &[String]) -> serde_json::Value {
    let mut content = String::new();
    // Each post begins elsewhere and goes on in order, so that the sentences of a document stand together.
    for (at, paragraph) in paragraphs
        .iter()
        .cycle()
        .skip(number * 7 % paragraphs.len())
        .enumerate()
    {
        if content.len() > POST - 2_000 {
            break;
        }
        content.extend([
            "\n<p class=\"wp-block-paragraph has-text-align-left\" style=\"font-size:18px\">",
            paragraph,
            "</p>\n\n",
        ]);
        if at % BETWEEN_PICTURES == 0 {
            content.push_str(&picture(number, at));
        }
    }
    let address = format!("https://blog.example.org/{number}/");
    json!({
        "id": number + 1,
        "date": "2024-05-12T18:30:00",
        "date_gmt": "2024-05-12T16:30:00",
        "guid": { "rendered": format!("https://blog.example.org/?p={number}") },
        "modified_gmt": "2024-05-12T16:30:00",
        "slug": format!("post-{number}"),
        "status": "publish",
        "type": "post",
        "link": address,
        "title": { "rendered": format!("Nouvelles n° {number}") },
        "content": { "rendered": content, "protected": false },
        "excerpt": { "rendered": "", "protected": false },
    })
}

/// A picture as WordPress writes it, in eight sizes.
fn picture(number: usize, at: usize) -> String {
    let file = format!("https://blog.example.org/wp-content/uploads/2024/05/picture-{number}-{at}");
    let sizes = [300, 600, 768, 1024, 1200, 1536, 1800, 2048];
    let sizes: Vec<String> = sizes
        .iter()
        .map(|width| format!("{file}-{width}x{}.jpg {width}w", width * 2 / 3))
        .collect();
    format!(
        "<figure class=\"wp-block-image size-large\"><img loading=\"lazy\" decoding=\"async\" width=\"1024\" height=\"683\" \
         src=\"{file}-1024x683.jpg\" alt=\"\" class=\"wp-image-{at}\" srcset=\"{}\" \
         sizes=\"auto, (max-width: 1024px) 100vw, 1024px\" /></figure>\n\n",
        sizes.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_has_the_size_of_real_ones_and_about_half_of_it_is_text() {
        let paragraphs = paragraphs().unwrap();
        let posts = [0, 1, 499].map(|number| post(number, &paragraphs));
        assert_ne!(posts[0]["content"], posts[1]["content"]);
        for post in &posts {
            let bytes = post.to_string().len();
            assert!((40_000..=46_000).contains(&bytes), "{bytes}");
            let content = post["content"]["rendered"].as_str().unwrap();
            let text: usize = content
                .split('<')
                .filter_map(|part| Some(part.split_once('>')?.1.len()))
                .sum();
            assert!((POST / 3..POST * 2 / 3).contains(&text), "{text}");
        }
    }
}
