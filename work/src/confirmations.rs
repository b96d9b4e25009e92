//! Yearly confirmations: each night the parties of partnerships that were silent for a year are asked by mail.
//!
//! In: the record and the day. Out: letters on the list of jobs, each with a link that confirms in one step.
//!
//! # Invariants
//! - Who is due is the rule of [`cooperate::confirming`]; who gets the letter, and that nobody gets it twice, is the record's.
//! - A night that was cut off goes on where it stopped: what was asked is noted with the letters.

use cooperate::confirming::{Askable, due};
use register::{Act, Question, Register, RegisterError};
use std::sync::Arc;
use std::time::Duration;
use vocabulary::{Language, Letter, Moment, SecretLink};

/// For how many days a link can be followed.
const DAYS: u32 = 30;
/// A body that was asked within this time is not asked again, whatever another node thinks.
const APART: Duration = Duration::from_hours(360 * 24);

/// The address of the page that confirms, for a reader of a language, with the secret of a link.
pub type PageFor = Arc<dyn Fn(Language, &str) -> String + Send + Sync>;

/// What asking needs of the site.
#[derive(Clone)]
pub struct Confirmations {
    /// The address of the page that confirms.
    pub page: PageFor,
    /// Fresh random bytes.
    pub random: Arc<dyn Fn() -> [u8; 32] + Send + Sync>,
}

impl std::fmt::Debug for Confirmations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Confirmations")
    }
}

impl Confirmations {
    /// Asks for what is due on the day of the act; the answer is how many letters that were.
    pub async fn ask(&self, register: &Register, act: Act<'_>) -> Result<usize, RegisterError> {
        let Some(today) = act.now.day() else { return Ok(0) };
        let askable = register.confirmable().await?.into_iter().map(|one| Askable {
            partnership: one.partnership,
            body: one.body,
            asked: one.asked.as_ref().and_then(Moment::day),
        });
        let apart = i64::try_from(APART.as_micros()).unwrap_or(i64::MAX);
        let letter = |language, about: register::AskedAbout| Letter::ConfirmPartnership {
            partnership: about.partnership,
            body: about.body,
            link: SecretLink::new((self.page)(language, &about.secret)),
            days: DAYS,
        };
        let question = Question {
            unasked_since: &Moment::utc(act.now.micros.saturating_sub(apart)),
            lasts: Duration::from_hours(u64::from(DAYS) * 24),
            random: &*self.random,
            letter: &letter,
        };
        let mut letters = 0;
        for one in due(askable.collect(), today) {
            let about = (one.partnership.id, one.body);
            letters += register.ask_confirmation(about, question, act).await?;
        }
        Ok(letters)
    }
}
