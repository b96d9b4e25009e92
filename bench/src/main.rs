//! Figures beside real peers.
fn main() {}
