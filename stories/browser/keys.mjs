// Pages by keyboard alone: the focus is seen, free and where it belongs; and what a first view costs.
//
// In: see browser.mjs; the cookie of somebody who may import and review (JUMELAGE_COOKIE).

import assert from "node:assert/strict";
import { SMALL, WIDE, check, finish, movedEachTime, origin, reader } from "./browser.mjs";

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

await check("what is typed survives a change of language, passwords do not", () =>
  reader({ viewport: WIDE }, async (page, complaints) => {
    await page.goto(`${origin}/en/register`);
    const texts = page.locator('main input:not([type=password], [type=hidden], [type=checkbox], [type=radio])');
    const typed = [];
    for (let at = 0; at < (await texts.count()); at += 1) {
      typed.push(`anne${at}@example.org`);
      await texts.nth(at).fill(typed[at]);
    }
    assert.ok(typed.length > 0);
    for (const language of ["uk", "fr"]) {
      await page.locator(`.languages a[hreflang="${language}"]`).click();
      await page.waitForURL((url) => url.pathname === `/${language}/register`);
      assert.deepEqual(await texts.evaluateAll((all) => all.map(({ value }) => value)), typed);
    }
    assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), [], "nothing is left behind");
    await page.goto(`${origin}/en/sign-in`);
    await page.fill("main input[type=password]", "secret");
    await page.locator('.languages a[hreflang="uk"]').click();
    await page.waitForURL(/\/uk\/sign-in/);
    assert.equal(await page.inputValue("main input[type=password]"), "");
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
      const { files, bytes } = await page.evaluate(() => {
        const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
        const first = all.filter(({ name }) => !/basemap|\/map|atlas\.json|\/towns\//.test(name));
        return { files: first.length, bytes: first.reduce((sum, { transferSize }) => sum + transferSize, 0) };
      });
      const moved = await movedEachTime(page);
      console.log(`        /uk/${path}: ${files} files, ${bytes} bytes, moved ${moved.toFixed(4)}`);
      assert.ok(files <= 6 && bytes <= 50_000, `/uk/${path} asks for ${files} files of ${bytes} bytes`);
      assert.ok(moved < 0.001, `/uk/${path} moves by ${moved}`);
    }
  }));

finish();
