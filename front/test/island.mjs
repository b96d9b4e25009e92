// The island alone in Debian's chromium, under the site's content security policy.
//
// In: front/dist (node build.mjs) and the page in test/page. Out: a line a check, exit code 1 if one fails;
// screenshots go to the folder named by JUMELAGE_SHOTS.

import AxeBuilder from "@axe-core/playwright";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const front = fileURLToPath(new URL("..", import.meta.url));
const shots = process.env.JUMELAGE_SHOTS;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };
const POLICY = "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; frame-ancestors 'none'";

// As the site serves them: below a folder named by the file's hash.
const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 12);
const addressOf = async (name) => `/static/${hashOf(await readFile(join(front, "dist", name)))}/${name}`;
const template = await readFile(join(front, "test/page/index.html"), "utf8");
const home = template.replace("{map.js}", await addressOf("map.js")).replace("{basemap.json}", await addressOf("basemap.json"));

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, "http://x").pathname).replace(/^\/$/, "/index.html");
  const built = path.match(/^\/static\/([^/]+)\/([^/]+)$/);
  const file = built ? join(front, "dist", built[2]) : join(front, "test/page", path);
  const found = await readFile(file).catch(() => null);
  const body = built && found && hashOf(found) !== built[1] ? null : found;
  response.writeHead(body ? 200 : 404, {
    "content-type": `${TYPES[extname(file)] ?? "text/plain"}; charset=utf-8`,
    "content-security-policy": POLICY,
  });
  response.end(path === "/index.html" ? home : body ?? "not found");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}/`;

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

async function visit(options, flags, check) {
  const profile = await mkdtemp(join(tmpdir(), "jumelage-island-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: flags,
    ...options,
  });
  try {
    const page = await context.newPage();
    const complaints = [];
    page.on("console", (message) => {
      // Software WebGL remarks on each screenshot that reading pixels is slow.
      const ours = ["error", "warning"].includes(message.type()) && !message.text().includes("GL Driver Message");
      if (ours) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(base);
    await check(page, complaints);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

const state = (page, wanted) => page.waitForSelector(`#atlas-map[data-state=${wanted}]`, { timeout: 60_000 });
const shot = (page, name) => shots && page.screenshot({ path: join(shots, `island-${name}.png`), fullPage: true });
let failures = 0;

async function check(name, body) {
  const began = Date.now();
  try {
    await body();
    console.log(`ok      ${name} (${Date.now() - began} ms)`);
  } catch (error) {
    failures += 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}

for (const colorScheme of ["light", "dark"]) {
  await check(`a wide screen draws the map by itself, ${colorScheme}`, () =>
    visit({ viewport: { width: 1280, height: 900 }, colorScheme }, FLAGS, async (page, complaints) => {
      await state(page, "drawn");
      await shot(page, `1280-${colorScheme}`);
      const axe = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(axe.violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
      assert.deepEqual(complaints, []);
    }));
  await check(`a small screen waits for the button, ${colorScheme}`, () =>
    visit({ viewport: { width: 320, height: 640 }, colorScheme }, FLAGS, async (page, complaints) => {
      const heavy = [];
      page.on("request", (request) => heavy.push(request.url()));
      await state(page, "waiting");
      await shot(page, `320-${colorScheme}-before`);
      assert.deepEqual(heavy.filter((url) => /view|worker|basemap/.test(url)), []);
      await page.click(".atlas-load");
      await state(page, "drawn");
      await shot(page, `320-${colorScheme}`);
      assert.deepEqual(complaints, []);
    }));
}

await check("a click on a place shows its partnerships as links", () =>
  visit({ viewport: { width: 1280, height: 900 } }, FLAGS, async (page) => {
    await state(page, "drawn");
    const canvas = await page.locator("#atlas-map canvas").boundingBox();
    // Guyane is the westernmost place: it lies on the left edge of the fitted view, 110 pixels in.
    for (let y = canvas.y + canvas.height - 20; y > canvas.y + canvas.height * 0.6; y -= 4) {
      for (const x of [canvas.x + 108, canvas.x + 112]) {
        await page.mouse.move(x, y);
        if ((await page.locator("#atlas-map canvas").evaluate((made) => made.style.cursor)) !== "pointer") continue;
        await page.mouse.click(x, y);
        await page.waitForSelector(".maplibregl-popup a");
        const links = await page.locator(".maplibregl-popup a").allTextContents();
        assert.ok(links.includes("Guyane – Nantes"), links.join());
        await shot(page, "popup");
        return;
      }
    }
    assert.fail("no place found on the map");
  }));

await check("without WebGL the reader is sent to the table", () =>
  visit({ viewport: { width: 1280, height: 900 } }, [...FLAGS.filter((flag) => !/swiftshader/.test(flag)), "--disable-webgl", "--disable-webgl2", "--disable-3d-apis"], async (page) => {
    await state(page, "failed");
    assert.match(await page.textContent(".atlas-note"), /table below/);
  }));

server.close();
console.log(failures === 0 ? "all checks of the island passed" : `${failures} checks of the island failed`);
process.exitCode = failures === 0 ? 0 : 1;
