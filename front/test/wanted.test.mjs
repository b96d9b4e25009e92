// What a reader may wish for, and what that shows; publish/src/wanted.rs says the same of its samples.

import assert from "node:assert/strict";
import { test } from "node:test";
import { allows, firstYear, inForce, undated, wantedIn } from "../src/wanted.js";

const words = { statuses: { active: "", signed: "", ended: "", refused: "", sought: "" }, kinds: { twinning: "", network: "" }, themes: { water: "", sport: "" } };
const partnership = (given) => ({ kind: "twinning", status: "active", live: true, ...given });
const shown = (query, given, countries = ["FR", "UA"]) =>
  allows(partnership(given), wantedIn(query, words), new Set(countries));

test("nothing asked for means what is in force", () => {
  assert.ok(shown("", {}));
  assert.ok(!shown("", { status: "ended", live: false }));
  assert.ok(!shown("", { status: "sought", live: false }));
  assert.ok(shown("status=any", { status: "refused", live: false }));
  assert.ok(shown("status=ended", { status: "ended", live: false }));
  assert.ok(!shown("status=ended", {}));
});

test("a year shows what was in force in it", () => {
  assert.ok(inForce(partnership({ since: "1978" }), 1978));
  assert.ok(!inForce(partnership({ since: "1978" }), 1977));
  const over = { status: "ended", live: false, since: "1978-03", until: "2014-05-01" };
  assert.ok(shown("year=2014", over));
  assert.ok(!shown("year=2015", over));
  assert.ok(!shown("year=2014", { ...over, until: undefined }), "nobody knows when it ended");
  assert.ok(!shown("year=2014", {}), "nobody knows when it began");
});

test("each filter narrows, and they work together", () => {
  assert.ok(shown("country=UA&kind=twinning&money=known", { money: true }));
  assert.ok(!shown("country=DE", {}));
  assert.ok(!shown("kind=network", {}));
  assert.ok(!shown("money=known", {}));
  assert.ok(shown("theme=water", { themes: ["sport", "water"] }));
  assert.ok(!shown("theme=water", { themes: ["sport"] }));
  assert.ok(!shown("theme=water", {}));
  assert.ok(shown("programme=p1", { programme: "p1" }));
  assert.ok(!shown("programme=p1", { programme: "p2" }));
});

test("nonsense asks for nothing", () => {
  for (const query of ["country=france", "kind=marriage", "theme=love", "year=MMXV", "year=20155", "money=lots", "status=toString"]) {
    assert.ok(shown(query, {}), query);
    assert.ok(!shown(query, { status: "refused", live: false }), query);
  }
});

test("what would be shown but for its date is counted", () => {
  const all = [partnership({}), partnership({ since: "2001" }), partnership({ status: "ended", live: false })];
  const countriesOf = () => new Set(["FR"]);
  assert.equal(undated(all, wantedIn("year=2010", words), countriesOf), 1);
  assert.equal(undated(all, wantedIn("", words), countriesOf), 0);
  assert.equal(firstYear(all), 2001);
  assert.equal(firstYear([]), null);
});
