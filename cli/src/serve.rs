//! `jumelage serve`: the atlas on the web.
//!
//! In: the record and the address to listen on. Out: pages, until a signal asks to stop.
//!
//! # Invariants
//! What was begun is answered before the program stops.

use crate::gazetteer_file::OpenGazetteer;
use crate::record::Place;
use anyhow::Context;
use clap::Args;
use std::io::Write;
use std::net::SocketAddr;
use std::process::ExitCode;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// Where to serve.
#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// The address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The public address that feeds and files print, where it is another one
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// Serves until SIGINT or SIGTERM.
pub(crate) async fn run(arguments: &ServeArguments, gazetteer: &OpenGazetteer) -> anyhow::Result<ExitCode> {
    let listen = arguments.listen;
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("{listen} cannot be listened on, perhaps another program does; give another port by --listen {}:0", listen.ip())
    })?;
    let register = arguments.place.open_existing().await?;
    let bound = listener.local_addr()?;
    let address = arguments
        .address
        .clone()
        .unwrap_or_else(|| format!("http://{bound}"));
    let site = crate::atlas::site(register, gazetteer.gazetteer, &address).await?;
    writeln!(std::io::stdout(), "Jumelage is served on http://{bound}")?;
    publish::serve(listener, site, stop()?).await?;
    Ok(ExitCode::SUCCESS)
}

fn stop() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    let mut terminate = signal(SignalKind::terminate()).context("the signal SIGTERM cannot be waited for")?;
    Ok(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    })
}
