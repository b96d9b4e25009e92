// The map itself: MapLibre on the project's base map, with places, arcs, cards, filters, years and a legend.
//
// In: the container, the atlas data, the base map (TopoJSON), the worker's address.
// Out: the container's data-state becomes `drawn` once everything is on screen, or `failed`; data-shown is the number of
// partnerships that the wishes of the address ask for.
//
// Invariants
// - No style, font, image or script comes from anywhere but this site.
// - Every word shown comes from the data's `words`; proper names of sources excepted.
// - The wishes live in the page's form and address alone; the map draws what they say.

import { AttributionControl, LngLatBounds, Map as Atlas, setWorkerUrl } from "maplibre-gl";
import { addControls, addCross, localeOf } from "./controls.js";
import { made } from "./dom.js";
import { legendOf } from "./legend.js";
import { modelOf, selected } from "./model.js";
import { Picture } from "./picture.js";
import { pointing } from "./pointing.js";
import { layers, landOf, style } from "./style.js";
import { timeOf } from "./time.js";
import { FROM, townsOf } from "./towns.js";
import { twinOf } from "./twin.js";
import { firstYear, wantedIn } from "./wanted.js";

const ATTRIBUTION =
  "Natural Earth, visionscarto · GeoNames (CC BY 4.0) · INSEE, DGCL (Licence Ouverte 2.0) · KATOTTG";
// From this zoom on the finer base map is fetched, and from the other on even that is coarse.
const FINER = 3.6;
const COARSE = 6.5;

/** Draws the atlas into the container. */
export async function draw(container, data, base, { worker, fail }) {
  if (!hasWebGl()) throw new Error("no WebGL");
  trust(worker);
  setWorkerUrl(worker);
  const model = modelOf(data);
  const wide = Boolean(container.dataset.filters);
  const language = container.dataset.lang ?? "en";
  const canvas = frame(container, model.words);
  const colour = colours(container);
  const first = selected(model, wishes(model, wide));
  const map = new Atlas({
    container: canvas,
    style: style(base, language, colour),
    ...view(first, model, canvas),
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 11,
    locale: localeOf(model.words),
  });
  map.touchZoomRotate.disableRotation();
  map.on("error", ({ error }) => console.warn("atlas map:", error?.message ?? error));
  map.on("webglcontextlost", () => fail(container, model.words, "WebGL context lost"));
  const legend = legendOf(model.words);
  const picture = new Picture(map, model, language, (seen) => legend.fill(remarked(seen, map)));
  addControls(map, model.words, wide, () => map.fitBounds(boundsOf(picture.chosen, model), fitting(canvas)));
  map.addControl(new AttributionControl({ compact: !wide || window.innerWidth < 900, customAttribution: ATTRIBUTION }));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint(map, layers(colours(container))));
  addCross(map, model.words, pointing(map, picture, model, language));
  await map.once("load");
  picture.choose(first);
  container.append(legend.box, legend.notes);
  if (wide) steered(container, model, picture, canvas, legend);
  else container.dataset.shown = String(first.matching.length);
  come(map, container.dataset.detail, townsOf(model.addresses.towns, language), picture);
  // Open, it would cover a third of a small map; its button stays.
  canvas.querySelector(".maplibregl-ctrl-attrib.maplibregl-compact")?.classList.remove("maplibregl-compact-show");
  await map.once("idle");
  container.atlasMap = map;
  container.dataset.state = "drawn";
}

// A map of one partnership shows it wherever it stands; a map of several shows what is in force.
function wishes(model, wide) {
  const wanted = wantedIn(wide ? location.search : "", model.words);
  return !wide && model.partnerships.length === 1 ? { ...wanted, status: "any" } : wanted;
}

// Binds the map to the form of the filters, the address, the table and the slider of years.
function steered(container, model, picture, canvas, legend) {
  const form = document.querySelector(container.dataset.filters);
  const start = firstYear(model.partnerships);
  const today = new Date().getFullYear();
  let time = null;
  const follow = (query, refit) => {
    const wanted = wantedIn(query, model.words);
    const chosen = selected(model, wanted);
    picture.choose(chosen);
    container.dataset.shown = String(chosen.matching.length);
    time?.show(wanted.year, chosen.matching.length);
    if (refit && chosen.shown.length > 0) picture.map.fitBounds(boundsOf(chosen, model), fitting(canvas));
  };
  let fits = true;
  const twin = twinOf(form, container.dataset.twin, (query) => follow(query, fits));
  if (start !== null && start < today) {
    time = timeOf(start, today, model.words, (year) => {
      fits = false;
      twin.set("year", year === null ? "" : String(year));
      fits = true;
    });
    legend.box.before(time.box);
  }
  follow(location.search, false);
}

// What comes as the reader comes nearer: the finer base map once, the names of towns at each move.
function come(map, detail, towns, picture) {
  let finer = null;
  const arrive = async () => {
    if (detail && finer === null && map.getZoom() >= FINER) finer = fetched(detail).then((base) => refine(map, base));
    if (map.getZoom() >= FROM) {
      const { _sw: west, _ne: east } = map.getBounds();
      const bounds = { west: west.lng, south: west.lat, east: east.lng, north: east.lat };
      picture.name(await towns(bounds, map.getZoom()));
    }
  };
  map.on("moveend", () => {
    arrive().catch((error) => console.warn("atlas map:", error.message));
  });
  arrive().catch((error) => console.warn("atlas map:", error.message));
}

async function fetched(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

function refine(map, base) {
  const { land, borders } = landOf(base);
  map.getSource("land").setData(land);
  map.getSource("borders").setData(borders);
}

// What the legend says beside the signs.
function remarked(seen, map) {
  const { chosen, drawn, of } = seen;
  const remarks = [];
  if (chosen.matching.length === 0) remarks.push(["none", {}]);
  if (drawn < of) remarks.push(["strongest", { count: drawn, of }]);
  if (chosen.undated > 0) remarks.push(["undated", { count: chosen.undated }]);
  if (chosen.unplaced > 0) remarks.push(["unplaced", { count: chosen.unplaced }]);
  if (map.getZoom() >= COARSE) remarks.push(["coarse", {}]);
  return { ...seen, remarks };
}

// The site's policy lets no string become a script or markup (Trusted Types). MapLibre starts its worker from an address
// and parses its attribution as HTML: its own worker is let through, and text without a tag.
function trust(worker) {
  if (!window.trustedTypes || window.trustedTypes.defaultPolicy) return;
  window.trustedTypes.createPolicy("default", {
    createScriptURL: (url) => (url === worker ? url : null),
    createHTML: (text) => (/[<&]/.test(text) ? null : text),
  });
}

function hasWebGl() {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
}

function frame(container, words) {
  const canvas = made("div", { class: "atlas-canvas" });
  const { skip } = container.dataset;
  const parts = skip ? [made("a", { class: "atlas-skip", href: skip }, words.skip ?? "")] : [];
  container.replaceChildren(...parts, canvas);
  return canvas;
}

function colours(container) {
  const computed = getComputedStyle(container);
  return (name) => computed.getPropertyValue(`--atlas-${name}`).trim();
}

function boundsOf(chosen, { places }) {
  const bounds = new LngLatBounds();
  places.forEach(({ at }, place) => {
    if (chosen.weights[place] > 0) bounds.extend(at);
  });
  return bounds;
}

// The buttons stand over the right edge, and so would the name of a place there.
const BUTTONS = 48;

// Room at the sides, so that the names of the outermost places are not cut.
function fitting({ clientWidth, clientHeight }) {
  const [side, end] = [Math.min(110, Math.max(36, clientWidth * 0.1)), Math.min(56, clientHeight * 0.1)];
  const animate = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return { padding: { left: side, right: side + BUTTONS, top: end, bottom: end }, maxZoom: 7, animate };
}

function view(chosen, model, canvas) {
  const bounds = boundsOf(chosen, model);
  return bounds.isEmpty() ? { center: [12, 35], zoom: 1 } : { bounds, fitBoundsOptions: fitting(canvas) };
}

function repaint(map, wanted) {
  for (const { id, paint } of wanted) {
    for (const [name, value] of Object.entries(paint)) map.setPaintProperty(id, name, value);
  }
}
