// The card of an authority in a frame of another site: shown, small and dark, by keyboard, its links in new tabs; no other
// page is shown in a frame.
//
// In: see browser.mjs.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { barriers, check, finish, origin, overflow, shot, visit } from "./browser.mjs";

const CODE = "fr-com-44109";

/** A page of another site with this in it. */
async function elsewhere(html, story) {
  const server = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(`<!DOCTYPE html><html lang="en"><title>A town's site</title><main><h1>Our partners</h1>${html}</main></html>`);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    await story(`http://localhost:${server.address().port}/`);
  } finally {
    server.close();
  }
}

await check("the code to copy shows the card on another site, its links open beside it", () =>
  visit({ viewport: { width: 800, height: 700 } }, async (page) => {
    await page.goto(`${origin}/en/authorities/${CODE}`);
    await page.locator("details.embed summary").click();
    const code = await page.locator("details.embed textarea").inputValue();
    await elsewhere(code, async (address) => {
      await page.goto(address);
      const frame = page.frameLocator("iframe");
      await frame.getByRole("heading", { name: "Nantes" }).waitFor();
      assert.match(await frame.locator("main").innerText(), /partnership in force/);
      await shot(page, "card-framed");
      await frame.locator("h1 a").focus();
      const opened = page.context().waitForEvent("page");
      await page.keyboard.press("Enter");
      const other = await opened;
      await other.waitForLoadState();
      assert.equal(other.url(), `${origin}/en/authorities/${CODE}`);
      assert.equal(page.url(), address);
    });
  }));

await check("no other page stands in a frame", () =>
  visit({}, (page) =>
    elsewhere(`<iframe src="${origin}/en/authorities/${CODE}" title="stolen"></iframe>`, async (address) => {
      const refused = page.waitForEvent("console", (message) => /frame-ancestors/.test(message.text()));
      await page.goto(address);
      await refused;
      assert.equal(await page.frameLocator("iframe").getByText("Nantes").count(), 0);
    })));

for (const [language, width, colorScheme] of [["fr", 320, "dark"], ["uk", 480, "light"], ["en", 220, "light"]]) {
  await check(`the card holds at ${width} px, ${language}, ${colorScheme}`, () =>
    visit({ viewport: { width, height: 360 }, colorScheme, javaScriptEnabled: true }, async (page, complaints) => {
      await page.goto(`${origin}/${language}/authorities/${CODE}/card`);
      assert.deepEqual(await overflow(page), []);
      assert.deepEqual(complaints, []);
      await shot(page, `card-${language}-${width}-${colorScheme}`);
      assert.deepEqual(await barriers(page), []);
    }));
}

finish();
