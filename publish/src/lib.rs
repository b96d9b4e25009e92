//! The record made public: pages, API, map, feeds, open data.
