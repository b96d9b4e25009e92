// Places drawn as one, lines between them, and tiles of town names: what the map draws, without a browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { levelAt, levels, onSquare, zoomApart } from "../src/cluster.js";
import { countsOf, heldBy, inSight, linksOf, MOST } from "../src/links.js";
import { LINES, statusesOf } from "../src/lines.js";
import { modelOf, selected } from "../src/model.js";
import { tilesIn } from "../src/towns.js";
import { manyPartnerships } from "./many.mjs";

const TOULOUSE = { at: [1.44, 43.6] };
const SEILH = { at: [1.355, 43.69] };
const VALKY = { at: [35.61, 49.84] };
const BESIDE = [TOULOUSE, SEILH, VALKY];

test("places near each other are one far away and two near by", () => {
  const made = levels(BESIDE, [1, 1, 1]);
  assert.deepEqual(levelAt(made, 2).nodes.map(({ places }) => places.toSorted()), [[0, 1], [2]]);
  assert.equal(levelAt(made, 11).nodes.length, 3);
  assert.equal(levelAt(made, 0).nodes.length, 2, "France and Ukraine are apart on the map of the world");
});

test("a group stands where its heaviest place is, or its largest town", () => {
  assert.equal(levelAt(levels(BESIDE, [1, 5, 1]), 2).nodes[0].main, 1);
  assert.equal(levelAt(levels(BESIDE, [1, 1, 1]), 2).nodes[0].main, 0);
});

test("places without a part in what is shown are not drawn", () => {
  const made = levels([...BESIDE, {}], [1, 0, 1, 3]);
  assert.deepEqual([...levelAt(made, 11).home], [0, -1, 1, -1]);
});

test("a group falls apart at the zoom that is said", () => {
  const made = levels(BESIDE, [1, 1, 1]);
  const zoom = zoomApart(made, [0, 1], 3);
  assert.ok(zoom > 3 && zoom < 11, String(zoom));
  assert.notEqual(levelAt(made, zoom).home[0], levelAt(made, zoom).home[1]);
  assert.equal(levelAt(made, zoom - 0.6).home[0], levelAt(made, zoom - 0.6).home[1]);
});

test("every level holds every place once, and groups only grow with distance", () => {
  const made = selected(modelOf(manyPartnerships(2_000)), { status: "any", year: null }).levels;
  let before = null;
  for (const { nodes, home } of made) {
    const all = nodes.flatMap((node) => node.places);
    assert.equal(new Set(all).size, all.length);
    nodes.forEach((node, at) => node.places.forEach((place) => assert.equal(home[place], at)));
    if (before) assert.ok(nodes.length >= before, "coming nearer never draws fewer");
    before = nodes.length;
  }
});

const atlas = (partnerships) =>
  modelOf({
    places: BESIDE.map((place, at) => ({ ...place, name: `P${at}`, country: at < 2 ? "FR" : "UA" })),
    partnerships: partnerships.map((given, id) => ({ id, status: 0, kind: 0, ...given })),
    kinds: ["twinning"],
    statuses: ["active", "signed"],
    live: ["active", "signed"],
    words: {},
    addresses: {},
  });
const everything = { status: "any", year: null };

test("partnerships between the same groups are one line with their number", () => {
  const chosen = selected(atlas([{ left: [0], right: [2] }, { left: [1], right: [2], status: 1 }]), everything);
  const far = linksOf(chosen.shown, levelAt(chosen.levels, 2));
  assert.deepEqual(far.map(({ status, held }) => [status, held.length]), [["mixed", 2]]);
  const near = linksOf(chosen.shown, levelAt(chosen.levels, 11));
  assert.deepEqual(statusesOf(near), ["active", "signed"]);
});

test("an alliance of neighbours counts once, in its lines and in its groups", () => {
  const chosen = selected(atlas([{ left: [0, 1], right: [2] }]), everything);
  const level = levelAt(chosen.levels, 2);
  assert.deepEqual(linksOf(chosen.shown, level).map(({ held }) => held.length), [1]);
  assert.deepEqual([...countsOf(chosen.shown, level)], [1, 1]);
  assert.equal(heldBy(chosen.shown, level, 0).length, 1);
});

test("a partnership without a place is left to the table and counted", () => {
  const model = atlas([{ left: [0], right: [] }, { left: [0], right: [2] }]);
  const chosen = selected(model, everything);
  assert.deepEqual([chosen.matching.length, chosen.shown.length, chosen.unplaced], [2, 1, 1]);
});

test("of too many lines in sight the strongest are drawn", () => {
  const links = Array.from({ length: MOST + 50 }, (_, a) => ({ a, b: a + 1, held: [] }));
  assert.deepEqual([inSight(links, () => true).drawn.length, inSight(links, () => true).of], [MOST, MOST + 50]);
  assert.equal(inSight(links, (node) => node === 3).of, 2);
});

test("ten thousand partnerships are chosen and grouped fast enough for a slider", () => {
  const model = modelOf(manyPartnerships(10_000, { statuses: {}, kinds: {} }));
  const began = performance.now();
  const chosen = selected(model, { status: "", year: 2015 });
  const level = levelAt(chosen.levels, 2);
  const links = linksOf(chosen.shown, level);
  const took = performance.now() - began;
  assert.ok(chosen.shown.length > 4_000 && links.length > 50);
  assert.ok(took < 2_000, `${took} ms`);
});

test("each status has its own colour and pattern together", () => {
  const looks = Object.values(LINES).map(({ colour, dashes }) => `${colour} ${dashes}`);
  assert.equal(new Set(looks).size, looks.length);
});

test("tiles are those of other maps, and run on over the edge of the world", () => {
  assert.deepEqual(tilesIn({ west: 1, south: 43.2, east: 1.6, north: 43.8 }, 8), ["7/64/46"]);
  const over = tilesIn({ west: 175, south: -20, east: 190, north: -10 }, 4);
  assert.ok(over.includes("3/7/4") && over.includes("3/0/4"), over.join());
  assert.deepEqual(onSquare([0, 0]).map((part) => Number(part.toFixed(9))), [0.5, 0.5]);
});
