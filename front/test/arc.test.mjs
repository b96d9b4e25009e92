// Great-circle arcs: where they start and end, how they bend, and that they are not torn.

import assert from "node:assert/strict";
import { test } from "node:test";
import { arc } from "../src/arc.js";

const near = (actual, wanted) => assert.ok(Math.abs(actual - wanted) < 1e-6, `${actual} is not ${wanted}`);

test("an arc starts and ends at its places", () => {
  const line = arc({ lon: 1.5, lat: 43.7 }, { lon: 36.2, lat: 49.9 });
  near(line[0][0], 1.5);
  near(line[0][1], 43.7);
  near(line.at(-1)[0], 36.2);
  near(line.at(-1)[1], 49.9);
});

test("an arc bends towards the pole", () => {
  const line = arc({ lon: 0, lat: 45 }, { lon: 90, lat: 45 });
  assert.ok(line[24][1] > 50);
});

test("an arc over the Pacific runs on past 180 degrees", () => {
  const line = arc({ lon: 166.4, lat: -22.3 }, { lon: -149.6, lat: -17.5 });
  near(line.at(-1)[0], 210.4);
  for (let i = 1; i < line.length; i += 1) assert.ok(Math.abs(line[i][0] - line[i - 1][0]) < 10);
});

test("two equal places give a line of no length", () => {
  const line = arc({ lon: 5, lat: 5 }, { lon: 5, lat: 5 });
  assert.ok(line.every(([lon, lat]) => lon === 5 && lat === 5));
});
