// Somebody searches: offers while they write, by keyboard; what is found, narrowed, in three languages; without scripts too.
//
// In: see browser.mjs.

import assert from "node:assert/strict";
import { barriers, check, finish, origin, overflow, shot, visit } from "./browser.mjs";

const WIDE = { width: 1280, height: 900 };
const SMALL = { width: 320, height: 640 };

await check("a town is offered while its name is written, and the arrow keys lead to it", () =>
  visit({ viewport: WIDE }, async (page, complaints) => {
    await page.goto(`${origin}/en/`);
    const field = page.locator("#q");
    assert.equal(await field.getAttribute("role"), "combobox");
    await field.focus();
    await page.keyboard.type("mykol");
    const list = page.locator("#q-offers");
    await list.waitFor();
    const offers = await list.getByRole("option").allInnerTexts();
    assert.match(offers[0], /Mykolaiv/, offers.join("\n"));
    assert.equal(await field.getAttribute("aria-expanded"), "true");
    assert.deepEqual(await barriers(page), []);
    await shot(page, "search-offers");
    await page.keyboard.press("ArrowDown");
    const chosen = await field.getAttribute("aria-activedescendant");
    assert.equal(await page.locator(`#${chosen}`).getAttribute("aria-selected"), "true");
    await page.keyboard.press("Escape");
    assert.equal(await list.isVisible(), false);
    assert.equal(await field.inputValue(), "mykol", "Escape leaves what was written");
    await page.keyboard.type("a");
    await list.waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/en\/authorities\//);
    assert.match(await page.locator("h1").innerText(), /Mykolaiv/);
    assert.deepEqual(complaints, []);
  }));

await check("Enter asks for everything, the hits say why, and are narrowed, without scripts", () =>
  visit({ viewport: WIDE, javaScriptEnabled: false }, async (page, complaints) => {
    await page.goto(`${origin}/fr/`);
    await page.locator("#q").focus();
    await page.keyboard.type("Миколаїв");
    await page.keyboard.press("Enter");
    await page.waitForURL(/search/);
    assert.ok((await page.locator(".hits mark").count()) > 0);
    const ways = page.getByRole("navigation", { name: "Par nature" });
    await ways.getByRole("link", { name: /Partenariats/ }).click();
    await page.waitForURL(/what=partnership/);
    const kinds = await page.locator("main .hits a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    assert.ok(kinds.length > 0 && kinds.every((href) => href.startsWith("/fr/partnerships/")), `${kinds}`);
    assert.equal(await page.locator("#q").inputValue(), "Миколаїв");
    assert.deepEqual(complaints, []);
  }));

for (const [language, viewport, colorScheme] of [["fr", WIDE, "light"], ["en", SMALL, "dark"], ["uk", SMALL, "light"], ["uk", WIDE, "dark"]]) {
  await check(`the page holds at ${viewport.width} px, ${language}, ${colorScheme}`, () =>
    visit({ viewport, colorScheme }, async (page, complaints) => {
      for (const [state, question] of [["empty", ""], ["found", "nantes"], ["mended", "montpelier"], ["nothing", "qqqqzzzzxxxx"]]) {
        await page.goto(`${origin}/${language}/search?q=${question}`);
        assert.deepEqual(await barriers(page), []);
        assert.deepEqual(await overflow(page), []);
        await shot(page, `search-${state}-${language}-${viewport.width}-${colorScheme}`);
      }
      assert.deepEqual(complaints, []);
    }));
}

finish();
