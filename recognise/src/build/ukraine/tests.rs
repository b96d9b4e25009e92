//! Tests of the Ukrainian codifier.
