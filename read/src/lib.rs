//! Bytes into documents: text, lists, tables, each knowing its place in the source.
