// Lines between the nodes of a level: partnerships between the same two nodes are one line with their number.
//
// In: the partnerships shown, a level of nodes. Out: links, the strongest first.
//
// Invariants
// - A partnership counts once in each line and in each node, however many of its parties lie there.

/** More lines than this cannot be told apart; the strongest are drawn, and the legend says so. */
export const MOST = 160;

/** The links between the nodes of a level, the strongest first. */
export function linksOf(shown, { home }) {
  const links = new Map();
  for (const held of shown) {
    const [left, right] = held.parties.map((side) => new Set(side.map((place) => home[place])));
    const own = new Set();
    for (const a of left) {
      for (const b of right) if (a !== b) own.add(a < b ? `${a}-${b}` : `${b}-${a}`);
    }
    for (const key of own) {
      const link = links.get(key);
      if (!link) {
        const [a, b] = key.split("-").map(Number);
        links.set(key, { key, a, b, status: held.status, held: [held] });
      } else {
        link.held.push(held);
        if (link.status !== held.status) link.status = "mixed";
      }
    }
  }
  return [...links.values()].sort((a, b) => b.held.length - a.held.length || a.a - b.a || a.b - b.b);
}

/** How many partnerships each node has a party in. */
export function countsOf(shown, { nodes, home }) {
  const counts = new Int32Array(nodes.length);
  for (const { parties } of shown) {
    for (const node of new Set(parties.flat().map((place) => home[place]))) counts[node] += 1;
  }
  return counts;
}

/** The partnerships that have a party in a node. */
export function heldBy(shown, { home }, node) {
  return shown.filter(({ parties }) => parties.some((side) => side.some((place) => home[place] === node)));
}

/** Of the links those with an end in sight; where they are too many, the strongest, those of the node in focus first. */
export function inSight(links, sees, focus = null) {
  const seen = links.filter(({ a, b }) => sees(a) || sees(b));
  const own = seen.filter(({ a, b }) => a === focus || b === focus).slice(0, MOST);
  const others = seen.filter(({ a, b }) => a !== focus && b !== focus).slice(0, Math.max(0, MOST - own.length));
  return { drawn: focus === null ? seen.slice(0, MOST) : [...own, ...others], of: seen.length };
}
