// The atlas island's loader: decides when the map is worth its weight, and says so when it cannot be shown.
//
// In: the element `#atlas-map` with data-src (the atlas as JSON), data-base and data-detail (the base map), data-load
// (the words of the button) and data-wait (what stands there meanwhile); data-skip, data-filters and data-twin where the
// page has them.
// Out: the element's data-state: `waiting` (small screen, button shown), `loading`, `drawn` or `failed`.
//
// Invariants
// - Nothing is fetched before the page has been painted, on small screens before somebody asks, and for a map further
//   down the page before it comes near.
// - The page's own content is never touched outside the element.

const SMALL = 640;

// Filled in by build.mjs: the first 12 hexadecimal digits of the SHA-256 of the island's other files, and their weight.
const HASHES = __HASHES__;
const KILOBYTES = __KILOBYTES__;

// The site serves each file below a folder named by its hash, and keeps it for ever; a plain folder serves them together.
function beside(name) {
  const hashed = /\/[0-9a-f]{12}\/map\.js$/.test(new URL(import.meta.url).pathname);
  return new URL(hashed ? `../${HASHES[name]}/${name}` : name, import.meta.url).href;
}

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function stylesheet(href) {
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const link = element("link", { rel: "stylesheet", href });
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(`${href} did not load`)));
    document.head.append(link);
  });
}

async function json(url) {
  const answer = await fetch(url, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

function fail(container, words, error) {
  container.dataset.state = "failed";
  container.dataset.reason = String(error?.message ?? error);
  const said = words.failed ?? container.querySelector("noscript")?.textContent ?? "";
  container.replaceChildren(element("p", { class: "atlas-note map-wait", role: "status" }, said));
}

const note = (words) => element("p", { class: "map-wait soft" }, words ?? "");

async function show(container) {
  container.dataset.state = "loading";
  container.replaceChildren(note(container.dataset.wait));
  let words = {};
  try {
    const [data, base, view] = await Promise.all([
      json(container.dataset.src),
      json(container.dataset.base),
      import(beside("map-view.js")),
      stylesheet(beside("map.css")),
    ]);
    words = data.words ?? {};
    container.atlas = data;
    await view.draw(container, data, base, { worker: beside("map-worker.js"), fail });
  } catch (error) {
    fail(container, words, error);
  }
}

const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

function near(container) {
  return new Promise((resolve) => {
    const watcher = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      watcher.disconnect();
      resolve();
    }, { rootMargin: "300px" });
    watcher.observe(container);
  });
}

async function start(container) {
  if (window.innerWidth >= SMALL) {
    container.dataset.state = "loading";
    container.replaceChildren(note(container.dataset.wait));
    await painted();
    await near(container);
    await show(container);
    return;
  }
  const words = (container.dataset.load ?? "").replace("{kilobytes}", KILOBYTES);
  const button = element("button", { type: "button", class: "atlas-load" }, words);
  button.addEventListener("click", () => show(container), { once: true });
  container.replaceChildren(button);
  container.dataset.state = "waiting";
}

const container = document.getElementById("atlas-map");
if (container) start(container);
