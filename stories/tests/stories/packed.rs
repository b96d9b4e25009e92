//! PDFs and office files are read by a confined child, which harms nobody whatever the file does.

use crate::record::{Record, succeeds};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use stories::{Jumelage, Outcome};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Longest that a hostile file may keep a reader, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_mins(1);
const WORDS: &str = "Le 12 mai 2023, Montpellier et Mykolaïv ont signé une convention de jumelage.";

/// A PDF of these objects, the first of them its catalogue, with more in its trailer.
fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n").into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let size = objects.len() + 1;
    bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").into_bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    let trailer = format!("trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(trailer.into_bytes());
    bytes
}

/// A page whose content is this stream, packed by these filters.
fn page(filters: &str, stream: &[u8], trailer: &str) -> Vec<u8> {
    let content = format!("<</Length {}{filters}>>stream\n", stream.len()).into_bytes();
    let font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec();
    let sheet =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>";
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        sheet.as_bytes().to_vec(),
        [content.as_slice(), stream, b"\nendstream"].concat(),
        font,
    ];
    pdf(&objects, trailer)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(part.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn read(&self, name: &str, bytes: &[u8]) -> Outcome {
        let path = self.put(name, bytes);
        Jumelage::with(["read".into(), path.into_os_string()])
            .run()
            .unwrap()
    }

    fn refuses(&self, name: &str, bytes: &[u8]) -> String {
        let began = Instant::now();
        let outcome = self.read(name, bytes);
        assert_eq!(outcome.code, Some(2), "{}", outcome.stdout);
        assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
        assert!(outcome.stderr.contains(name), "{}", outcome.stderr);
        outcome.stderr
    }
}

#[test]
fn a_pdf_is_read_and_imported_by_its_text() {
    let desk = Desk::new();
    let words = b"BT /F 12 Tf 40 800 Td (Le 12 mai 2023, Montpellier et Mykola\xefv ont sign\xe9 une convention de jumelage.) Tj ET";
    let paper = page("", words, "");
    let outcome = desk.read("paper.pdf", &paper);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(outcome.stdout.contains(WORDS), "{}", outcome.stdout);
    let record = Record::empty();
    let path = desk.put("paper.pdf", &paper);
    let said = record.import(std::slice::from_ref(&path)).stdout;
    assert!(said.contains("1 claims new"), "{said}");
    assert!(record.import(&[path]).stdout.ends_with("nothing new\n"));
    record.sound();
}

#[test]
fn a_text_document_is_read_with_its_headings_lists_and_tables() {
    let word = |body: &str| {
        let open =
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
        archive(&[(
            "word/document.xml",
            &format!("{open}{body}</w:body></w:document>"),
        )])
    };
    let paragraph =
        |style: &str, text: &str| format!("<w:p><w:pPr>{style}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph("", text));
    let body = [
        paragraph("<w:pStyle w:val=\"Titre1\"/>", "Nos partenaires"),
        paragraph("", WORDS),
        paragraph("<w:numPr/>", "Une ambulance"),
        format!(
            "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
            cell("Nantes"),
            cell("Kherson")
        ),
        "<w:del><w:r><w:delText>taken out</w:delText></w:r></w:del>".to_owned(),
    ];
    let docx = word(&body.concat());
    let desk = Desk::new();
    let outcome = desk.read("letter.docx", &docx);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    for words in ["Nos partenaires\n", WORDS, "Une ambulance", "Nantes\tKherson"] {
        assert!(outcome.stdout.contains(words), "{words}: {}", outcome.stdout);
    }
    assert!(!outcome.stdout.contains("taken out"));
    let record = Record::empty();
    let said = record.import(&[desk.put("letter.docx", &docx)]).stdout;
    assert!(
        said.contains("claims new") && !said.contains(" 0 claims new"),
        "{said}"
    );
    let odt = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            &format!(
                "<o:document xmlns:o=\"urn:o\" xmlns:text=\"urn:t\" xmlns:table=\"urn:b\"><o:body><text:h text:outline-level=\"1\">Наші партнери</text:h>\
                 <text:p>{WORDS}</text:p><text:list><text:list-item><text:p>Швидка</text:p></text:list-item></text:list>\
                 <o:annotation><text:p>a remark</text:p></o:annotation></o:body></o:document>"
            ),
        ),
    ]);
    let outcome = desk.read("letter.odt", &odt);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(
        outcome.stdout.contains("Наші партнери")
            && outcome.stdout.contains(WORDS)
            && outcome.stdout.contains("Швидка"),
        "{}",
        outcome.stdout
    );
    assert!(!outcome.stdout.contains("a remark"));
}

#[test]
fn a_pdf_of_790_bytes_that_unpacks_to_gigabytes_is_let_go_of_within_its_limits() {
    let thrice = packed(&packed(&packed(&vec![0; 1 << 30])));
    let content = format!(
        "<</Length {}/Filter[/FlateDecode/FlateDecode/FlateDecode]>>stream\n",
        thrice.len()
    );
    let bomb = pdf(
        &[
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents[{}]>>",
                "4 0 R ".repeat(16)
            )
            .into_bytes(),
            [content.as_bytes(), &thrice, b"\nendstream"].concat(),
        ],
        "",
    );
    assert!(bomb.len() <= 790, "{} bytes", bomb.len());
    let said = Desk::new().refuses("bomb.pdf", &bomb);
    assert!(said.contains("takes more than"), "{said}");
}

#[test]
fn pdfs_that_give_no_text_are_told_apart_with_what_to_do() {
    let desk = Desk::new();
    let circle = pdf(
        &[
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 1000000000>>".to_vec(),
        ],
        "",
    );
    let locked = format!(
        "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{}>/U<{}>>>",
        "41".repeat(32),
        "42".repeat(32)
    );
    let words = b"BT /F 12 Tf (x) Tj ET";
    for (bytes, says) in [
        (b"%PDF-1.7\nand then nothing".to_vec(), "the PDF is damaged"),
        (circle, "the PDF is damaged"),
        (page("", words, &locked), "opens with a password only"),
        (page("", b"0 0 10 10 re f", ""), "no text layer, only pictures"),
    ] {
        let said = desk.refuses("paper.pdf", &bytes);
        assert!(said.contains(says), "{says}: {said}");
    }
    // Where pdftotext is not installed, the message names the package.
    let nowhere = Jumelage::with(["confined", "program", "jumelage-is-no-such-program"])
        .run()
        .unwrap();
    assert_eq!(nowhere.code, Some(127));
}

/// An archive whose entries all lead to the same packed bytes, each a part of its own.
fn overlapping(entries: u32) -> Vec<u8> {
    let whole = " ".repeat(16 << 20);
    let mut bytes = archive(&[("word/document.xml", &whole)]);
    let end = bytes.len() - 22;
    let directory = u32::from_le_bytes(bytes[end + 16..end + 20].try_into().unwrap());
    let place = usize::try_from(directory).unwrap();
    let entry = bytes[place..end].to_vec();
    let mut tail = bytes[end..].to_vec();
    bytes.truncate(end);
    for number in 1..entries {
        let mut copy = entry.clone();
        let name = copy.len() - "word/document.xml".len();
        copy[name..].copy_from_slice(format!("word/d{number:07}.xml").as_bytes());
        bytes.extend(copy);
    }
    let size = u32::try_from(bytes.len()).unwrap() - directory;
    let count = u16::try_from(entries).unwrap().to_le_bytes();
    tail[8..10].copy_from_slice(&count);
    tail[10..12].copy_from_slice(&count);
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    bytes.extend(tail);
    bytes
}

#[test]
fn archives_that_unpack_to_more_than_they_are_are_refused() {
    let desk = Desk::new();
    let overlapping = overlapping(2_000);
    assert!(overlapping.len() < 200_000, "{} bytes", overlapping.len());
    let said = desk.refuses("letter.docx", &overlapping);
    assert!(said.contains("letter.docx"), "{said}");
    let large = " ".repeat(65 << 20);
    let said = desk.refuses("letter.docx", &archive(&[("word/document.xml", &large)]));
    assert!(said.contains("unpacks to more than"), "{said}");
    let deep = format!("{}{}", "<a>".repeat(300_000), "</a>".repeat(300_000));
    desk.refuses("letter.docx", &archive(&[("word/document.xml", &deep)]));
    let laughs = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
    desk.refuses("letter.docx", &archive(&[("word/document.xml", laughs)]));
    desk.refuses("sheet.xlsx", b"PK\x03\x04 and then nothing");
}

#[test]
fn a_confined_program_reaches_nothing() {
    let desk = Desk::new();
    let secret = desk.put("secret.txt", b"secret");
    let confined = |words: &[&str]| {
        let call = ["confined", "program"].iter().chain(words).copied();
        Jumelage::with(call).run().unwrap()
    };
    // It does run: what follows is not refused because nothing works.
    assert_eq!(
        succeeds(Jumelage::with(["confined", "program", "echo", "here"])).stdout,
        "here\n"
    );
    let secret = secret.to_str().unwrap();
    let read = confined(&["cat", secret]);
    assert!(
        read.code != Some(0) && !read.stdout.contains("secret"),
        "{read:?}"
    );
    let settings = confined(&["cat", "/etc/passwd"]);
    assert!(
        settings.code != Some(0) && settings.stdout.is_empty(),
        "{settings:?}"
    );
    let touched = format!("{secret}.new");
    assert_ne!(confined(&["touch", &touched]).code, Some(0));
    assert!(!std::path::Path::new(&touched).exists());
    assert_ne!(
        confined(&["sh", "-c", "ls / | cat"]).code,
        Some(0),
        "it started another"
    );
    let connected = confined(&["bash", "-c", "echo > /dev/tcp/127.0.0.1/9"]);
    assert!(
        connected.stderr.contains("Operation not permitted"),
        "{connected:?}"
    );
    let eaten = confined(&["perl", "-e", "my $x = 'x' x (1 << 30); print 'eaten'"]);
    assert!(
        eaten.code != Some(0) && !eaten.stdout.contains("eaten"),
        "{eaten:?}"
    );
}
