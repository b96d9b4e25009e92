//! The stories, in one program: what a newcomer, a reader and an operator do, told to the shipped binary.

#[cfg(test)]
mod altered;
#[cfg(test)]
mod any_bytes;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod browser;
mod bucket;
#[cfg(test)]
mod disk;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod edit;
#[cfg(test)]
mod every_route;
#[cfg(test)]
mod exam;
#[cfg(test)]
mod full;
#[cfg(test)]
mod grants;
#[cfg(test)]
mod html;
#[cfg(test)]
mod import;
#[cfg(test)]
mod imports;
#[cfg(test)]
mod interface;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod journey;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod machines;
#[cfg(test)]
mod nodes;
#[cfg(test)]
mod open_data;
#[cfg(test)]
mod packed;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod passkeys;
#[cfg(test)]
mod provider;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod record;
#[cfg(test)]
mod resolve;
#[cfg(test)]
mod review;
#[cfg(test)]
mod secret;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod site;
#[cfg(test)]
mod slow;
#[cfg(test)]
mod uploads;
#[cfg(test)]
mod wikidata;
