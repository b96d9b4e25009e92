//! The worker against a record of its own.

use super::*;
use register::{Keys, Order};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;
use tokio::sync::oneshot;
use vocabulary::{JobState, Language, Letter, Mail};

/// What the next tries of a job come to.
type Script = Box<dyn Fn(&TakenJob) -> Turn + Send + Sync>;

enum Turn {
    Answer(Result<(), Failure>),
    Panic,
    Take(Duration),
}

struct Scripted {
    script: Script,
    done: AtomicUsize,
}

impl Effects for Scripted {
    fn kinds(&self) -> Vec<JobKind> {
        vec![JobKind::Mail]
    }

    async fn carry_out(&self, taken: TakenJob) -> Result<(), Failure> {
        let turn = (self.script)(&taken);
        match turn {
            Turn::Answer(answer) => answer?,
            Turn::Panic => panic!("on purpose"),
            Turn::Take(time) => sleep(time).await,
        }
        self.done.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

struct Bench {
    register: Arc<Register>,
    ids: Arc<Keys>,
    clock: Clock,
    time: Arc<Mutex<i64>>,
    _folder: TempDir,
}

impl Bench {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jumelage.db");
        let register = Register::open(path.to_str().unwrap()).await.unwrap();
        let time = Arc::new(Mutex::new(1_764_000_000_000_000));
        let read = Arc::clone(&time);
        let mut count = 0_u64;
        let keys = Keys::new(move || {
            count += 1;
            let mut bytes = [0; 10];
            bytes[2..].copy_from_slice(&count.to_be_bytes());
            bytes
        });
        Self {
            register: Arc::new(register),
            ids: Arc::new(keys),
            clock: Arc::new(move || Moment::utc(*read.lock().unwrap())),
            time,
            _folder: folder,
        }
    }

    fn pass(&self, time: Duration) {
        *self.time.lock().unwrap() += i64::try_from(time.as_micros()).unwrap();
    }

    async fn order(&self, key: &str) {
        let job = Job::Mail(Mail {
            to: "a@b.example".parse().unwrap(),
            language: Language::FR,
            letter: Letter::Trial,
        });
        let by = Actor::Operator {
            command: "test".to_owned(),
        };
        let now = (self.clock)();
        let act = Act::new(&by, &now, &*self.ids);
        self.register.enqueue(&Order::now(&job, key), act).await.unwrap();
    }

    fn start(&self, pace: Pace, script: Script) -> (oneshot::Sender<()>, JoinHandle<()>, Arc<Scripted>) {
        let effects = Arc::new(Scripted {
            script,
            done: AtomicUsize::new(0),
        });
        let worker = Worker {
            register: Arc::clone(&self.register),
            effects: Arc::clone(&effects),
            clock: Arc::clone(&self.clock),
            ids: self.ids.clone(),
            pace,
        };
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(worker.run(async move { drop(stopped.await) }));
        (stop, running, effects)
    }

    async fn states(&self) -> Vec<JobState> {
        let jobs = self.register.jobs(None, 100).await.unwrap();
        jobs.iter().map(|job| job.state).collect()
    }

    /// The only job, once it has come back from this try.
    async fn tried(&self, tries: u32) -> register::ListedJob {
        for _ in 0..1000 {
            let job = self.register.jobs(None, 1).await.unwrap().pop().unwrap();
            if job.tries == tries && job.state == JobState::Waiting {
                return job;
            }
            sleep(Duration::from_millis(10)).await;
        }
        panic!("the job never came back from try {tries}");
    }

    async fn until(&self, states: &[JobState]) {
        for _ in 0..1000 {
            if self.states().await == states {
                return;
            }
            sleep(Duration::from_millis(10)).await;
        }
        panic!("{:?} instead of {states:?}", self.states().await);
    }
}

fn quick() -> Pace {
    Pace {
        look: Duration::from_millis(10),
        grace: Duration::from_millis(50),
        ..Pace::default()
    }
}

#[tokio::test]
async fn every_job_is_carried_out_once() {
    let bench = Bench::new().await;
    for number in 0..20 {
        bench.order(&format!("mail:{number}")).await;
    }
    let (stop, running, effects) = bench.start(quick(), Box::new(|_| Turn::Answer(Ok(()))));
    bench.until(&[JobState::Done; 20]).await;
    stop.send(()).unwrap();
    running.await.unwrap();
    assert_eq!(effects.done.load(Ordering::SeqCst), 20);
}

#[tokio::test]
async fn a_job_that_fails_or_panics_waits_longer_each_time_and_is_parked() {
    let bench = Bench::new().await;
    bench.order("mail:1").await;
    let later = |taken: &TakenJob| match taken.try_number {
        2 => Turn::Panic,
        number => Turn::Answer(Err(Failure::Later {
            why: format!("refused {number}"),
        })),
    };
    let (_stop, _running, _) = bench.start(quick(), Box::new(later));
    for (tries, wait) in [(1, 30), (2, 120), (3, 480), (4, 1920)] {
        let job = bench.tried(tries).await;
        let waits = (job.due.micros - (bench.clock)().micros) / 1_000_000;
        assert!(
            (wait..=wait * 5 / 4).contains(&waits),
            "{waits} s instead of {wait} s"
        );
        bench.pass(Duration::from_secs(u64::try_from(waits).unwrap() + 1));
    }
    bench.until(&[JobState::Parked]).await;
    let parked = bench.register.jobs(None, 1).await.unwrap().pop().unwrap();
    assert_eq!((parked.tries, parked.failure.as_deref()), (5, Some("refused 5")));
}

#[tokio::test]
async fn a_job_that_cannot_work_is_parked_at_once() {
    let bench = Bench::new().await;
    bench.order("mail:1").await;
    let never = |_: &TakenJob| {
        Turn::Answer(Err(Failure::Never {
            why: "no such mailbox".to_owned(),
        }))
    };
    let (_stop, _running, _) = bench.start(quick(), Box::new(never));
    bench.until(&[JobState::Parked]).await;
}

#[tokio::test]
async fn a_stop_gives_back_what_does_not_end_within_the_grace() {
    let bench = Bench::new().await;
    bench.order("mail:1").await;
    let (stop, running, effects) = bench.start(quick(), Box::new(|_| Turn::Take(Duration::from_mins(10))));
    bench.until(&[JobState::Running]).await;
    stop.send(()).unwrap();
    running.await.unwrap();
    let job = bench.register.jobs(None, 1).await.unwrap().pop().unwrap();
    assert_eq!((job.state, job.tries), (JobState::Waiting, 0));
    assert_eq!(effects.done.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_long_job_stays_in_hand_and_a_lost_one_is_let_go() {
    let bench = Bench::new().await;
    bench.order("mail:1").await;
    let pace = Pace {
        lease: Duration::from_millis(90),
        ..quick()
    };
    let (_stop, _running, effects) = bench.start(pace, Box::new(|_| Turn::Take(Duration::from_millis(1500))));
    bench.until(&[JobState::Running]).await;
    // The clock of the record goes on with the pulse: each beat moves the end of the lease.
    for _ in 0..5 {
        sleep(Duration::from_millis(60)).await;
        bench.pass(Duration::from_millis(60));
    }
    let until = bench.register.jobs(None, 1).await.unwrap().pop().unwrap().due;
    assert!(until.micros > (bench.clock)().micros - 60_000, "{until}");
    // Another node finds the lease over, because this one's clock stood still.
    let (now, until) = (
        later::behind(&(bench.clock)(), Duration::from_secs(10)),
        later::behind(&(bench.clock)(), Duration::from_mins(10)),
    );
    let kinds: (&[JobKind], u64) = (&[JobKind::Mail], 1);
    let holder = bench.ids.fresh(&now);
    let stolen = bench
        .register
        .take_jobs(kinds, holder, (&now, &until))
        .await
        .unwrap();
    assert_eq!(stolen.len(), 1);
    sleep(Duration::from_millis(1800)).await;
    assert_eq!(effects.done.load(Ordering::SeqCst), 0, "two did it");
}

#[tokio::test]
async fn the_worker_sees_to_its_own_sweep_and_to_schedules_that_are_due() {
    let bench = Bench::new().await;
    let (_stop, _running, _) = bench.start(quick(), Box::new(|_| Turn::Answer(Ok(()))));
    for _ in 0..500 {
        if !bench.register.schedules().await.unwrap().is_empty() {
            break;
        }
        sleep(Duration::from_millis(10)).await;
    }
    let schedules = bench.register.schedules().await.unwrap();
    assert_eq!(schedules.len(), 1, "what this worker cannot do is not asked for");
    assert_eq!(schedules[0].name, "sweep");
    assert!(schedules[0].next.micros > (bench.clock)().micros);
    bench.pass(Duration::from_hours(49));
    let (_stop, _running, _) = bench.start(quick(), Box::new(|_| Turn::Answer(Ok(()))));
    // Two nights were missed; one sweep waits.
    bench.until(&[JobState::Waiting]).await;
}
