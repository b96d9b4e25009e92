// The atlas island's loader: decides when the map is worth its weight, and says so when it cannot be shown.
//
// In: the element `#atlas-map` with data-src (places, arcs and words as JSON), data-base (the base map) and data-skip
// (the place behind the map).
// Out: the element's data-state: `waiting` (small screen, button shown), `loading`, `drawn` or `failed`.
//
// Invariants
// - Nothing heavy is fetched before the state is `loading`.
// - The page's own content is never touched outside the element.

const SMALL = 640;

// Filled in by build.mjs: the first 12 hexadecimal digits of the SHA-256 of the island's other files.
const HASHES = __HASHES__;

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
  container.replaceChildren(element("p", { class: "atlas-note", role: "status" }, words.failed ?? ""));
}

async function show(container, words) {
  container.dataset.state = "loading";
  try {
    const [view, base] = await Promise.all([
      import(beside("map-view.js")),
      json(container.dataset.base),
      stylesheet(beside("map.css")),
    ]);
    await view.draw(container, container.atlas, base, { worker: beside("map-worker.js"), fail });
  } catch (error) {
    fail(container, words, error);
  }
}

async function start(container) {
  let words = {};
  try {
    container.dataset.state = "loading";
    container.atlas = await json(container.dataset.src);
    words = container.atlas.words ?? {};
  } catch (error) {
    fail(container, words, error);
    return;
  }
  if (window.innerWidth >= SMALL) {
    await show(container, words);
    return;
  }
  const button = element("button", { type: "button", class: "atlas-load" }, words.load ?? "");
  button.addEventListener("click", () => show(container, words), { once: true });
  container.replaceChildren(button);
  container.dataset.state = "waiting";
}

const container = document.getElementById("atlas-map");
if (container) start(container);
