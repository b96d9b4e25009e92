//! Serves the sample record, for looking at the pages: `cargo run -p publish --example sample_site [PORT] [KIND]`.
#![expect(clippy::print_stdout, reason = "says where it serves")]

use publish::samples;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let port: u16 = args.next().and_then(|port| port.parse().ok()).unwrap_or(8181);
    let record = match args.next().as_deref() {
        Some("empty") => samples::empty(),
        Some("longest") => samples::longest(),
        _ => samples::record(),
    };
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    println!(
        "http://127.0.0.1:{port}/  (sign in as {} with the password {})",
        samples::people::REVIEWER,
        samples::people::PASSWORD
    );
    publish::serve(listener, samples::site(record).await?, std::future::pending()).await?;
    Ok(())
}
