//! The stories, in one program: what a newcomer, a reader and an operator do, told to the shipped binary.

mod altered;
mod browser;
mod documents;
mod journey;
