// How each status of a partnership is drawn: a colour that colour-blind readers can tell apart, and a pattern.
//
// Invariants
// - Statuses of one colour differ in their pattern, and no two colours share one pattern but for the full line.
// - `refused` and `ended` are drawn only where somebody asks for them or for a year gone by: never as live.

/** Colour family (a custom property of map.css), dashes in line widths (none: full line) and width, by status. */
export const LINES = {
  active: { colour: "active", width: 2.2 },
  signed: { colour: "signed", width: 2.2, dashes: [7, 1.5] },
  voted: { colour: "decided", width: 2, dashes: [3.5, 1.5] },
  announced: { colour: "decided", width: 2, dashes: [2, 2] },
  dormant: { colour: "resting", width: 2, dashes: [5, 1.5, 1, 1.5] },
  suspended: { colour: "resting", width: 2, dashes: [1, 3] },
  explored: { colour: "sought", width: 1.6, dashes: [1.2, 1.6] },
  offered: { colour: "sought", width: 1.6, dashes: [1, 2.5] },
  sought: { colour: "sought", width: 1.6, dashes: [0.6, 3.5] },
  ended: { colour: "over", width: 1.6, dashes: [9, 3] },
  refused: { colour: "over", width: 1.6, dashes: [2.5, 4] },
  // A line that stands for partnerships of several statuses.
  mixed: { colour: "mixed", width: 2.2 },
};

/** The statuses of these links that have a line, in the order above. */
export function statusesOf(links) {
  const present = new Set(links.map((link) => link.status));
  return Object.keys(LINES).filter((status) => present.has(status));
}
