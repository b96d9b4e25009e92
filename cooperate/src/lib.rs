//! Rules between things: matching partners, answering calls, pooling funds, following projects.
//!
//! Values of the record go in, values come out; nothing here reads a file, asks a clock or rolls dice.

pub mod ageing;
pub mod confirming;
pub mod duplicates;
pub mod pool;
