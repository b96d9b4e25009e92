// Places that lie too near each other on the screen are drawn as one: a tree of groups, one level for each zoom.
//
// In: places with `at` (degrees) and a weight, larger towns first. Out: for each half zoom the nodes, and which node each
// place belongs to.
//
// Invariants
// - Every place belongs to exactly one node of each level; a node of a level is whole in a node of the level above.
// - A node stands where its heaviest place is, so that lines to it end in a town and not in a field.

// From this zoom on only places at one spot are drawn as one.
const DEEPEST = 10;
// Levels per zoom: with one alone, places far apart would be one just before the next.
const STEPS = 2;
// In pixels: nearer than this, two nodes are drawn as one.
const REACH = 46;
const SAME_SPOT = 3;
// The width of the world at zoom 0 in pixels.
const WORLD = 512;

const RADIANS = Math.PI / 180;

/** The place on a square map of the world, from 0 to 1. */
export function onSquare([lon, lat]) {
  const bounded = Math.max(-85.05, Math.min(85.05, lat));
  return [lon / 360 + 0.5, 0.5 - Math.log(Math.tan((45 + bounded / 2) * RADIANS)) / (2 * Math.PI)];
}

/** The levels from the whole world to the deepest, of the places whose weight is above 0. */
export function levels(places, weights) {
  const nodes = places.flatMap(({ at }, place) => {
    if (!at || !(weights[place] > 0)) return [];
    const [x, y] = onSquare(at);
    return [{ x, y, weight: weights[place], main: place, places: [place] }];
  });
  const made = [];
  let below = nodes;
  for (let level = DEEPEST * STEPS; level >= 0; level -= 1) {
    const reach = level === DEEPEST * STEPS ? SAME_SPOT : REACH;
    below = merged(below, reach / (WORLD * 2 ** (level / STEPS)));
    made[level] = { nodes: below, home: homes(below, places.length) };
  }
  return made;
}

const stepAt = (made, zoom) => Math.max(0, Math.min(made.length - 1, Math.floor(zoom * STEPS)));

/** The level for a zoom of the map. */
export function levelAt(made, zoom) {
  return made[stepAt(made, zoom)];
}

/** The zoom beyond this one at which some of these places are no longer one. */
export function zoomApart(made, places, zoom) {
  const apart = ({ home }) => places.some((place) => home[place] !== home[places[0]]);
  const from = stepAt(made, zoom) + 1;
  const found = made.slice(from).findIndex(apart);
  return (found < 0 ? made.length - 1 : from + found) / STEPS + 0.1;
}

// Heavier nodes draw lighter ones to them, nearest or not: what is one on the screen is one here. A group weighs what its
// main place does, so that an alliance of villages takes no city's name.
function merged(nodes, reach) {
  const order = [...nodes].sort((a, b) => b.weight - a.weight || a.main - b.main);
  const grid = new Map();
  const cell = (x, y) => Math.floor(x / reach) * 4_194_304 + Math.floor(y / reach);
  for (const node of order) {
    const key = cell(node.x, node.y);
    if (grid.has(key)) grid.get(key).push(node);
    else grid.set(key, [node]);
  }
  const taken = new Set();
  const out = [];
  for (const node of order) {
    if (taken.has(node)) continue;
    taken.add(node);
    const near = around(grid, cell, node, reach).filter((other) => !taken.has(other));
    near.forEach((other) => taken.add(other));
    out.push(near.length > 0 ? joined(node, near) : node);
  }
  return out;
}

function around(grid, cell, { x, y }, reach) {
  const found = [];
  for (const dx of [-reach, 0, reach]) {
    for (const dy of [-reach, 0, reach]) {
      for (const other of grid.get(cell(x + dx, y + dy)) ?? []) {
        if (Math.hypot(other.x - x, other.y - y) < reach) found.push(other);
      }
    }
  }
  return found;
}

function joined(node, near) {
  return { ...node, places: [node, ...near].flatMap((part) => part.places) };
}

function homes(nodes, count) {
  const home = new Int32Array(count).fill(-1);
  nodes.forEach(({ places }, node) => {
    for (const place of places) home[place] = node;
  });
  return home;
}
