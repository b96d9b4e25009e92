//! The worker: takes jobs from the record's list and carries them out, beside any number of other workers.
//!
//! In: the record, what can be done ([`Effects`]), a clock, and the wish to stop. Out: jobs done, put off or parked.
//!
//! # Invariants
//! - Who has a job says at a third of its lease that it goes on; if it cannot say so in time, it lets the job go.
//! - An effect that happened is written down before the worker stops, however often the record refuses.
//! - A stop lets what runs end within the grace; what does not is given back without counting as a try.

mod calendar;
mod later;

pub use calendar::{CalendarError, next};

use register::{Act, Actor, Ended, Ids, Register, RegisterError, Schedule, TakenJob};
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{MissedTickBehavior, interval, sleep};
use vocabulary::{Job, JobKind, Moment};

/// Why a job could not be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It may work later.
    Later {
        /// What went wrong; no address, no secret.
        why: String,
    },
    /// Trying again cannot help.
    Never {
        /// What went wrong; no address, no secret.
        why: String,
    },
}

/// What can be done.
pub trait Effects: Send + Sync + 'static {
    /// The kinds of jobs that can be carried out here and now; the others wait.
    fn kinds(&self) -> Vec<JobKind>;

    /// Carries a job out. It may be dropped at any point where it waits.
    fn carry_out(&self, taken: TakenJob) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// How a worker works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// Most jobs at once.
    pub at_once: usize,
    /// How long a job stays in hand without a word.
    pub lease: Duration,
    /// How often to look for work.
    pub look: Duration,
    /// How long what runs may go on after a stop.
    pub grace: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            at_once: 4,
            lease: Duration::from_mins(1),
            look: Duration::from_millis(500),
            grace: Duration::from_secs(10),
        }
    }
}

/// Says what time it is.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// A worker.
pub struct Worker<E> {
    /// The record with the list.
    pub register: Arc<Register>,
    /// What can be done.
    pub effects: Arc<E>,
    /// What time it is.
    pub clock: Clock,
    /// Where fresh keys come from.
    pub ids: Arc<dyn Ids>,
    /// How it works.
    pub pace: Pace,
}

/// How often to look at the calendar.
const CALENDAR: Duration = Duration::from_secs(5);
/// How long to wait before telling the record again what it could not take.
const AGAIN: Duration = Duration::from_millis(500);
/// The schedules that the worker sees to itself: name, pattern, job.
const NIGHTLY: [(&str, &str, Job); 2] = [
    ("sweep", "17 3 * * *", Job::Sweep),
    ("confirmations", "41 4 * * *", Job::Confirmations),
];

impl<E: Effects> Worker<E> {
    /// Works until `stop` resolves.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        let this = Arc::new(self);
        let (over, is_over) = watch::channel(false);
        let mut hands = JoinSet::new();
        let mut look = interval(this.pace.look);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut calendar = interval(CALENDAR);
        calendar.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut stop = std::pin::pin!(stop);
        warn("the schedules of the night", this.set_nightly().await);
        loop {
            tokio::select! {
                biased;
                () = &mut stop => break,
                _ = calendar.tick() => warn("the calendar", this.fire().await),
                _ = look.tick() => {}
                Some(_) = hands.join_next(), if !hands.is_empty() => {}
            }
            let free = this.pace.at_once.saturating_sub(hands.len());
            match this.take(free).await {
                Ok(taken) => {
                    for taken in taken {
                        hands.spawn(in_hand(Arc::clone(&this), taken, is_over.clone()));
                    }
                }
                Err(error) => warn::<()>("taking jobs", Err(error)),
            }
        }
        let all_done = async { while hands.join_next().await.is_some() {} };
        if tokio::time::timeout(this.pace.grace, all_done).await.is_err() {
            // Nobody listens only if everything has ended meanwhile.
            let _ = over.send(true);
            while hands.join_next().await.is_some() {}
        }
    }

    async fn take(&self, free: usize) -> Result<Vec<TakenJob>, RegisterError> {
        if free == 0 {
            return Ok(Vec::new());
        }
        let now = (self.clock)();
        let most = u64::try_from(free).unwrap_or(1);
        let kinds = self.effects.kinds();
        let until = self.lease_from(&now);
        self.register
            .take_jobs((&kinds, most), self.ids.fresh(&now), (&now, &until))
            .await
    }

    fn lease_from(&self, now: &Moment) -> Moment {
        later::behind(now, self.pace.lease)
    }

    /// Asks for what the schedules say is due.
    async fn fire(&self) -> Result<(), RegisterError> {
        let now = (self.clock)();
        for schedule in self.register.schedules().await? {
            if schedule.next.micros > now.micros {
                continue;
            }
            let by = Actor::Rule {
                name: format!("schedule {}", schedule.name),
            };
            let act = self.act(&by, &now);
            match next(&schedule.pattern, &schedule.zone, &now) {
                Ok(next) => drop(self.register.fire_schedule(&schedule, &next, act).await?),
                Err(error) => tracing::warn!(schedule = schedule.name, %error, "a schedule has no next time"),
            }
        }
        Ok(())
    }

    /// Makes sure that what is to be done each night is asked for.
    async fn set_nightly(&self) -> Result<(), RegisterError> {
        let now = (self.clock)();
        let by = Actor::Rule {
            name: "worker".to_owned(),
        };
        let kinds = self.effects.kinds();
        for (name, pattern, job) in NIGHTLY {
            // What this worker cannot do would wait, night after night; the sweep is every record's own.
            if job != Job::Sweep && !kinds.contains(&job.kind()) {
                continue;
            }
            let schedule = Schedule {
                name: name.to_owned(),
                pattern: pattern.to_owned(),
                zone: "UTC".to_owned(),
                job,
                next: next(pattern, "UTC", &now).unwrap_or(now.clone()),
                owner: None,
            };
            self.register.set_schedule(&schedule, self.act(&by, &now)).await?;
        }
        Ok(())
    }

    fn act<'a>(&'a self, by: &'a Actor, now: &'a Moment) -> Act<'a> {
        Act::new(by, now, &*self.ids)
    }
}

/// One job from its being taken to its end.
async fn in_hand<E: Effects>(worker: Arc<Worker<E>>, taken: TakenJob, mut is_over: watch::Receiver<bool>) {
    let effects = Arc::clone(&worker.effects);
    let given = taken.clone();
    let mut effect = tokio::spawn(async move { effects.carry_out(given).await });
    let mut beat = interval(worker.pace.lease / 3);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beat.tick().await;
    let mut held_until = worker.lease_from(&(worker.clock)());
    let ended = loop {
        tokio::select! {
            result = &mut effect => break outcome(result, &taken, &(worker.clock)()),
            _ = is_over.changed() => {
                let_go(&mut effect).await;
                break Ended::GivenBack;
            }
            _ = beat.tick() => {
                let now = (worker.clock)();
                let until = worker.lease_from(&now);
                match worker.register.hold_job(&taken, &until).await {
                    Ok(true) => held_until = until,
                    // Somebody else has it now, or will have it at once: two may not do it.
                    Ok(false) => return let_go(&mut effect).await,
                    Err(_) if now.micros >= held_until.micros => return let_go(&mut effect).await,
                    Err(error) => warn::<()>("holding a job", Err(error)),
                }
            }
        }
    };
    write_down(&worker, &taken, &ended, is_over).await;
}

async fn let_go(effect: &mut JoinHandle<Result<(), Failure>>) {
    effect.abort();
    // The answer is that it was let go.
    let _ = effect.await;
}

fn outcome(
    result: Result<Result<(), Failure>, tokio::task::JoinError>,
    taken: &TakenJob,
    now: &Moment,
) -> Ended {
    match result {
        Ok(Ok(())) => Ended::Done,
        Ok(Err(Failure::Never { why })) => Ended::Never { why },
        Ok(Err(Failure::Later { why })) => Ended::Later {
            why,
            from: later::after(now, taken),
        },
        Err(_) => Ended::Later {
            why: "the program stumbled over this job; its log says where".to_owned(),
            from: later::after(now, taken),
        },
    }
}

/// Tells the record what became of a job, again and again until it takes it: a mail that was sent and is not written
/// down would be sent again.
async fn write_down<E: Effects>(
    worker: &Worker<E>,
    taken: &TakenJob,
    ended: &Ended,
    mut is_over: watch::Receiver<bool>,
) {
    loop {
        match worker.register.end_job(taken, ended, &(worker.clock)()).await {
            Ok(_) => return,
            Err(error) => warn::<()>("ending a job", Err(error)),
        }
        // After a stop it is told once more and no longer.
        tokio::select! {
            () = sleep(AGAIN) => {}
            _ = is_over.changed() => {
                let last = worker.register.end_job(taken, ended, &(worker.clock)()).await;
                return warn("ending a job", last);
            }
        }
        let until = worker.lease_from(&(worker.clock)());
        warn("holding a job", worker.register.hold_job(taken, &until).await);
    }
}

fn warn<T>(what: &'static str, answer: Result<T, RegisterError>) {
    if let Err(error) = answer {
        tracing::warn!(%error, what, "the list of jobs did not answer; the worker tries again");
    }
}

#[cfg(test)]
mod tests;
