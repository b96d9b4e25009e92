//! What happens in the background and touches the outside.
