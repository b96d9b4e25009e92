//! Tests of the French lists.
