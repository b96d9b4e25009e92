// Every kind of page is within everybody's reach: looked at by axe-core in each state that a reader may choose, walked
// through by keyboard, weighed, and watched for words that move.
//
// In: see browser.mjs; the cookie of somebody who may import and review (JUMELAGE_COOKIE).

import assert from "node:assert/strict";
import { check, findings, finish, origin, overflow, shot, visit } from "./browser.mjs";

const WIDE = { width: 1280, height: 900 };
// A window of 1,280 pixels at 400 % has this much room.
const SMALL = { width: 320, height: 640 };
const LANGUAGES = ["fr", "en", "uk"];
const [name, value] = process.env.JUMELAGE_COOKIE.split("=");

// What a reader may choose, so that any two choices meet on some pages.
const STATES = [
  { viewport: WIDE, colorScheme: "light" },
  { viewport: SMALL, colorScheme: "dark" },
  { viewport: WIDE, colorScheme: "dark", media: "print" },
  { viewport: SMALL, colorScheme: "light", spaced: true },
  { viewport: WIDE, colorScheme: "dark" },
  { viewport: SMALL, colorScheme: "light", media: "print" },
];

const PUBLIC = [
  "", "?country=UA&year=2023", "partnerships", "partnerships?country=ZZ", "authorities", "programmes", "projects", "stories",
  "sources", "statistics", "data", "read", "api", "search?q=Nantes", "search?q=qqqqzzzz", "about", "legal", "accessibility", "styleguide", "sign-in",
  "register", "password", "nowhere", "authorities/Saint-Denis", "authorities/fr-com-44019",
];
const OWN = ["review", "review/duplicates", "import", "account", "account/codes", "account/history", "accounts", "accreditations"];

/** A page of somebody who is signed in, or of anybody, that remembers how far its words moved. */
function reader(options, story, cookie) {
  return visit(options, async (page, complaints) => {
    if (cookie) await page.context().addCookies([{ name, value, url: origin }]);
    await page.addInitScript(() => {
      window.moved = 0;
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.moved += shift.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await story(page, complaints);
  });
}

/** The first page of each kind that these pages lead to. */
async function kinds(page, starts) {
  const found = new Map();
  for (const start of starts) {
    found.set(start, start);
    await page.goto(`${origin}/fr/${start}`, { waitUntil: "domcontentloaded" });
    const links = await page.locator('main a[href^="/fr/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    for (const link of links.filter((link) => !/\/feed\.|\.png/.test(link))) {
      const parts = link.split(/[?#]/)[0].split("/");
      const kind = parts.length > 3 ? `${parts[2]}/one/${parts.slice(4).filter((part) => !/\d/.test(part)).join("/")}` : parts[2];
      if (!found.has(kind)) found.set(kind, link.split("#")[0].replace("/fr/", ""));
    }
  }
  return [...new Set(found.values())];
}

/** Words that their box cuts off, where nothing says that it does so on purpose. */
function cut(page) {
  return page.evaluate(() => {
    const hides = (style) => ["hidden", "clip"].includes(style.overflowX) && style.clipPath === "none" && style.textOverflow !== "ellipsis";
    const found = [];
    for (const element of document.querySelectorAll("body *:not(svg *, canvas)")) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      const style = getComputedStyle(element);
      if (own && style.display !== "inline" && hides(style) && element.scrollWidth > element.clientWidth + 1) {
        found.push(`${location.pathname}: “${element.textContent.trim().slice(0, 50)}” is cut off`);
      }
    }
    return found;
  });
}

/** The room between letters, words, lines and paragraphs that WCAG 1.4.12 lets a reader ask for. */
const SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }";

async function looked(page, path, state) {
  const answer = await page.goto(`${origin}${path}`, { waitUntil: "load" });
  assert.ok(answer.status() < 500, `${path} answered ${answer.status()}`);
  await page.emulateMedia({ media: state.media ?? "screen", colorScheme: state.colorScheme });
  // Trusted types guard the page, not its styles.
  if (state.spaced) await page.addStyleTag({ content: SPACED }).catch(() => page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, SPACED));
  const found = [...await overflow(page), ...await cut(page)];
  // On paper nothing is clicked and colours are the printer's; what has to fit is looked at all the same.
  if (state.media !== "print") found.push(...await findings(page));
  // Whoever turns to paper or asks for more room moves the words.
  const moved = await page.evaluate(() => window.moved);
  if (moved > 0.001 && !state.spaced && !state.media) found.push(`${path}: words moved by ${moved.toFixed(3)}`);
  return found;
}

for (const [who, starts, cookie] of [["anybody", PUBLIC, false], ["whoever is signed in", OWN, true]]) {
  await check(`axe-core finds no barrier on any kind of page of ${who}, whatever the width, colours, language and spacing`, async () => {
    let pages = [];
    await reader({ viewport: WIDE }, async (page) => { pages = await kinds(page, starts); }, cookie);
    assert.ok(pages.length >= starts.length, `${pages.length} kinds of pages`);
    const found = [];
    for (const [at, state] of STATES.entries()) {
      await reader({ viewport: state.viewport, colorScheme: state.colorScheme }, async (page) => {
        for (const [number, path] of pages.entries()) {
          // Each page in two of the six states and one language each; both turn from page to page.
          if (number % 3 !== at % 3) continue;
          const language = LANGUAGES[(Math.floor(number / 3) + at) % 3];
          found.push(...(await looked(page, `/${language}/${path}`, state)).map((one) => `${JSON.stringify(state)}: ${one}`));
        }
      }, cookie);
    }
    assert.deepEqual([...new Set(found)], []);
  });
}

/** Where the focus is: its name, whether it can be seen, whether something lies over it. */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    element.dataset.walked ??= String((window.walked = (window.walked ?? 0) + 1));
    const style = getComputedStyle(element);
    const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    const box = [...element.getClientRects()].find(({ width, height }) => width && height) ?? element.getBoundingClientRect();
    // The part of it that the window shows; the strip of the menu may show an entry in part.
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [upper, lower] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const inside = right - left >= Math.min(box.width / 4, 24) && lower - upper >= Math.min(box.height / 2, 24);
    const top = inside ? document.elementFromPoint((left + right) / 2, (upper + lower) / 2) : null;
    // Markers and buttons of the map lie on the map.
    const own = top && (element.contains(top) || top.contains(element) || top.closest("label, .map")?.contains(element));
    const covered = inside && top && !own;
    const words = (element.textContent || element.getAttribute("aria-label") || element.name || "").trim().slice(0, 40);
    return { id: element.dataset.walked, what: `${element.localName} “${words}”`, ring, inside, covered };
  });
}

/** Goes through a page by the tabulator key; gives what is wrong on the way. */
async function walked(page, most) {
  const wrong = [];
  const seen = new Set();
  let last = null;
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    if (!here) break;
    if (here.id === last) wrong.push(`the focus is caught on ${here.what}`);
    if (seen.has(here.id)) break;
    if (!here.ring) wrong.push(`the focus cannot be seen on ${here.what}`);
    if (!here.inside) wrong.push(`the focus is off the screen on ${here.what}`);
    if (here.covered) wrong.push(`something lies over ${here.what}`);
    seen.add(here.id);
    last = here.id;
  }
  assert.ok(seen.size > 5, `only ${seen.size} things can be reached`);
  return wrong.map((one) => `${new URL(page.url()).pathname} (${page.viewportSize().width}): ${one}`);
}

for (const viewport of [WIDE, SMALL]) {
  await check(`pages are walked through by keyboard, the focus in sight and free: ${viewport.width}`, async () => {
    const wrong = [];
    await reader({ viewport }, async (page) => {
      for (const path of ["", "partnerships", "statistics", "data", "accessibility", "search?q=Nantes", "register", "authorities/fr-com-44109"]) {
        await page.goto(`${origin}/fr/${path}`, { waitUntil: "load" });
        wrong.push(...await walked(page, 60));
      }
    });
    await reader({ viewport }, async (page) => {
      for (const path of ["review", "import", "account"]) {
        await page.goto(`${origin}/uk/${path}`, { waitUntil: "load" });
        wrong.push(...await walked(page, 60));
      }
    }, true);
    assert.deepEqual(wrong, []);
  });
}

await check("the first key leads to the content, and filters, languages and disclosures work by keyboard alone", () =>
  reader({ viewport: WIDE }, async (page, complaints) => {
    await page.goto(`${origin}/en/partnerships`);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    assert.ok(await page.evaluate(() => document.activeElement.id === "main"), "the focus is in the content");
    await page.focus("main form select");
    const chosen = await page.evaluate(() => document.activeElement.name);
    await page.keyboard.press("ArrowDown");
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.matches("main form button"))) break;
    }
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.get(chosen));
    const asked = new URL(page.url()).search;
    await page.focus('.languages a[hreflang="uk"]');
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === "/uk/partnerships" && url.search === asked);
    await page.goto(`${origin}/en/data`);
    const details = page.locator("main details").first();
    await details.locator("summary").focus();
    await page.keyboard.press("Enter");
    assert.ok(await details.evaluate((one) => one.open));
    await page.keyboard.press("Enter");
    assert.ok(await details.evaluate((one) => !one.open));
    assert.deepEqual(complaints, []);
  }));

await check("the keys of reviewers move between claims, and can be turned off", () =>
  reader({ viewport: WIDE }, async (page, complaints) => {
    await page.goto(`${origin}/en/review?state=accepted`);
    if ((await page.locator(".reviewbox").count()) < 2) await page.goto(`${origin}/en/review`);
    const at = () => page.evaluate(() => [...document.querySelectorAll(".reviewbox")].indexOf(document.activeElement));
    const boxes = await page.locator(".reviewbox").count();
    if (boxes > 0) {
      await page.keyboard.press("j");
      assert.equal(await at(), 0);
      await page.keyboard.press("j");
      assert.equal(await at(), Math.min(1, boxes - 1));
      await page.keyboard.press("k");
      assert.equal(await at(), 0);
    }
    await page.locator("#keys input").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("j");
    assert.equal(await at(), -1, "turned off, keys do nothing");
    await page.reload();
    assert.equal(await page.locator("#keys input").isChecked(), false, "the browser remembers");
    assert.deepEqual(complaints, []);
  }, true));

await check("a first view without the map asks for at most 6 files and 50 kB, and its words stay where they are", () =>
  reader({ viewport: SMALL }, async (page) => {
    for (const path of ["", "partnerships", "authorities/fr-com-44109", "statistics", "data", "stories", "accessibility"]) {
      await page.goto(`${origin}/uk/${path}`, { waitUntil: "networkidle" });
      const { files, bytes, moved } = await page.evaluate(() => {
        const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
        const first = all.filter(({ name }) => !/basemap|\/map|atlas\.json|\/towns\//.test(name));
        return { files: first.length, bytes: first.reduce((sum, { transferSize }) => sum + transferSize, 0), moved: window.moved };
      });
      console.log(`        /uk/${path}: ${files} files, ${bytes} bytes, moved ${moved.toFixed(4)}`);
      assert.ok(files <= 6 && bytes <= 50_000, `/uk/${path} asks for ${files} files of ${bytes} bytes`);
      assert.ok(moved < 0.001, `/uk/${path} moves by ${moved}`);
    }
  }));

await check("every public page has been looked at", async () => {
  if (!process.env.JUMELAGE_SHOTS) return;
  for (const [viewport, colorScheme] of [[WIDE, "light"], [SMALL, "dark"]]) {
    await reader({ viewport, colorScheme }, async (page) => {
      for (const [at, path] of PUBLIC.entries()) {
        await page.goto(`${origin}/${LANGUAGES[at % 3]}/${path}`, { waitUntil: "networkidle" });
        await shot(page, `reach-${viewport.width}-${at}-${path.replace(/\W/g, "_")}`);
      }
    });
  }
});

finish();
