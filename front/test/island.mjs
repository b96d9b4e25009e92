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
import { manyPartnerships } from "./many.mjs";

const front = fileURLToPath(new URL("..", import.meta.url));
const shots = process.env.JUMELAGE_SHOTS;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types default";

// As the site serves them: below a folder named by the file's hash.
const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 12);
const addressOf = async (name) => `/static/${hashOf(await readFile(join(front, "dist", name)))}/${name}`;
const template = await readFile(join(front, "test/page/index.html"), "utf8");
const small = await readFile(join(front, "test/page/atlas.json"), "utf8");
const large = JSON.stringify(manyPartnerships(10_000, JSON.parse(small).words));
const YEARS = Array.from({ length: 77 }, (_, number) => `<option>${2026 - number}</option>`).join("");
const built = {};
for (const name of ["map.js", "basemap.json", "basemap-detail.json"]) built[name] = await addressOf(name);

// The page, with what the query asked for in the place of the table's answer.
function pageFor(url) {
  const text = (name) => url.searchParams.get(name) ?? "";
  const filled = Object.entries(built).reduce((page, [name, address]) => page.replace(`{${name}}`, address), template);
  const escaped = url.search.slice(1).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const page = filled
    .replaceAll("{lang}", url.pathname === "/uk" ? "uk" : "en")
    .replace("{atlas}", url.pathname === "/large" ? "/large.json" : "/atlas.json")
    .replace("{years}", YEARS)
    .replace("{query}", escaped);
  return ["country", "status", "year"].reduce(
    (whole, name) => whole.replace(new RegExp(`(name="${name}".*?<option)(>${text(name)}<)`), text(name) ? "$1 selected$2" : "$&"),
    page,
  );
}

const TOWNS = [
  { code: "t1", name: "Toulouse", kind: "commune", at: [1.4437, 43.6043], population: 514_819 },
  { code: "t2", name: "Haute-Garonne", kind: "departement", division: true, at: [1.32, 43.3], population: 1_471_468 },
];
const answers = { "/atlas.json": small, "/large.json": large };

const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://x");
  const send = (body, type) => {
    response.writeHead(body === null ? 404 : 200, {
      "content-type": `${type}; charset=utf-8`,
      "content-security-policy": POLICY,
    });
    response.end(body ?? "not found");
  };
  if (["/", "/uk", "/large"].includes(url.pathname)) return send(pageFor(url), "text/html");
  if (answers[url.pathname]) return send(answers[url.pathname], "application/json");
  if (url.pathname.startsWith("/api/v1/towns/")) return send(JSON.stringify({ towns: TOWNS }), "application/json");
  const hashed = url.pathname.match(/^\/static\/([^/]+)\/([^/]+)$/);
  const file = hashed ? join(front, "dist", hashed[2]) : join(front, "test/page", normalize(url.pathname));
  const found = await readFile(file).catch(() => null);
  return send(hashed && found && hashOf(found) !== hashed[1] ? null : found, TYPES[extname(file)] ?? "text/plain");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}/`;
server.unref();

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

async function visit(options, flags, check, path = "") {
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
    await page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((seen) => {
        for (const { value, hadRecentInput } of seen.getEntries()) if (!hadRecentInput) window.shifted += value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(base + path);
    await check(page, complaints);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

const WIDE = { width: 1280, height: 900 };
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
  await check(`a wide screen draws the map by itself, and nothing moves, ${colorScheme}`, () =>
    visit({ viewport: WIDE, colorScheme }, FLAGS, async (page, complaints) => {
      await state(page, "drawn");
      assert.equal(await page.evaluate(() => window.shifted), 0);
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
      assert.deepEqual(heavy.filter((url) => /view|worker|json/.test(url)), []);
      assert.match(await page.textContent(".atlas-load"), /Show the map \(\d{3} kB\)/);
      await page.click(".atlas-load");
      await state(page, "drawn");
      await shot(page, `320-${colorScheme}`);
      assert.deepEqual(complaints, []);
    }));
}

/** Moves the map at once and waits until it is drawn. */
const moved = (page, center, zoom) =>
  page.evaluate(async ([center, zoom]) => {
    const map = document.getElementById("atlas-map").atlasMap;
    map.jumpTo({ center, zoom });
    await map.once("idle");
  }, [center, zoom]);
/** What a layer draws at a point, by one of its properties. */
const drawnAt = (page, layer, at, property) =>
  page.evaluate(([layer, at, property]) => {
    const map = document.getElementById("atlas-map").atlasMap;
    const { x, y } = map.project(at);
    const found = map.queryRenderedFeatures([[x - 3, y - 3], [x + 3, y + 3]], { layers: [layer] });
    return [...new Set(found.map(({ properties }) => properties[property]))];
  }, [layer, at, property]);
const shownIn = (page) => page.getAttribute("#atlas-map", "data-shown");
const wide = (check, path) => visit({ viewport: WIDE }, FLAGS, check, path);

await check("a pointer over a place names it, a click shows its partnerships as links", () =>
  wide(async (page, complaints) => {
    await state(page, "drawn");
    await moved(page, [-1.55, 47.22], 6);
    const canvas = await page.locator("#atlas-map canvas").boundingBox();
    const [x, y] = [canvas.x + canvas.width / 2, canvas.y + canvas.height / 2];
    await page.mouse.move(x, y);
    await page.waitForSelector(".atlas-tip");
    assert.match(await page.textContent(".atlas-tip"), /Nantes.*Partnerships: \d/);
    await page.mouse.click(x, y);
    await page.waitForSelector(".atlas-card a");
    const links = await page.locator(".atlas-card a").allTextContents();
    assert.ok(links.includes("Nantes") && links.includes("Nantes – Kherson"), links.join());
    assert.match(await page.textContent(".atlas-card"), /France.*friendship declaration · announced · Since: 1992/);
    await shot(page, "card");
    const axe = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(axe.violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
    assert.deepEqual(complaints, []);
  }));

await check("the keyboard reaches the map, opens what lies under its cross, and leaves again", () =>
  wide(async (page) => {
    await state(page, "drawn");
    await moved(page, [-1.55, 47.22], 6);
    await page.locator(".atlas-skip").focus();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Map of partnerships");
    assert.ok(await page.locator(".atlas-cross").isVisible());
    await page.keyboard.press("Enter");
    await page.waitForSelector(".atlas-card a");
    assert.equal(await page.evaluate(() => document.activeElement.closest(".maplibregl-popup") !== null), true);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".atlas-card").count(), 0);
    await moved(page, [-30, 30], 6);
    await page.keyboard.press("Enter");
    assert.match(await page.textContent(".atlas-hint"), /Nothing under the cross/);
    const names = [];
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("Tab");
      const [name, inside] = await page.evaluate(() => {
        const { activeElement: active } = document;
        return [active.getAttribute("aria-label") ?? active.textContent, active.closest("#atlas-map") !== null];
      });
      if (!inside) break;
      names.push(name);
    }
    for (const name of ["Zoom in", "Zoom out", "Whole map", "Full screen", "Play the years"]) {
      assert.ok(names.includes(name), `${name} is not among ${names.join()}`);
    }
    assert.ok(names.length < 12, "the map lets the keyboard go");
  }));

await check("filters narrow the map, the address and the table together", () =>
  wide(async (page, complaints) => {
    await state(page, "drawn");
    assert.equal(await shownIn(page), "6");
    await page.selectOption("#f-country", "UA");
    assert.equal(await shownIn(page), "3");
    assert.equal(new URL(page.url()).search, "?country=UA");
    await page.waitForFunction(() => document.querySelector("#table").textContent.includes("asked for: country=UA"));
    await page.selectOption("#f-status", "ended");
    assert.equal(await shownIn(page), "1");
    await page.waitForFunction(() => document.querySelector("#table").textContent.includes("country=UA&status=ended"));
    await page.selectOption("#f-country", "BF");
    assert.equal(await shownIn(page), "0");
    assert.match(await page.textContent(".atlas-notes"), /No partnership matches/);
    assert.deepEqual(complaints, []);
  }));

await check("an address with filters opens the map with them", () =>
  wide(async (page) => {
    await state(page, "drawn");
    assert.equal(await shownIn(page), "2");
    assert.match(await page.textContent(".atlas-time output"), /In force in 1975 · Partnerships: 2/);
    assert.match(await page.textContent(".atlas-notes"), /Without a known date, not drawn: 1/);
    assert.ok((await page.textContent(".atlas-legend")).includes("ended"));
  }, "?year=1975"));

await check("the slider of years works by keyboard, plays and pauses", () =>
  wide(async (page) => {
    await state(page, "drawn");
    const slider = page.locator("#atlas-year");
    await slider.focus();
    assert.equal(await slider.getAttribute("aria-valuetext"), "In force today");
    await page.keyboard.press("Home");
    assert.equal(await slider.getAttribute("aria-valuetext"), "In force in 1963");
    assert.equal(await shownIn(page), "1");
    assert.equal(await page.inputValue("#f-year"), "1963");
    assert.equal(new URL(page.url()).search, "?year=1963");
    await page.keyboard.press("ArrowRight");
    assert.match(await page.textContent(".atlas-time output"), /In force in 1964/);
    await page.keyboard.press("End");
    assert.equal(new URL(page.url()).search, "");
    await page.locator(".atlas-play").press("Enter");
    await page.waitForFunction(() => Number(document.getElementById("f-year").value) >= 1965);
    await page.locator(".atlas-play").press("Enter");
    const paused = await page.inputValue("#f-year");
    await page.waitForTimeout(700);
    assert.equal(await page.inputValue("#f-year"), paused);
    assert.equal(await page.getAttribute(".atlas-play", "aria-label"), "Play the years");
  }));

await check("Crimea is drawn in Ukraine, far away and near by", () =>
  wide(async (page) => {
    await state(page, "drawn");
    for (const zoom of [3, 7]) {
      await moved(page, [34.1, 44.95], zoom);
      if (zoom === 7) await page.waitForTimeout(1_500);
      // Countries that take part have their own colour: Ukraine does, Russia does not.
      assert.deepEqual(await drawnAt(page, "shared", [34.1, 45.1], "iso"), ["UA"]);
      assert.deepEqual(await drawnAt(page, "land", [34.1, 45.1], "iso"), ["UA"]);
    }
    assert.deepEqual(await drawnAt(page, "borders", [34.0, 46.15], "iso"), []);
    await shot(page, "crimea");
  }));

await check("near by, towns and divisions have their names and the legend says how coarse the coasts are", () =>
  wide(async (page) => {
    await state(page, "drawn");
    await moved(page, [1.6, 43.4], 8);
    await page.waitForFunction(() => {
      const map = document.getElementById("atlas-map").atlasMap;
      return map.queryRenderedFeatures({ layers: ["town-names", "division-names"] }).length >= 2;
    });
    assert.match(await page.textContent(".atlas-notes"), /1:50,000,000/);
    await shot(page, "near");
  }));

await check("names stand in Cyrillic letters for Ukrainian readers", () =>
  wide(async (page) => {
    await state(page, "drawn");
    const names = await page.evaluate(() => {
      const map = document.getElementById("atlas-map").atlasMap;
      return map.queryRenderedFeatures({ layers: ["country-names"] }).map(({ properties }) => properties.name);
    });
    assert.ok(names.includes("Алжир"), names.join());
    await shot(page, "uk");
  }, "uk"));

await check("somebody who wants no motion gets none", () =>
  visit({ viewport: WIDE, reducedMotion: "reduce" }, FLAGS, async (page) => {
    await state(page, "drawn");
    const moving = await page.evaluate(() => {
      const map = document.getElementById("atlas-map").atlasMap;
      document.querySelector(".atlas-whole").click();
      return map.isMoving();
    });
    assert.equal(moving, false);
  }));

/** How long the frames of a movement of the map take. */
const framesOf = (page, movement) =>
  page.evaluate(async (movement) => {
    const map = document.getElementById("atlas-map").atlasMap;
    const [times, began] = [[], { at: performance.now() }];
    let moving = true;
    const tick = (now) => {
      times.push(now - began.at);
      began.at = now;
      if (moving) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    if (movement === "dragged") map.panBy([400, 80], { duration: 2000 });
    else map.easeTo({ center: [2.5, 47], zoom: 6, duration: 3000 });
    await map.once("moveend");
    moving = false;
    times.sort((a, b) => a - b);
    return `${times.length} frames, median ${Math.round(times[times.length >> 1])} ms, slowest ${Math.round(times.at(-1))} ms`;
  }, movement);

await check("ten thousand partnerships are drawn, and so few lines that each can be seen", () =>
  wide(async (page, complaints) => {
    await state(page, "drawn");
    const drawn = await page.evaluate(() => Math.round(performance.now()));
    const links = await page.evaluate(() => {
      const map = document.getElementById("atlas-map").atlasMap;
      return map.getStyle().sources.links.data.features.length;
    });
    assert.ok(links > 20 && links <= 160, `${links} lines`);
    assert.equal(await page.evaluate(() => window.shifted), 0);
    console.log(`        first draw after ${drawn} ms, ${(large.length / 1e6).toFixed(2)} MB of data, ${links} lines`);
    await shot(page, "large");
    for (const movement of ["dragged", "nearer"]) console.log(`        ${movement}: ${await framesOf(page, movement)}`);
    for (const [name, year] of [["a year", "1990"], ["today", ""]]) {
      const began = Date.now();
      await page.selectOption("#f-year", year);
      await page.evaluate(() => document.getElementById("atlas-map").atlasMap.once("idle"));
      console.log(`        ${name}: chosen and drawn in ${Date.now() - began} ms`);
    }
    assert.deepEqual(complaints, []);
  }, "large"));

await check("without WebGL the reader is sent to the table", () =>
  visit({ viewport: WIDE }, [...FLAGS.filter((flag) => !/swiftshader/.test(flag)), "--disable-webgl", "--disable-webgl2", "--disable-3d-apis"], async (page) => {
    await state(page, "failed");
    assert.match(await page.textContent(".atlas-note"), /table says the same/);
  }));

server.close();
console.log(failures === 0 ? "all checks of the island passed" : `${failures} checks of the island failed`);
process.exitCode = failures === 0 ? 0 : 1;
