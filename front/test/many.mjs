// An atlas of many partnerships between real places of the base map's countries, the same at each run: for tests and
// for measuring. `node test/many.mjs 10000 > atlas.json` writes one to look at.

import { readFileSync } from "node:fs";

const KINDS = ["twinning", "cooperation_agreement", "friendship_declaration", "project_partnership"];
const STATUSES = ["active", "signed", "voted", "dormant", "ended"];
// How often each status comes, as places in the list.
const DRAWS = [0, 1, 0, 2, 3, 0, 4];

// xorshift32: the same numbers everywhere.
function chance(seed) {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) / 2 ** 32) * below;
  };
}

// Middles of regions with their spread in degrees and how many towns of a hundred lie there.
const REGIONS = [
  ["FR", 2.5, 47, 3, 34], ["DE", 10, 51, 2.5, 16], ["UA", 31, 49, 4, 14], ["PL", 19, 52, 2, 8], ["GB", -2, 53, 2, 6],
  ["ES", -4, 40, 3, 5], ["ML", -6, 14, 2, 4], ["SN", -15, 14.5, 1, 3], ["US", -90, 39, 9, 4], ["JP", 137, 36, 2, 3],
  ["BR", -47, -16, 6, 2], ["VN", 106, 16, 3, 1],
];

/** The atlas; `count` partnerships between as many places. */
export function manyPartnerships(count, words = {}) {
  const next = chance(20_261_122);
  const ladder = REGIONS.flatMap((region) => Array(region[4]).fill(region));
  const places = Array.from({ length: count }, (_, number) => {
    const [country, lon, lat, spread] = ladder[Math.floor(next(100))];
    const around = (middle) => Number((middle + (next(2) + next(2) - 2) * spread).toFixed(4));
    return { code: `gn-${number + 1}`, name: `Ville-${number + 1}`, country, at: [around(lon), around(lat)] };
  });
  const partnerships = Array.from({ length: count }, (_, number) => {
    const status = DRAWS[Math.floor(next(DRAWS.length))];
    const since = String(1950 + Math.floor(next(76)));
    // Large towns have many partners, small ones one.
    const left = Math.floor(count * (next(1) * next(1)));
    const right = (left + 1 + Math.floor(next(count - 1))) % count;
    const key = number.toString(16).padStart(12, "0");
    const held = { id: `01900000-0000-7000-8000-${key}`, kind: number % 4, status, since, left: [left], right: [right] };
    return STATUSES[status] === "ended" ? { ...held, until: String(Math.min(2025, Number(since) + 20)) } : held;
  });
  const addresses = { authority: "/fr/authorities/", partnership: "/fr/partnerships/", towns: "/api/v1/towns" };
  const lists = { kinds: KINDS, statuses: STATUSES, live: STATUSES.slice(0, 4) };
  return { places, partnerships, ...lists, of: null, addresses, words, licence: "CC-BY-4.0", attribution: "" };
}

if (process.argv[1]?.endsWith("many.mjs")) {
  const words = process.argv[3] ? JSON.parse(readFileSync(process.argv[3], "utf8")).words : {};
  process.stdout.write(JSON.stringify(manyPartnerships(Number(process.argv[2]), words)));
}
