//! Signing in through a real `OpenID` Connect provider: the certified `oidc-provider`, on this machine.

use crate::record::{Record, succeeds};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use stories::{Answer, Jumelage, Request, Server};

/// A running provider; ended by its own handle.
struct Provider {
    child: Child,
    address: String,
}

impl Drop for Provider {
    fn drop(&mut self) {
        // Whatever it is in the middle of: it is ours.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Provider {
    /// A provider for this site that signs so.
    fn of(site: &str, algorithm: &str, pkce: &str) -> Self {
        let here = stories::workspace();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("npm-provider");
        let made = Command::new(here.join("tools/npm-packages"))
            .args([&here.join("stories/provider"), &folder])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let mut child = Command::new("node")
            .arg(folder.join("provider.mjs"))
            .args([site, algorithm, pkce])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut says = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = says.next().unwrap().unwrap();
        Self { child, address }
    }
}

/// A site with a provider, and somebody's browser.
struct Stage {
    server: Server,
    provider: Provider,
    /// The address of the site as the provider knows it.
    site: String,
    _record: Record,
}

/// What a site is told of its provider.
struct Told {
    signed: &'static str,
    expected: &'static str,
    pkce: &'static str,
}

const USUAL: Told = Told {
    signed: "RS256",
    expected: "rs256",
    pkce: "on",
};

impl Stage {
    fn of(told: &Told) -> Self {
        let record = Record::empty();
        succeeds(record.told(Jumelage::with([
            "user",
            "add",
            "marc@example.org",
            "--name",
            "Marc",
        ])));
        // The provider wants to know beforehand where browsers come back to; the stage leads this name to the server.
        let site = "http://127.0.0.1:9".to_owned();
        let provider = Provider::of(&site, told.signed, told.pkce);
        let secret = record.data().join("client-secret");
        std::fs::write(&secret, "the-secret-of-the-client-of-the-story\n").unwrap();
        let serve = Jumelage::with(["serve", "--address", &site])
            .variable("JUMELAGE_PROVIDER", &provider.address)
            .variable("JUMELAGE_PROVIDER_NAME", "StoryConnect")
            .variable("JUMELAGE_PROVIDER_CLIENT", "jumelage")
            .variable("JUMELAGE_PROVIDER_SECRET_FILE", &secret)
            .variable("JUMELAGE_PROVIDER_PKCE", told.pkce)
            .variable("JUMELAGE_PROVIDER_ALGORITHM", told.expected);
        let server = Server::with(record.told(serve)).unwrap();
        Self {
            server,
            provider,
            site,
            _record: record,
        }
    }

    fn browser(&self, who: &str) -> Browser<'_> {
        Browser {
            stage: self,
            jars: BTreeMap::from([
                (true, BTreeMap::new()),
                (false, BTreeMap::from([("story_who".to_owned(), who.to_owned())])),
            ]),
        }
    }
}

/// A browser with the cookies of the site (`true`) and of the provider (`false`).
struct Browser<'a> {
    stage: &'a Stage,
    jars: BTreeMap<bool, BTreeMap<String, String>>,
}

impl Browser<'_> {
    /// What the browser sends to one of the two places.
    fn cookies(&self, is_site: bool) -> String {
        let jar = &self.jars[&is_site];
        let cookies: Vec<String> = jar
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        cookies.join("; ")
    }

    /// The answer of one of the two places.
    fn asks(&mut self, is_site: bool, request: Request) -> Answer {
        let request = request.header("cookie", &self.cookies(is_site));
        let provider = self.stage.provider.address.strip_prefix("http://").unwrap();
        let place: SocketAddr = if is_site {
            self.stage.server.address()
        } else {
            provider.parse().unwrap()
        };
        let answer = request.send(place).unwrap();
        let jar = self.jars.get_mut(&is_site).unwrap();
        for (_, cookie) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() || cookie.contains("Max-Age=0") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// Follows every redirect from an address of the site; stops before the one that comes back with a code, if asked to.
    fn goes(&mut self, path: &str, stop: Option<&str>) -> (String, Answer) {
        let (mut is_site, mut path) = (true, path.to_owned());
        let site = self.stage.site.clone();
        for _ in 0..12 {
            let answer = self.asks(is_site, Request::get(path.as_str()));
            let Some(to) = answer.header("location").map(ToOwned::to_owned) else {
                return (path, answer);
            };
            let provider = self.stage.provider.address.clone();
            (is_site, path) = match (to.strip_prefix(&site), to.strip_prefix(&provider)) {
                (Some(rest), _) => (true, rest.to_owned()),
                (_, Some(rest)) => (false, rest.to_owned()),
                _ => (is_site, to),
            };
            if stop.is_some_and(|stop| is_site && path.starts_with(stop)) {
                return (path, answer);
            }
        }
        panic!("the redirects have no end, at last {path}");
    }

    /// Whether the account page opens.
    fn is_signed_in(&mut self) -> bool {
        self.asks(true, Request::get("/en/account")).status == 200
    }
}

const BEGIN: &str = "/en/sign-in/provider?back=/en/stories";
const BACK: &str = "/provider/back?";

#[test]
fn a_person_signs_in_through_a_certified_provider_and_out_again() {
    for told in [
        USUAL,
        Told {
            signed: "ES256",
            expected: "es256",
            pkce: "off",
        },
    ] {
        let stage = Stage::of(&told);
        let mut olha = stage.browser("olha");
        for _ in 0..2 {
            let (path, answer) = olha.goes(BEGIN, None);
            assert_eq!(
                (path.as_str(), answer.status),
                ("/en/stories", 200),
                "{}",
                stage.server.stderr()
            );
            assert!(olha.is_signed_in());
            let account = olha.asks(true, Request::get("/en/account")).text();
            assert!(
                account.contains("Ольга Коваль") && account.contains("olha@example.org"),
                "told by userinfo"
            );
        }
        let left = olha.asks(true, Request::form("/en/sign-out", &[]));
        assert_eq!(left.header("location"), Some("/en/sign-out"));
        assert!(!olha.is_signed_in());
        let (path, out) = olha.goes("/en/sign-out/provider", None);
        assert_eq!(out.status, 200, "{path}");
        assert!(path.starts_with("/session/end"), "{path}");

        // An address that has an account is never joined to it in silence, proved or not.
        for who in ["marc", "anne"] {
            let mut browser = stage.browser(who);
            let (_, asked) = browser.goes(BEGIN, None);
            assert!(asked.text().contains("Join and sign in"), "{who}");
            assert!(!browser.is_signed_in());
        }
    }
}

#[test]
fn what_was_tampered_with_opens_nothing() {
    for told in [USUAL, Told { pkce: "off", ..USUAL }] {
        let stage = Stage::of(&told);
        let part = |path: &str, name: &str| {
            let pair = path.split(['?', '&']).find_map(|pair| pair.strip_prefix(name));
            pair.unwrap().to_owned()
        };
        // The code of another attempt: the proof, or the nonce in the token, is another.
        let mut olha = stage.browser("olha");
        let (first, _) = olha.goes(BEGIN, Some(BACK));
        let mut marc = stage.browser("marc");
        let (second, _) = marc.goes(BEGIN, Some(BACK));
        let crossed = format!(
            "{BACK}code={}&state={}",
            part(&first, "code="),
            part(&second, "state=")
        );
        let (_, answer) = marc.goes(&crossed, None);
        assert_eq!(answer.status, 502, "{}", answer.text());
        assert!(!marc.is_signed_in());

        // A state that was made up ends the attempt.
        let (path, _) = olha.goes(BEGIN, Some(BACK));
        let forged = format!("{BACK}code={}&state={}", part(&path, "code="), "0".repeat(64));
        assert_eq!(olha.goes(&forged, None).1.status, 410);
        assert_eq!(olha.goes(&path, None).1.status, 410);

        // A code that was used, with an attempt that was not.
        let (used, _) = olha.goes(BEGIN, Some(BACK));
        assert_eq!(olha.goes(&used, None).1.status, 200);
        assert!(olha.is_signed_in());
        let mut again = stage.browser("olha");
        let (fresh, _) = again.goes(BEGIN, Some(BACK));
        let replayed = format!(
            "{BACK}code={}&state={}",
            part(&used, "code="),
            part(&fresh, "state=")
        );
        assert_eq!(again.goes(&replayed, None).1.status, 502);
        assert!(!again.is_signed_in());
        let said = stage.server.stderr();
        for secret in [
            part(&used, "code="),
            part(&fresh, "state="),
            "olha@example.org".to_owned(),
        ] {
            assert!(!said.contains(&secret), "the log tells a secret: {said}");
        }
    }
}

#[test]
fn another_algorithm_a_cancelled_sign_in_and_a_provider_that_is_gone() {
    let stage = Stage::of(&Told {
        signed: "ES256",
        ..USUAL
    });
    let mut olha = stage.browser("olha");
    let (_, answer) = olha.goes(BEGIN, None);
    assert_eq!(answer.status, 502, "only the pinned algorithm counts");
    let mut nobody = stage.browser("nobody");
    let (_, cancelled) = nobody.goes(BEGIN, None);
    assert_eq!(cancelled.status, 200);
    assert!(
        cancelled
            .text()
            .contains("You were not signed in with StoryConnect"),
        "{}",
        cancelled.text()
    );
    let mut late = stage.browser("olha");
    let (path, _) = late.goes(BEGIN, Some(BACK));
    let cookies = late.cookies(true);
    let Stage {
        server,
        provider,
        _record,
        ..
    } = stage;
    drop(provider);
    let path = path.replace("/provider/back", "/en/sign-in/provider/back");
    let request = Request::get(path.as_str()).header("cookie", &cookies);
    let away = request.send(server.address()).unwrap();
    assert_eq!(away.status, 503);
    assert!(
        away.text().contains("StoryConnect does not answer"),
        "{}",
        away.text()
    );
}
