// The atlas island's loader: decides when the map is worth its weight, and says so when it cannot be shown.
//
// In: the element `#atlas-map` with data-src (places, arcs and words as JSON), data-base (the base map), data-lang and,
// where the island's files do not lie in one folder, data-view, data-worker and data-style with their addresses.
// Out: the element's data-state: `waiting` (small screen, button shown), `loading`, `drawn` or `failed`.
//
// Invariants
// - Nothing heavy is fetched before the state is `loading`.
// - The page's own content is never touched outside the element.

const SMALL = 640;

const beside = (name) => new URL(name, import.meta.url).href;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function stylesheet(href) {
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
    const at = container.dataset;
    const [view, base] = await Promise.all([
      import(at.view ?? beside("map-view.js")),
      json(at.base),
      stylesheet(at.style ?? beside("map.css")),
    ]);
    const worker = new URL(at.worker ?? beside("map-worker.js"), document.baseURI).href;
    await view.draw(container, container.atlas, base, { worker, fail });
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
