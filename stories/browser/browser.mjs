// What every browser story needs: chromium with a fresh profile, a page that notes every complaint, screenshots.
//
// In: the site's origin (first argument); CHROMIUM; JUMELAGE_SHOTS, a folder for screenshots, or nothing.
// Out: one line a check on standard output, exit code 1 if one failed.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The packages belong to front/, which has the one lock file.
const require = createRequire(new URL("../../front/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const { AxeBuilder } = require("@axe-core/playwright");

export const origin = process.argv[2];
const shots = process.env.JUMELAGE_SHOTS;

// Software WebGL, no sandbox inside containers, and no connection that the page did not ask for.
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** Opens a browser with these options, gives the story its page, and closes it whatever happens. */
export async function visit(options, story) {
  const profile = await mkdtemp(join(tmpdir(), "jumelage-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: FLAGS,
    locale: "fr-FR",
    ...options,
  });
  context.setDefaultTimeout(30_000);
  try {
    const page = await context.newPage();
    const complaints = [];
    page.on("console", (message) => {
      // Software WebGL remarks on each screenshot that reading pixels is slow.
      const ours = ["error", "warning"].includes(message.type()) && !message.text().includes("GL Driver Message");
      if (ours) complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error}`));
    page.on("requestfailed", (request) => {
      // A page left while the map still loads breaks off its own requests.
      const reason = request.failure()?.errorText ?? "";
      if (!reason.includes("ERR_ABORTED")) complaints.push(`${request.url()}: ${reason}`);
    });
    page.on("request", (request) => {
      const here = request.url().startsWith(origin) || /^(data|blob):/.test(request.url());
      if (!here) complaints.push(`asks a stranger: ${request.url()}`);
    });
    await story(page, complaints);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

export const WIDE = { width: 1280, height: 900 };
// A window of 1,280 pixels at 400 % has this much room.
export const SMALL = { width: 320, height: 640 };

/** A page of somebody who is signed in, or of anybody, that remembers how far its words moved. */
export function reader(options, story, cookie) {
  const [name, value] = (process.env.JUMELAGE_COOKIE ?? "").split("=");
  return visit(options, async (page, complaints) => {
    if (cookie) await page.context().addCookies([{ name, value, url: origin }]);
    await page.addInitScript(() => {
      window.moved = 0;
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) {
          // What the map library folds up within the map moves no words of the page.
          const within = ({ node }) => (node instanceof Element ? node : node?.parentElement)?.closest(".map");
          if (!shift.hadRecentInput && !shift.sources.every(within)) window.moved += shift.value;
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await story(page, complaints);
  });
}

/**
 * How far the words of a page of [`reader`] move at least when it is opened. A busy machine may paint between two parts of a page, now
 * and then; what the page itself moves, it moves each time.
 */
export async function movedEachTime(page) {
  let least = await page.evaluate(() => window.moved);
  for (let again = 0; again < 2 && least > 0.001; again += 1) {
    await page.reload({ waitUntil: "load" });
    least = Math.min(least, await page.evaluate(() => window.moved));
  }
  return least;
}

/** Serious and critical findings of axe-core on the page, as short texts. */
export async function barriers(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(({ id, help, nodes }) => `${page.url()}: ${id} (${help}) ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

/** Everything that axe-core finds against WCAG 2.2 A and AA, the size of targets with it, as short texts. */
export async function findings(page) {
  const axe = new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
  const { violations } = await axe.analyze();
  return violations.map(({ id, help, nodes }) =>
    `${new URL(page.url()).pathname}: ${id} (${help}) ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

/** Elements that stick out of the page at its width, as short texts; a scrolling box may hold wide things. */
export function overflow(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return wide > 1 ? [`${location.pathname} is ${wide} pixels wider than the screen (${innerWidth})`] : [];
  });
}

/** A screenshot of the whole page, where a folder for them was given. */
export async function shot(page, name) {
  if (!shots) return;
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

let failures = 0;

/** Runs one check and prints its line. */
export async function check(name, body) {
  const began = Date.now();
  try {
    await body();
    console.log(`ok      ${name} (${Date.now() - began} ms)`);
  } catch (error) {
    failures += 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}

/** Says how it went; call it last. */
export function finish() {
  console.log(failures === 0 ? "all browser checks passed" : `${failures} browser checks failed`);
  process.exitCode = failures === 0 ? 0 : 1;
}
