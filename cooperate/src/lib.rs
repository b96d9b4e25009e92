//! Rules between things: matching partners, answering calls, pooling funds, following projects.
