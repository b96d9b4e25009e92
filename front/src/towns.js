// The names of towns and divisions around: fetched by tile as the reader comes nearer, each tile once.
//
// In: the address of the tiles, the reader's language. Out: the towns of the tiles in sight.
//
// Invariants
// - A tile that did not come is asked for again at the next move, and the map goes on without it.

import { onSquare } from "./cluster.js";

/** Nearer than this, towns are named. */
export const FROM = 4;
const DEEPEST = 10;
const MOST_HELD = 300;

/** The tiles that a part of the map lies in. */
export function tilesIn({ west, south, east, north }, zoom) {
  const z = Math.max(2, Math.min(DEEPEST, Math.floor(zoom) - 1));
  const side = 2 ** z;
  const [left, top] = onSquare([west, north]);
  const [right, bottom] = onSquare([east, south]);
  const tiles = [];
  const last = Math.max(0, Math.min(side - 1, Math.floor(bottom * side)));
  for (let y = Math.max(0, Math.floor(top * side)); y <= last; y += 1) {
    for (let x = Math.floor(left * side); x <= Math.floor(right * side); x += 1) {
      tiles.push(`${z}/${((x % side) + side) % side}/${y}`);
    }
  }
  return [...new Set(tiles)];
}

/** A shelf of tiles. */
export function townsOf(address, language) {
  const shelf = new Map();
  async function fetched(tile) {
    const answer = await fetch(`${address}/${tile}?lang=${language}`);
    if (!answer.ok) throw new Error(`${tile} answered ${answer.status}`);
    return (await answer.json()).towns;
  }
  function held(tile) {
    if (!shelf.has(tile)) {
      if (shelf.size >= MOST_HELD) shelf.delete(shelf.keys().next().value);
      shelf.set(tile, fetched(tile).catch(() => {
        shelf.delete(tile);
        return [];
      }));
    }
    return shelf.get(tile);
  }
  return async (bounds, zoom) => {
    const all = await Promise.all(tilesIn(bounds, zoom).map(held));
    return [...new Map(all.flat().map((town) => [town.code, town])).values()];
  };
}
