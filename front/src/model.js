// The atlas as the map thinks of it: places and partnerships with what is asked of them often, worked out once.
//
// In: the answer of /api/v1/atlas.json. Out: the model, and for some wishes what is to be drawn.
//
// Invariants
// - A partnership whose sides have no place on the map is counted and left to the table.

import { levels } from "./cluster.js";
import { allows, undated } from "./wanted.js";

/** The model of an answer. */
export function modelOf(data) {
  const { places, addresses, words } = data;
  const live = new Set(data.live);
  const partnerships = data.partnerships.map((given) => {
    const status = data.statuses[given.status];
    const themes = (given.themes ?? []).map((place) => data.themes[place]);
    const held = { ...given, kind: data.kinds[given.kind], status, themes, live: live.has(status) };
    const countries = new Set([...held.left, ...held.right].map((place) => places[place].country));
    for (const country of held.countries ?? []) countries.add(country);
    const located = (side) => side.filter((place) => places[place].at);
    return { ...held, parties: [located(held.left), located(held.right)], countriesOfAll: countries };
  });
  return { places, partnerships, addresses, words, of: data.of };
}

/** The names of its parties, as the site says them. */
export function labelOf({ label, left, right }, { places }) {
  return label ?? `${places[left[0]].name} – ${places[right[0]].name}`;
}

const drawn = ({ parties: [left, right] }) => left.length > 0 && right.length > 0;

/** What is to be drawn for these wishes: partnerships, levels of places, and what is left to the table. */
export function selected(model, wanted) {
  const countriesOf = ({ countriesOfAll }) => countriesOfAll;
  const matching = model.partnerships.filter((held) => allows(held, wanted, held.countriesOfAll));
  const shown = matching.filter(drawn);
  const weights = new Float64Array(model.places.length);
  for (const { parties } of shown) for (const place of parties.flat()) weights[place] += 1;
  return {
    matching,
    shown,
    weights,
    levels: levels(model.places, weights),
    undated: undated(model.partnerships, wanted, countriesOf),
    unplaced: matching.length - shown.length,
  };
}
