//! Documents into mentions with official codes, and claims with reasons.
