//! The words of city-to-city cooperation: authorities, partnerships, calls, money, days, evidence.
