// Passkeys with a virtual authenticator: added on the account page, asked for at the door, spent, removed.
//
// In: see browser.mjs; the cookie of somebody without a password (JUMELAGE_COOKIE). Browsers make passkeys for names only,
// so the pages are asked for at localhost.

import assert from "node:assert/strict";
import { barriers, check, finish, origin, overflow, shot, visit } from "./browser.mjs";

const here = origin.replace("127.0.0.1", "localhost");
const [name, value] = process.env.JUMELAGE_COOKIE.split("=");
const DEVICE = {
  protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true,
  isUserVerified: true, automaticPresenceSimulation: true,
};

/** A page of somebody who is signed in, with a device, and what the browser refuses. */
function withDevice(options, story) {
  return visit(options, async (page) => {
    const refused = [];
    page.on("console", (message) => {
      if (/refused:|Content Security Policy/.test(message.text())) refused.push(message.text());
    });
    await page.context().addCookies([{ name, value, url: here }]);
    const device = await page.context().newCDPSession(page);
    await device.send("WebAuthn.enable");
    const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", { options: DEVICE });
    await story(page, { device, authenticatorId });
    assert.deepEqual(refused, []);
  });
}

async function leave(page) {
  await page.context().clearCookies();
  await page.goto(`${here}/en/sign-in?back=/en/stories`);
}

const door = "form[data-passkey=get]";

await check("a passkey is added, opens a session once for each challenge, and nothing after it is removed", () =>
  withDevice({ viewport: { width: 1280, height: 900 } }, async (page, { device, authenticatorId }) => {
    await page.goto(`${here}/en/account`);
    await page.locator("summary", { hasText: "Add a passkey" }).click();
    assert.ok(await page.locator("[data-without-passkeys]").isHidden());
    await shot(page, "passkey-add-1280");
    await page.fill("#passkey-name", "Key of the story");
    await page.locator("form[data-passkey=create] button").click();
    await page.waitForURL(/done=passkey/);
    assert.match(await page.locator("main").innerText(), /Key of the story[^]*not used yet/);
    const { credentials } = await device.send("WebAuthn.getCredentials", { authenticatorId });
    assert.deepEqual(credentials.map((key) => key.isResidentCredential), [true]);

    await leave(page);
    assert.deepEqual(await barriers(page), []);
    await shot(page, "passkey-door-1280");
    const posted = page.waitForRequest((request) => request.url().endsWith("/en/sign-in/passkey"));
    await page.locator(`${door} button`).click();
    await page.waitForURL(`${here}/en/stories`);
    const body = (await posted).postData();
    await page.goto(`${here}/en/account`);
    assert.match(await page.locator("main").innerText(), /last used on/);

    // The answer that opened a session opens no second one.
    const headers = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
    const again = await page.request.post(`${here}/en/sign-in/passkey`, { data: body, headers });
    assert.equal(again.status(), 410);

    // A device that cannot say that its owner was there opens nothing.
    await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await leave(page);
    await page.locator(`${door} button`).click();
    await page.waitForFunction((door) => document.querySelector(`${door} [role=status]`).textContent !== "", door);
    assert.ok(page.url().includes("/en/sign-in"));
    await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });

    await page.locator(`${door} button`).click();
    await page.waitForURL(`${here}/en/stories`);
    await page.goto(`${here}/en/account`);
    await page.getByRole("button", { name: "Remove the passkey Key of the story" }).click();
    await page.waitForURL(/done=passkey-removed/);
    assert.doesNotMatch(await page.locator("main .sessions").first().innerText(), /Key of the story/);
    await leave(page);
    await page.locator(`${door} button`).click();
    await page.waitForSelector(".problem");
    assert.match(await page.locator("main").innerText(), /opens nothing here/);
    await page.goto(`${here}/en/account`);
    assert.ok(page.url().includes("/en/sign-in"), "nobody is signed in");
  }));

for (const language of ["fr", "en", "uk"]) {
  for (const colorScheme of ["light", "dark"]) {
    await check(`the account page with passkeys stands on a small screen: ${language}, ${colorScheme}`, () =>
      withDevice({ viewport: { width: 320, height: 640 }, colorScheme }, async (page) => {
        await page.goto(`${here}/${language}/account`);
        for (const summary of await page.locator("#protection ~ details summary").all()) await summary.click();
        assert.deepEqual(await overflow(page), []);
        assert.deepEqual(await barriers(page), []);
        await shot(page, `account-${language}-320-${colorScheme}`);
        await page.context().clearCookies();
        await page.goto(`${here}/${language}/sign-in`);
        assert.deepEqual(await overflow(page), []);
        await shot(page, `sign-in-${language}-320-${colorScheme}`);
      }));
  }
}

finish();
