// The legend: what is drawn now and how it is to be read.
//
// In: the statuses on the map and what is left out. Out: a list that says no more than what is there.

import { LINES } from "./lines.js";
import { said } from "./words.js";

const SPACE = "http://www.w3.org/2000/svg";

function drawing(box, ...shapes) {
  const svg = document.createElementNS(SPACE, "svg");
  svg.setAttribute("viewBox", box);
  svg.setAttribute("aria-hidden", "true");
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(SPACE, tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    svg.append(shape);
  }
  return svg;
}

/** A piece of the line of a status. */
export function sample(status) {
  const { colour, dashes } = LINES[status];
  const line = { d: "M1 6H43", class: `atlas-line-${colour}` };
  if (dashes) line["stroke-dasharray"] = dashes.map((dash) => dash * 2.5).join(" ");
  return drawing("0 0 44 12", ["path", line]);
}

const spot = (name) => drawing("0 0 16 16", ["circle", { cx: 8, cy: 8, r: name === "cluster" ? 7 : 4.5, class: `atlas-spot-${name}` }]);

function entry(sign, text) {
  const item = document.createElement("li");
  item.append(...(sign ? [sign] : []), text);
  return item;
}

/** An empty legend and its notes, which have a place of their own; `fill` writes both anew. */
export function legendOf(words) {
  const box = document.createElement("div");
  box.className = "atlas-legend";
  const signs = document.createElement("ul");
  if (words.legend) signs.setAttribute("aria-label", words.legend);
  const notes = document.createElement("ul");
  notes.className = "atlas-notes";
  box.append(signs);

  function fill({ statuses, several, approximate, remarks }) {
    const lines = statuses.map((status) =>
      entry(sample(status), status === "mixed" ? words.mixed : (words.statuses?.[status] ?? status)));
    const spots = [entry(spot("place"), words.place)];
    if (approximate) spots.push(entry(spot("approximate"), words.approximate));
    if (several) spots.push(entry(spot("cluster"), words.cluster));
    signs.replaceChildren(...lines, ...spots);
    notes.replaceChildren(...remarks.map(([key, figures]) => entry(null, said(words[key], figures))));
  }
  return { box, notes, fill };
}
