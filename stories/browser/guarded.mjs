// Every kind of page under the site's content security policy: nothing is refused that a page needs, and a string that
// would become a script is.
//
// In: see browser.mjs; the cookie of somebody who may import and review (JUMELAGE_COOKIE).

import assert from "node:assert/strict";
import { check, finish, origin, overflow, shot, visit } from "./browser.mjs";

const WIDE = { width: 1280, height: 900 };
const SMALL = { width: 320, height: 640 };
const [name, value] = process.env.JUMELAGE_COOKIE.split("=");

/** A page of somebody who is signed in, with what the browser refuses. */
function signedIn(options, story) {
  return visit(options, async (page, complaints) => {
    await page.context().addCookies([{ name, value, url: origin }]);
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) =>
        console.error(`refused: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    });
    await story(page, complaints);
  });
}

/** The first page of each kind that these pages lead to. */
async function kinds(page) {
  const found = new Map();
  const starts = ["", "partnerships", "authorities", "programmes", "projects", "stories", "sources", "data", "review",
    "review/duplicates", "import", "account", "search?q=Nantes", "about", "legal", "accessibility"];
  for (const start of starts) {
    found.set(`/fr/${start}`, `/fr/${start}`);
    await page.goto(`${origin}/fr/${start}`);
    const links = await page.locator('main a[href^="/fr/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    for (const link of links.filter((link) => !link.includes("/feed."))) {
      const parts = link.split(/[?#]/)[0].split("/");
      const kind = parts.slice(0, 3).join("/") + (parts.length > 3 ? "/one" : "");
      if (!found.has(kind)) found.set(kind, link.split("#")[0]);
    }
  }
  return [...found.values()];
}

await check("no page of any kind meets its own policy", () =>
  signedIn({ viewport: WIDE }, async (page, complaints) => {
    const pages = await kinds(page);
    assert.ok(pages.length > 20, `${pages.length} kinds of pages: ${pages}`);
    for (const path of pages) {
      const answer = await page.goto(`${origin}${path}`, { waitUntil: "networkidle" });
      assert.equal(answer.status(), 200, path);
      const policy = answer.headers()["content-security-policy"];
      assert.match(policy, /require-trusted-types-for 'script'/);
      assert.doesNotMatch(policy, /unsafe/);
    }
    await page.goto(`${origin}/fr/`);
    await page.waitForSelector("#atlas-map[data-state=drawn]", { timeout: 90_000 });
    assert.deepEqual(complaints, []);
  }));

await check("a string that would become a script is refused", () =>
  signedIn({ viewport: WIDE }, async (page) => {
    await page.goto(`${origin}/fr/`);
    await page.waitForSelector("#atlas-map[data-state=drawn]", { timeout: 90_000 });
    const refused = await page.evaluate(() => {
      const tries = [
        () => (document.createElement("div").innerHTML = "<img src=x onerror=alert(1)>"),
        () => (document.createElement("script").text = "alert(1)"),
        () => new Worker("/static/another.js"),
      ];
      return tries.map((attempt) => {
        try {
          attempt();
          return "taken";
        } catch (error) {
          return error.name;
        }
      });
    });
    assert.deepEqual(refused, ["TypeError", "TypeError", "TypeError"]);
  }));

await check("files are dropped, looked at, confirmed and followed live", () =>
  signedIn({ viewport: WIDE }, async (page, complaints) => {
    await page.goto(`${origin}/fr/import`);
    const text = "Le 12 mai 2023, Montpellier et Mykolaïv ont signé une convention de jumelage.";
    await page.setInputFiles("#files", { name: "dépêche.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
    assert.match(await page.locator("[data-chosen]").innerText(), /dépêche\.txt/);
    await shot(page, "import-1280-light");
    await page.locator("#files").locator("xpath=ancestor::form").locator("button").click();
    await page.waitForSelector("button[value=confirm]");
    assert.match(await page.locator("main").innerText(), /1 partenariat/);
    await shot(page, "import-preview-1280-light");
    await page.click("button[value=confirm]");
    await page.waitForSelector("main a.button[href='/fr/review']");
    assert.match(await page.locator("main").innerText(), /importé/);
    assert.deepEqual(await overflow(page), []);
    assert.deepEqual(complaints, []);
  }));

for (const language of ["fr", "en", "uk"]) {
  await check(`imports stand on small and wide screens, light and dark: ${language}`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      for (const viewport of [WIDE, SMALL]) {
        await signedIn({ viewport, colorScheme }, async (page, complaints) => {
          await page.goto(`${origin}/${language}/import`);
          assert.deepEqual(await overflow(page), []);
          await shot(page, `import-${language}-${viewport.width}-${colorScheme}`);
          await page.locator("#before + ul a").first().click();
          await page.waitForSelector("#counted");
          assert.deepEqual(await overflow(page), []);
          await shot(page, `imported-${language}-${viewport.width}-${colorScheme}`);
          assert.deepEqual(complaints, []);
        });
      }
    }
  });
}

finish();
