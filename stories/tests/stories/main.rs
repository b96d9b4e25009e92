//! The stories, in one program: what a newcomer, a reader and an operator do, told to the shipped binary.

mod altered;
mod bad_input;
mod browser;
mod disk;
mod documents;
mod html;
mod import;
mod journey;
mod pages;
mod record;
mod resolve;
