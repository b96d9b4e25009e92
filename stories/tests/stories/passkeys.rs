//! Somebody adds a passkey in a browser with a device of its own, and comes in with it.

use crate::browser::judged;
use crate::record::{Record, succeeds};
use crate::uploads::Person;
use stories::{Jumelage, Server, browse_as};

#[test]
fn a_passkey_is_added_in_a_browser_used_at_the_door_and_removed() {
    let record = Record::empty();
    let marc = ["user", "add", "marc@example.org", "--name", "Marc"];
    succeeds(record.told(Jumelage::with(marc)));
    // Browsers make passkeys for names only, and for this one without TLS.
    let serve = Jumelage::with(["serve", "--address", "http://localhost"]);
    let server = Server::with(record.told(serve)).unwrap();
    let anne = Person::at(&record, &server);
    judged(browse_as(&anne.cookie, "passkeys.mjs", &server).unwrap(), &server);
}
