// A reader opens the atlas, sees the map drawn, follows a partnership to the sentence that proves it, and changes the
// language without losing the page.
//
// In: see browser.mjs; JUMELAGE_ATLAS_PICTURE, a file for the README's picture, or nothing.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { barriers, check, finish, origin, overflow, shot, visit } from "./browser.mjs";

const require = createRequire(new URL("../../front/package.json", import.meta.url));
const { feature } = require("topojson-client");

const LANGUAGES = ["fr", "en", "uk"];
const WIDE = { width: 1280, height: 900 };
const SMALL = { width: 320, height: 640 };

const drawn = (page) => page.waitForSelector("#atlas-map[data-state=drawn]", { timeout: 90_000 });
const partnershipLinks = (page, language) => page.locator(`main a[href^="/${language}/partnerships/"]`);

/** How many different colours a coarse grid over the map shows; a map that failed shows one. */
async function coloursOf(page) {
  const png = await page.locator("#atlas-map canvas").first().screenshot();
  return page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const seen = new Set();
    for (let at = 0; at < data.length; at += 4 * 97) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
    return seen.size;
  }, [...png]);
}

async function sound(page, complaints) {
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(await overflow(page), []);
  assert.deepEqual(complaints, []);
}

await check("the home page draws the map with places, arcs and a legend", () =>
  visit({ viewport: WIDE }, async (page, complaints) => {
    await page.goto(`${origin}/fr/`);
    await drawn(page);
    const colours = await coloursOf(page);
    assert.ok(colours >= 8, `the map shows only ${colours} colours`);
    const atlas = await page.evaluate(() => document.getElementById("atlas-map").atlas);
    assert.ok(atlas.places.length > 20, `${atlas.places.length} places`);
    assert.ok(atlas.partnerships.length > 20, `${atlas.partnerships.length} partnerships`);
    for (const { id, left, right } of atlas.partnerships) {
      assert.ok([...left, ...right].every((place) => atlas.places[place]), `partnership ${id} hangs in the air`);
    }
    for (const status of atlas.statuses) assert.ok(atlas.words.statuses?.[status], `the legend has no word for ${status}`);
    assert.ok((await page.locator(".atlas-legend li").count()) > 0);
    await sound(page, complaints);
    await page.mouse.move(5, 5);
    if (process.env.JUMELAGE_ATLAS_PICTURE) {
      await page.screenshot({ path: process.env.JUMELAGE_ATLAS_PICTURE });
    }
  }));

await check("the base map that is served has Crimea in Ukraine", () =>
  visit({ viewport: WIDE }, async (page) => {
    await page.goto(`${origin}/fr/`);
    const base = await page.evaluate(async () => {
      const answer = await fetch(document.getElementById("atlas-map").dataset.base);
      return answer.json();
    });
    const simferopol = [34.1, 44.95];
    const inside = (ring) => {
      let odd = false;
      ring.forEach(([xi, yi], i) => {
        const [xj, yj] = ring.at(i - 1);
        const crosses = yi > simferopol[1] !== yj > simferopol[1];
        if (crosses && simferopol[0] < ((xj - xi) * (simferopol[1] - yi)) / (yj - yi) + xi) odd = !odd;
      });
      return odd;
    };
    const holders = feature(base, base.objects.countries).features.filter(({ geometry }) =>
      (geometry?.type === "Polygon" ? [geometry.coordinates] : (geometry?.coordinates ?? [])).some(([outer]) => inside(outer)));
    assert.deepEqual(holders.map(({ properties }) => properties.iso), ["UA"]);
  }));

await check("the map and its table always show the same, whatever is asked for", () =>
  visit({ viewport: WIDE }, async (page, complaints) => {
    await page.goto(`${origin}/fr/`);
    await drawn(page);
    // The number in the server's own words: “23 partenariats”.
    const table = () => page.textContent("#table [role=status]").then((text) => text.replace(/\D/g, ""));
    const same = async (query) => {
      await page.waitForFunction(() => !document.querySelector("#table").hasAttribute("aria-busy"));
      assert.equal(await table(), await page.getAttribute("#atlas-map", "data-shown"), query);
    };
    await same("nothing");
    for (const name of ["country", "status", "kind", "theme", "programme", "year", "money"]) {
      const values = await page.locator(`#f-${name} option`).evaluateAll((options) => options.map(({ value }) => value));
      for (const value of values.slice(0, 6)) {
        await page.selectOption(`#f-${name}`, value);
        assert.equal(new URL(page.url()).searchParams.get(name) ?? "", value);
        await same(`${name}=${value}`);
      }
      await page.selectOption(`#f-${name}`, name === "country" ? "UA" : "");
      await same(`${name} given back`);
    }
    const [shown, address] = [await table(), page.url()];
    assert.ok(address.endsWith("?country=UA") && shown > 0 && shown < 23, `${address} shows ${shown}`);
    await page.goto(address);
    await drawn(page);
    await same("the address alone");
    assert.equal(await table(), shown);
    // The other languages, and the data, are asked for the same.
    assert.match(await page.getAttribute('.languages a[hreflang="en"]', "href"), /country=UA/);
    const json = await page.getAttribute('#table a[href^="/api/v1/partnerships?"]', "href");
    assert.equal(String((await (await page.request.get(origin + json)).json()).total), shown);
    assert.deepEqual(complaints, []);
  }));

await check("a small map stands on the pages of an authority and of a partnership", () =>
  visit({ viewport: WIDE }, async (page, complaints) => {
    await page.goto(`${origin}/uk/authorities/fr-com-34172`);
    await page.locator("#atlas-map").scrollIntoViewIfNeeded();
    await drawn(page);
    assert.equal(await page.getAttribute("#atlas-map", "data-shown"), "1");
    await sound(page, complaints);
    await shot(page, "authority-map-uk");
    await partnershipLinks(page, "uk").first().click();
    await page.waitForURL(/\/uk\/partnerships\//);
    await page.locator("#atlas-map").scrollIntoViewIfNeeded();
    await drawn(page);
    assert.ok((await coloursOf(page)) >= 8);
    await sound(page, complaints);
    await shot(page, "partnership-map-uk");
  }));

await check("near by, the map names the towns around", () =>
  visit({ viewport: WIDE }, async (page) => {
    await page.goto(`${origin}/fr/`);
    await drawn(page);
    const names = await page.evaluate(async () => {
      const map = document.getElementById("atlas-map").atlasMap;
      map.jumpTo({ center: [1.6, 43.0], zoom: 8.3 });
      const named = () => map.queryRenderedFeatures({ layers: ["town-names", "division-names"] });
      for (let tries = 0; tries < 100 && named().length < 10; tries += 1) await new Promise((later) => setTimeout(later, 200));
      return named().map(({ properties }) => properties.name);
    });
    for (const name of ["Ariège", "Foix", "Pamiers", "Carcassonne"]) assert.ok(names.includes(name), `${name} is not among ${names.join()}`);
  }));

await check("a reader goes from the table to a partnership and on to the quote in its source", () =>
  visit({ viewport: WIDE }, async (page, complaints) => {
    await page.goto(`${origin}/fr/`);
    await drawn(page);
    await partnershipLinks(page, "fr").first().click();
    await page.waitForURL(/\/fr\/partnerships\//);
    const quote = (await page.locator("main blockquote").first().innerText()).trim();
    assert.ok(quote.length > 10, `the page quotes “${quote}”`);
    await sound(page, complaints);
    await shot(page, "partnership-1280-light");
    await page.locator('main a[href*="/sources/"]').first().click();
    await page.waitForURL(/\/fr\/sources\//);
    const words = (text) => text.replace(/\s+/g, " ").trim();
    const start = words(quote).replace(/^[«“"\s…]+/, "").slice(0, 40);
    const source = words(await page.locator("main").innerText());
    assert.ok(source.includes(start), `the source page does not show “${start}”`);
    assert.ok((await page.locator("main mark").count()) > 0, "nothing is marked in the source");
    await sound(page, complaints);
    await shot(page, "source-1280-light");
  }));

await check("an authority's page names its partners", () =>
  visit({ viewport: WIDE }, async (page, complaints) => {
    await page.goto(`${origin}/fr/`);
    await drawn(page);
    await page.locator('main a[href^="/fr/authorities/"]').first().click();
    await page.waitForURL(/\/fr\/authorities\//);
    assert.ok((await partnershipLinks(page, "fr").count()) > 0);
    await sound(page, complaints);
    await shot(page, "authority-1280-light");
  }));

await check("changing the language keeps the page", () =>
  visit({ viewport: WIDE }, async (page, complaints) => {
    await page.goto(`${origin}/fr/`);
    await drawn(page);
    await partnershipLinks(page, "fr").first().click();
    await page.waitForURL(/\/fr\/partnerships\//);
    const rest = new URL(page.url()).pathname.replace(/^\/fr/, "");
    for (const language of ["uk", "en", "fr"]) {
      await page.locator(`a[hreflang="${language}"]:visible`).first().click();
      await page.waitForURL((url) => url.pathname === `/${language}${rest}`);
      assert.equal(await page.getAttribute("html", "lang"), language);
      await sound(page, complaints);
    }
  }));

for (const language of LANGUAGES) {
  await check(`the home page stands on small and wide screens, light and dark: ${language}`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      await visit({ viewport: WIDE, colorScheme }, async (page, complaints) => {
        await page.goto(`${origin}/${language}/`);
        await drawn(page);
        await sound(page, complaints);
        await shot(page, `home-${language}-1280-${colorScheme}`);
      });
      await visit({ viewport: SMALL, colorScheme }, async (page, complaints) => {
        await page.goto(`${origin}/${language}/`);
        await page.waitForSelector("#atlas-map[data-state=waiting]");
        await sound(page, complaints);
        await page.click("#atlas-map button");
        await drawn(page);
        await sound(page, complaints);
        await shot(page, `home-${language}-320-${colorScheme}`);
      });
    }
  });
}

await check("without scripts the home page has its table and its links", () =>
  visit({ viewport: WIDE, javaScriptEnabled: false }, async (page, complaints) => {
    await page.goto(`${origin}/fr/`);
    assert.ok((await partnershipLinks(page, "fr").count()) > 0);
    assert.deepEqual(complaints, []);
  }));

finish();
