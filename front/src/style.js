// The map's style: sources and layers, with the colours of the page's scheme. No glyph server and no sprites: letters
// are drawn from the reader's own fonts.
//
// In: places and arcs, the base map, a function that gives a colour by name. Out: a MapLibre style.

import { feature } from "topojson-client";
import { arc } from "./arc.js";
import { flat } from "./land.js";
import { LINES, statusesOf } from "./lines.js";

const FONT = ["system-ui", "sans-serif"];

const collection = (features) => ({ type: "FeatureCollection", features });
const located = (place) => Number.isFinite(place.lat) && Number.isFinite(place.lon);

/** Places that can be drawn, by code. */
export function drawable(places) {
  return new Map(places.filter(located).map((place) => [place.code, place]));
}

/** The arcs as lines; one whose ends are not both on the map is left to the table. */
export function arcLines(arcs, places) {
  return collection(
    arcs
      .filter(({ from, to, status }) => places.has(from) && places.has(to) && LINES[status])
      .map(({ id, from, to, status, url, label }) => ({
        type: "Feature",
        properties: { id, from, to, status, url, label },
        geometry: { type: "LineString", coordinates: arc(places.get(from), places.get(to)) },
      })),
  );
}

/** The places as points. */
export function placePoints(places) {
  return collection(
    [...places.values()].map(({ code, name, lat, lon, approximate, count }) => ({
      type: "Feature",
      properties: { code, name, approximate: Boolean(approximate), count: count ?? 0 },
      geometry: { type: "Point", coordinates: [lon, lat] },
    })),
  );
}

const bySize = (input, small, large) => ["interpolate", ["linear"], ["sqrt", input], 1, small, 8, large];

function baseLayers(shared, colour) {
  const fill = ["case", ["in", ["get", "iso"], ["literal", shared]], colour("shared"), colour("land")];
  return [
    { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": fill, "fill-antialias": true } },
    {
      id: "borders",
      type: "line",
      source: "borders",
      layout: { "line-join": "round" },
      paint: { "line-color": colour("border"), "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.5, 6, 1.2] },
    },
  ];
}

function arcLayer(status, colour) {
  const { colour: family, width, dashes } = LINES[status];
  return {
    id: `arcs-${status}`,
    type: "line",
    source: "arcs",
    filter: ["==", ["get", "status"], status],
    layout: { "line-join": "round", "line-cap": dashes ? "butt" : "round" },
    paint: {
      "line-color": colour(family),
      "line-opacity": 0.85,
      "line-width": ["interpolate", ["linear"], ["zoom"], 1, width * 0.6, 5, width],
      ...(dashes && { "line-dasharray": dashes }),
    },
  };
}

function placeLayers(colour) {
  const rim = { "circle-stroke-color": colour("place-rim"), "circle-stroke-width": 1.5 };
  const label = { "text-color": colour("text"), "text-halo-color": colour("halo"), "text-halo-width": 1.4 };
  return [
    {
      id: "clusters",
      type: "circle",
      source: "places",
      filter: ["has", "point_count"],
      paint: { "circle-color": colour("place"), "circle-radius": bySize(["get", "point_count"], 9, 20), ...rim },
    },
    {
      id: "cluster-counts",
      type: "symbol",
      source: "places",
      filter: ["has", "point_count"],
      layout: { "text-field": ["get", "point_count_abbreviated"], "text-font": FONT, "text-size": 12, "text-allow-overlap": true },
      paint: { "text-color": colour("place-rim") },
    },
    {
      id: "places",
      type: "circle",
      source: "places",
      filter: ["!", ["has", "point_count"]],
      paint: {
        "circle-color": ["case", ["get", "approximate"], colour("land"), colour("place")],
        "circle-radius": bySize(["max", 1, ["get", "count"]], 4, 12),
        "circle-stroke-color": ["case", ["get", "approximate"], colour("place"), colour("place-rim")],
        "circle-stroke-width": 1.5,
      },
    },
    {
      id: "place-names",
      type: "symbol",
      source: "places",
      filter: ["!", ["has", "point_count"]],
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 13,
        "text-variable-anchor": ["left", "right", "bottom", "top"],
        "text-radial-offset": 0.7,
        "text-justify": "auto",
        "symbol-sort-key": ["-", 0, ["get", "count"]],
      },
      paint: label,
    },
  ];
}

/** Every layer, bottom first. */
export function layers(data, places, colour) {
  const shared = [...new Set([...places.values()].map((place) => place.country))].filter(Boolean);
  return [
    ...baseLayers(shared, colour),
    ...statusesOf(data.arcs).map((status) => arcLayer(status, colour)),
    ...placeLayers(colour),
  ];
}

/** The whole style. */
export function style(data, places, base, colour) {
  const countries = feature(base, base.objects.countries).features;
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: collection(countries.map(flat)), tolerance: 0.2 },
      borders: { type: "geojson", data: feature(base, base.objects.borders), tolerance: 0.2 },
      arcs: { type: "geojson", data: arcLines(data.arcs, places), tolerance: 0.1 },
      places: { type: "geojson", data: placePoints(places), cluster: true, clusterRadius: 28, clusterMaxZoom: 7 },
    },
    layers: layers(data, places, colour),
  };
}
