// Somebody has a text read: by keyboard, with scripts off, corrected, taken away as JSON; small, dark and in three languages.
//
// In: see browser.mjs.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { barriers, check, finish, origin, overflow, shot, visit } from "./browser.mjs";

const TEXT = "Le 14 mars 2025, la Ville de Montpellier et la ville de Mykolaïv ont signé une convention de partenariat. "
  + "Une délégation de Saint-Alban était présente.";
const WIDE = { width: 1280, height: 900 };
const SMALL = { width: 320, height: 640 };

async function pasted(page, language, text = TEXT) {
  await page.goto(`${origin}/${language}/read`);
  await page.fill("#pasted", text);
  await page.locator("form.broad button").click();
  await page.waitForLoadState();
}

await check("a text is pasted, read, corrected and downloaded, by keyboard and without scripts", () =>
  visit({ viewport: WIDE, javaScriptEnabled: false, acceptDownloads: true }, async (page, complaints) => {
    await page.goto(`${origin}/fr/`);
    await page.getByRole("link", { name: "Lire un texte" }).first().click();
    await page.locator("#pasted").focus();
    await page.keyboard.insertText(TEXT);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector("mark.name");
    const named = await page.locator("mark.name a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    const text = await page.locator("main").innerText();
    assert.match(text, /Montpellier/);
    assert.ok(named.some((href) => href.endsWith("fr-com-34172")), `${named}`);
    assert.match(text, /fr-com-34172[^]*ua-UA48060150000071713/);
    assert.match(await page.locator(".claimbox details").first().innerText(), /Comment la machine l’a lu/);

    const select = page.getByLabel("« Saint-Alban » désigne");
    const options = await select.locator("option").allInnerTexts();
    assert.ok(options.length >= 4, options.join("\n"));
    const other = options.find((words) => words.includes("fr-com-31467"));
    assert.ok(other, options.join("\n"));
    await select.selectOption({ label: other });
    await page.getByRole("button", { name: "Corriger" }).click();
    await page.waitForLoadState();
    assert.match(await page.locator("main").innerText(), /fr-com-31467[^]*Choisi par vous/);

    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Télécharger en JSON" }).click();
    const told = JSON.parse(await readFile(await (await download).path(), "utf8"));
    const alban = told.mentions.find((mention) => mention.text === "Saint-Alban");
    assert.equal(alban.code, "fr-com-31467");
    assert.equal(told.claims[0].kind, "partnership");
    assert.deepEqual(complaints, []);
  }));

for (const [language, viewport, colorScheme] of [["fr", WIDE, "light"], ["en", SMALL, "dark"], ["uk", SMALL, "light"], ["uk", WIDE, "dark"]]) {
  await check(`the page holds at ${viewport.width} px, ${language}, ${colorScheme}, empty, read and refused`, () =>
    visit({ viewport, colorScheme }, async (page, complaints) => {
      for (const [state, text] of [["empty", null], ["read", TEXT], ["refused", "https://example.org/"]]) {
        if (text === null) await page.goto(`${origin}/${language}/read`);
        else await pasted(page, language, text);
        assert.deepEqual(await barriers(page), []);
        assert.deepEqual(await overflow(page), []);
        await shot(page, `read-${state}-${language}-${viewport.width}-${colorScheme}`);
      }
      assert.deepEqual(complaints.filter((words) => !words.includes("422")), []);
    }));
}

finish();
