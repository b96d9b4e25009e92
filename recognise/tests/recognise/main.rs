//! The engine as one: the demo documents with the committed gazetteer, their exam, anything at all, and far too much.

mod demo;
mod exam;
mod ground;
mod mentions;
mod names;
mod robust;
