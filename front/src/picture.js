// What is on the map now: the nodes and links of the zoom, of what the wishes chose, in what is seen.
//
// In: a choice (see model.js), each move of the map, names of towns. Out: the map's sources, and what the legend says.
//
// Invariants
// - Sources change only where something else is to be drawn: while the reader drags, nothing is sent to the worker.

import { levelAt } from "./cluster.js";
import { countsOf, inSight, linksOf } from "./links.js";
import { statusesOf } from "./lines.js";
import { collection, linkLines, nodePoints } from "./style.js";

// Beyond the edges that much of the view is drawn, so that a line does not end at the edge while the reader drags.
const MARGIN = 0.5;

export class Picture {
  constructor(map, model, language, seen) {
    Object.assign(this, { map, model, language, seen, chosen: null, level: null, focus: null, links: [], counts: [] });
    map.on("zoom", () => this.draw());
    map.on("moveend", () => this.draw(true));
  }

  /** Draws another choice. */
  choose(chosen) {
    this.chosen = chosen;
    this.level = null;
    this.focus = null;
    this.shade();
    this.draw();
  }

  /** Draws the links of this node before all others; null for the strongest of all. */
  favour(node) {
    if (node === this.focus) return;
    this.focus = node;
    this.drawLinks();
  }

  /** The point of a node. */
  spot(node) {
    const [lon, lat] = this.model.places[this.level.nodes[node].main].at;
    return { lon, lat };
  }

  /** Draws the level of the zoom; `moved` where other links may be in sight. */
  draw(moved) {
    if (!this.chosen) return;
    const level = levelAt(this.chosen.levels, this.map.getZoom());
    if (level !== this.level) {
      this.level = level;
      this.focus = null;
      this.links = linksOf(this.chosen.shown, level);
      this.counts = countsOf(this.chosen.shown, level);
      this.map.getSource("nodes").setData(nodePoints(level.nodes, this.counts, this.model.places));
      this.keys = null;
    } else if (!moved) return;
    this.drawLinks();
  }

  drawLinks() {
    const { drawn, of } = inSight(this.links, this.sight(), this.focus);
    const keys = drawn.map(({ key }) => key).join();
    if (keys !== this.keys) {
      this.keys = keys;
      this.map.getSource("links").setData(linkLines(drawn, (node) => this.spot(node)));
    }
    const { nodes } = this.level;
    this.seen({
      chosen: this.chosen,
      statuses: statusesOf(drawn),
      drawn: drawn.length,
      of,
      several: nodes.some(({ places }) => places.length > 1),
      approximate: nodes.some(({ places, main }) => places.length === 1 && this.model.places[main].approximate),
    });
  }

  // Whether a node is in what the reader sees, or near it.
  sight() {
    const { _sw: west, _ne: east } = this.map.getBounds();
    const [wide, high] = [(east.lng - west.lng) * MARGIN, (east.lat - west.lat) * MARGIN];
    return (node) => {
      const { lon, lat } = this.spot(node);
      const inside = (turned) => turned > west.lng - wide && turned < east.lng + wide;
      return lat > west.lat - high && lat < east.lat + high && [lon - 360, lon, lon + 360].some(inside);
    };
  }

  /** Countries that take part stand out from the others. */
  shade() {
    const { places } = this.model;
    const shared = new Set(places.filter((_, place) => this.chosen.weights[place] > 0).map(({ country }) => country));
    this.map.setFilter("shared", ["in", ["get", "iso"], ["literal", [...shared]]]);
  }

  /** Names the towns around; those of the record are named already. */
  name(towns) {
    const own = new Set(this.model.places.filter((_, place) => this.chosen.weights[place] > 0).map(({ code }) => code));
    this.map.getSource("towns").setData(
      collection(
        towns
          .filter(({ code }) => !own.has(code))
          .map(({ name, division, at, population }) => ({
            type: "Feature",
            properties: { name, division: Boolean(division), population },
            geometry: { type: "Point", coordinates: at },
          })),
      ),
    );
  }
}
