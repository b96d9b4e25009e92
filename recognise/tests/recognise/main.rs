//! The engine as one: the demo documents with the committed gazetteer, anything at all, and far too much.

mod demo;
mod ground;
mod robust;
