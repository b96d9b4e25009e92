// Every kind of page is within everybody's reach: looked at by axe-core in each state that a reader may choose, and watched
// for words that move or are cut off.
//
// In: see browser.mjs; the cookie of somebody who may import and review (JUMELAGE_COOKIE).

import assert from "node:assert/strict";
import { SMALL, WIDE, check, findings, finish, movedEachTime, origin, overflow, reader, shot } from "./browser.mjs";

const LANGUAGES = ["fr", "en", "uk"];

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
  const moved = state.spaced || state.media ? 0 : await movedEachTime(page);
  if (moved > 0.001) found.push(`${path}: words moved by ${moved.toFixed(3)}`);
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
