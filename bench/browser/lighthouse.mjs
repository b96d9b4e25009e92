// What Lighthouse says of pages, with its own throttling for phones: a slow processor on a slow mobile network.
//
// In: addresses; CHROMIUM. Out: a line a page on standard output, tab-separated: the address, milliseconds until the largest
// content is painted, layout shift, milliseconds that the page was blocked.

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const chrome = await launch({
  chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-component-update", "--no-first-run"],
  logLevel: "silent",
});
try {
  for (const address of process.argv.slice(2)) {
    const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "silent", onlyCategories: ["performance"] });
    if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
    const value = (audit) => lhr.audits[audit].numericValue;
    const figures = ["largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time"].map(value);
    console.log([address, ...figures].join("\t"));
  }
} finally {
  chrome.kill();
}
