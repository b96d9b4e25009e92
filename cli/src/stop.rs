//! The wish to stop: SIGINT or SIGTERM, for as many listeners as there are.
//!
//! # Invariants
//! Who listens late hears it too.

use anyhow::Context;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Listens for the signals from here on.
pub(crate) fn signals() -> anyhow::Result<watch::Receiver<bool>> {
    let mut terminate = signal(SignalKind::terminate()).context("the signal SIGTERM cannot be waited for")?;
    let (tell, hear) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        // Nobody left to hear it is no loss.
        let _ = tell.send(true);
    });
    Ok(hear)
}

/// Resolves once a stop was asked for.
pub(crate) async fn asked(mut hear: watch::Receiver<bool>) {
    // An error means that the listener itself is gone, and the program with it.
    let _ = hear.wait_for(|asked| *asked).await;
}
