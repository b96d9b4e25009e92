//! The record: authorities, partnerships, evidence, review queue, change log.
