// The map's style: sources and layers, with the colours of the page's scheme. No glyph server and no sprites: letters
// are drawn from the reader's own fonts.
//
// In: the base map, the reader's language, a function that gives a colour by name. Out: a MapLibre style, and the
// features that change as the reader moves and chooses.

import { feature } from "topojson-client";
import { arc } from "./arc.js";
import { flat } from "./land.js";
import { LINES } from "./lines.js";

const FONT = ["system-ui", "sans-serif"];
// More lines than this lie one over the other: the weak ones step back.
const CROWD = 60;

export const collection = (features) => ({ type: "FeatureCollection", features });

/** The land of a base map: its countries and the borders between them. */
export function landOf(base) {
  return {
    land: collection(feature(base, base.objects.countries).features.map(flat)),
    borders: feature(base, base.objects.borders),
  };
}

/** The names of countries in the reader's language, where the base map has room for them. */
export function countryNames(base, language) {
  const named = new Intl.DisplayNames([language], { type: "region" });
  return collection(
    base.objects.countries.geometries
      .filter(({ properties }) => properties.at)
      .map(({ properties: { iso, at, size } }) => ({
        type: "Feature",
        properties: { name: named.of(iso), size },
        geometry: { type: "Point", coordinates: at },
      })),
  );
}

/** Links as lines; `spot` gives the point of a node. */
export function linkLines(links, spot) {
  const most = links[0]?.held.length ?? 1;
  const crowd = links.length > CROWD;
  return collection(
    links.map(({ key, a, b, status, held }) => ({
      type: "Feature",
      properties: {
        key,
        a,
        b,
        status,
        count: held.length,
        clear: crowd ? 0.22 + 0.65 * Math.sqrt(held.length / most) : 0.85,
      },
      geometry: { type: "LineString", coordinates: arc(spot(a), spot(b)) },
    })),
  );
}

/** Nodes as points. */
export function nodePoints(nodes, counts, places) {
  return collection(
    nodes.map(({ main, places: held }, node) => ({
      type: "Feature",
      properties: {
        node,
        name: held.length > 1 ? `${places[main].name} +${held.length - 1}` : places[main].name,
        several: held.length > 1,
        approximate: held.length === 1 && Boolean(places[main].approximate),
        count: counts[node],
      },
      geometry: { type: "Point", coordinates: places[main].at },
    })),
  );
}

const byZoom = (...stops) => ["interpolate", ["linear"], ["zoom"], ...stops];
const bySize = (input, small, large) => ["interpolate", ["linear"], ["sqrt", input], 1, small, 12, large];

function baseLayers(colour) {
  return [
    { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land"), "fill-antialias": true } },
    {
      id: "shared",
      type: "fill",
      source: "land",
      filter: ["in", ["get", "iso"], ["literal", []]],
      paint: { "fill-color": colour("shared"), "fill-antialias": true },
    },
    {
      id: "borders",
      type: "line",
      source: "borders",
      layout: { "line-join": "round" },
      paint: { "line-color": colour("border"), "line-width": byZoom(1, 0.5, 6, 1.2) },
    },
  ];
}

const halo = (colour, text) => ({
  "text-color": colour(text),
  "text-halo-color": colour("halo"),
  "text-halo-width": 1.4,
});

function namesOfTheLand(colour) {
  return [
    {
      id: "towns",
      type: "circle",
      source: "towns",
      minzoom: 4,
      filter: ["!", ["get", "division"]],
      paint: { "circle-color": colour("soft"), "circle-radius": byZoom(4, 1.2, 9, 2.2) },
    },
    {
      id: "division-names",
      type: "symbol",
      source: "towns",
      minzoom: 5.5,
      filter: ["get", "division"],
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": byZoom(5, 10, 9, 13),
        "text-transform": "uppercase",
        "text-letter-spacing": 0.12,
        "text-max-width": 7,
        "symbol-sort-key": ["-", 0, ["get", "population"]],
      },
      paint: { ...halo(colour, "soft"), "text-opacity": 0.9 },
    },
    {
      id: "country-names",
      type: "symbol",
      source: "countries",
      minzoom: 1.2,
      maxzoom: 6.5,
      // Small States are named where they can be seen.
      filter: [">=", ["get", "size"], ["step", ["zoom"], 14, 2, 6, 3, 1.5, 4, 0.1, 5, 0]],
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": byZoom(1, 10, 5, 14),
        "text-letter-spacing": 0.08,
        "text-max-width": 6,
        "text-padding": 6,
        "symbol-sort-key": ["-", 0, ["get", "size"]],
      },
      paint: halo(colour, "soft"),
    },
    {
      id: "town-names",
      type: "symbol",
      source: "towns",
      minzoom: 4,
      filter: ["!", ["get", "division"]],
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["log10", ["max", 1000, ["get", "population"]]], 3, 10.5, 6, 13],
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 0.4,
        "symbol-sort-key": ["-", 0, ["get", "population"]],
      },
      paint: halo(colour, "soft"),
    },
  ];
}

function linkLayer(status, colour) {
  const { colour: family, width, dashes } = LINES[status];
  const thick = ["+", 0.7, ["*", 0.55, ["ln", ["+", 1, ["get", "count"]]]]];
  return {
    id: `links-${status}`,
    type: "line",
    source: "links",
    filter: ["==", ["get", "status"], status],
    layout: { "line-join": "round", "line-cap": dashes ? "butt" : "round" },
    paint: {
      "line-color": colour(family),
      "line-opacity": ["get", "clear"],
      "line-width": byZoom(1, ["*", width * 0.7, thick], 5, ["*", width, thick]),
      ...(dashes && { "line-dasharray": dashes }),
    },
  };
}

function nodeLayers(colour) {
  const several = ["get", "several"];
  return [
    {
      id: "nodes",
      type: "circle",
      source: "nodes",
      paint: {
        "circle-color": ["case", ["get", "approximate"], colour("land"), colour("place")],
        "circle-radius": [
          "case",
          several,
          bySize(["get", "count"], 10, 20),
          bySize(["max", 1, ["get", "count"]], 4.5, 11),
        ],
        "circle-stroke-color": ["case", ["get", "approximate"], colour("place"), colour("place-rim")],
        "circle-stroke-width": 1.5,
      },
    },
    {
      id: "node-names",
      type: "symbol",
      source: "nodes",
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 13,
        "text-variable-anchor": ["left", "right", "bottom", "top"],
        "text-radial-offset": ["case", several, 1.5, 0.75],
        "text-justify": "auto",
        "symbol-sort-key": ["-", 0, ["get", "count"]],
      },
      paint: halo(colour, "text"),
    },
    // Placed first: names keep clear of the circles, those of single places too.
    {
      id: "node-counts",
      type: "symbol",
      source: "nodes",
      layout: {
        "text-field": ["case", several, ["to-string", ["get", "count"]], "●"],
        "text-font": FONT,
        "text-size": ["case", [">", ["get", "count"], 999], 10, 12],
        "text-allow-overlap": true,
        "text-padding": 4,
      },
      paint: { "text-color": colour("place-rim"), "text-opacity": ["case", several, 1, 0] },
    },
  ];
}

/** Every layer, bottom first. */
export function layers(colour) {
  return [
    ...baseLayers(colour),
    ...namesOfTheLand(colour),
    ...Object.keys(LINES).map((status) => linkLayer(status, colour)),
    ...nodeLayers(colour),
  ];
}

/** The whole style, with nothing chosen yet. */
export function style(base, language, colour) {
  const { land, borders } = landOf(base);
  const empty = { type: "geojson", data: collection([]) };
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: land, tolerance: 0.2 },
      borders: { type: "geojson", data: borders, tolerance: 0.2 },
      countries: { type: "geojson", data: countryNames(base, language) },
      towns: empty,
      links: { ...empty, tolerance: 0.1 },
      nodes: empty,
    },
    layers: layers(colour),
  };
}
