//! What stories of the web look like here: their simplest formatting, their picture drawn anew, nothing that runs.

use crate::record::Record;
use crate::site::says;
use crate::uploads::Person;
use flate2::Crc;
use flate2::write::ZlibEncoder;
use serde_json::json;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use stories::{Jumelage, Request, Server};

/// A PNG of this size by its header, with the pixels of a small one.
fn png(side: u32, pixels: u32) -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let mut crc = Crc::new();
        crc.update(name);
        crc.update(data);
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length, name.as_slice(), data, &crc.sum().to_be_bytes()].concat()
    };
    let head = [
        side.to_be_bytes().as_slice(),
        &side.to_be_bytes(),
        &[8, 2, 0, 0, 0],
    ]
    .concat();
    let row = [vec![0_u8], vec![200; 3 * usize::try_from(pixels).unwrap()]].concat();
    let mut packer = ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packer
        .write_all(&row.repeat(usize::try_from(pixels).unwrap()))
        .unwrap();
    [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        &chunk(b"IHDR", &head),
        &chunk(b"tEXt", b"Comment\0taken in the garden of the mayor"),
        &chunk(b"IDAT", &packer.finish().unwrap()),
        &chunk(b"IEND", b""),
    ]
    .concat()
}

/// A WordPress site of two posts, each with a picture.
fn town() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer(stream, place));
        }
    });
    place
}

fn answer(mut stream: TcpStream, place: SocketAddr) {
    let mut head = [0; 4096];
    let read = stream.read(&mut head).unwrap_or(0);
    let head = String::from_utf8_lossy(&head[..read]).into_owned();
    let asked = head.split(' ').nth(1).unwrap_or_default();
    let post = |id: u64, picture: &str| {
        json!({
            "id": id,
            "date": "2023-05-13T10:00:00",
            "link": format!("http://{place}/{id}"),
            "title": { "rendered": format!("Convoi no {id}") },
            "content": { "rendered": format!(
                "<p onclick=\"run()\">Le 12 mai 2023, <strong>Montpellier</strong> et Mykolaïv ont signé une convention de partenariat.\
                 <script>run()</script> <a href=\"https://town.example/\" onmouseover=\"run()\">Lire</a> <a href=\"javascript:run()\">Agir</a></p>\
                 <ul><li>des lits</li></ul><figure><img src=\"http://{place}/{picture}\" alt=\"Un camion &quot;bleu&quot;\" onerror=\"run()\"></figure>") },
        })
    };
    let (status, sort, body) = match asked {
        "/ok.png" => ("200 OK", "image/png", png(8, 8)),
        "/large.png" => ("200 OK", "image/png", png(60_000, 8)),
        path if path.starts_with("/wp-json") => {
            let posts = [post(1, "ok.png"), post(2, "large.png")];
            ("200 OK", "application/json", serde_json::to_vec(&posts).unwrap())
        }
        _ => ("404 Not Found", "text/plain", Vec::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nX-WP-TotalPages: 1\r\nContent-Type: {sort}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(&body));
}

#[test]
fn a_story_keeps_its_formatting_and_picture_and_nothing_that_runs() {
    let (record, place) = (Record::demo(), town());
    let call = ["serve", "--also-fetch", &place.to_string()];
    let server = Server::with(Jumelage::with(call).data(record.data())).unwrap();
    let anne = Person::at(&record, &server);
    let address = format!("http://{place}/wp-json");
    let given = [("address", address.as_str()), ("rights", "own")];
    let import = anne.goes(&server, Request::form("/en/import/address", &given));
    anne.waits(&server, &import, "to be confirmed");
    anne.decides(&server, &import, "confirm");
    let done = anne.waits(&server, &import, "Import again");
    says(&done, &["A picture could not be had", "60000 × 60000"]);

    let story = |title: &str| {
        let list = anne.waits(&server, "/en/stories", title);
        let before = list.split(title).next().unwrap();
        let link = before
            .rsplit("href=\"")
            .next()
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        server.get(&link).unwrap().text()
    };
    let page = story("Convoi no 1");
    says(
        &page,
        &[
            "<strong>Montpellier</strong> et Mykolaïv",
            "<li>des lits</li>",
            "<a href=\"https://town.example/\" rel=\"nofollow noopener\">Lire</a>",
            "width=\"8\" height=\"8\"",
            "Un camion &#34;bleu&#34;",
            "Picture:",
        ],
    );
    for runs in ["run()", "onclick", "onerror", "javascript:", "<figure><img"] {
        assert!(!page.contains(runs), "{runs} came through: {page}");
    }
    assert!(!story("Convoi no 2").contains("/pictures/"));
    is_served(&server, &page);
    record.sound();
}

/// The picture of a page is served by us, to be kept, without what its file said besides.
fn is_served(server: &Server, page: &str) {
    let picture = page
        .split("src=\"/pictures/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let picture = server.get(&format!("/pictures/{picture}")).unwrap();
    assert_eq!(picture.status, 200);
    assert_eq!(picture.header("content-type"), Some("image/jpeg"));
    says(
        picture.header("cache-control").unwrap(),
        &["max-age=31536000", "immutable"],
    );
    let garden = b"garden of the mayor";
    assert!(!picture.body.windows(garden.len()).any(|piece| piece == garden));
    assert_eq!(
        server
            .get(&format!("/pictures/{}", "0".repeat(64)))
            .unwrap()
            .status,
        404
    );
}
