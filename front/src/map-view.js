// The map itself: MapLibre on the project's base map, with places, arcs, popups and a legend.
//
// In: the container, the atlas data ({places, arcs, words}), the base map (TopoJSON), the worker's address.
// Out: the container's data-state becomes `drawn` once everything is on screen, or `failed`.
//
// Invariants
// - No style, font, image or script comes from anywhere but this site.
// - Every word shown comes from the data's `words`; proper names of sources excepted.

import { AttributionControl, LngLatBounds, Map as Atlas, NavigationControl, Popup, setWorkerUrl } from "maplibre-gl";
import { LINES, statusesOf } from "./lines.js";
import { arcCard, placeCard } from "./popup.js";
import { drawable, layers, style } from "./style.js";

const ATTRIBUTION =
  "Natural Earth, visionscarto · GeoNames (CC BY 4.0) · INSEE, DGCL (Licence Ouverte 2.0) · KATOTTG";

/** Draws the atlas into the container. */
export async function draw(container, data, base, { worker, fail }) {
  const words = data.words ?? {};
  const places = drawable(data.places);
  if (!hasWebGl()) throw new Error("no WebGL");
  trust(worker);
  setWorkerUrl(worker);
  const canvas = frame(container, data, words);
  const scheme = window.matchMedia("(prefers-color-scheme: dark)");
  const map = new Atlas({
    container: canvas,
    style: style(data, places, base, colours(container)),
    ...view(places, canvas),
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 10,
    locale: locale(words),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new AttributionControl({ compact: window.innerWidth < 900, customAttribution: ATTRIBUTION }));
  scheme.addEventListener("change", () => repaint(map, layers(data, places, colours(container))));
  listen(map, data, places, words);
  map.on("error", ({ error }) => console.warn("atlas map:", error?.message ?? error));
  map.on("webglcontextlost", () => fail(container, words, "WebGL context lost"));
  await map.once("load");
  // Open, it would cover a third of a small map; its button stays.
  canvas.querySelector(".maplibregl-ctrl-attrib.maplibregl-compact")?.classList.remove("maplibregl-compact-show");
  await map.once("idle");
  container.dataset.state = "drawn";
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

function frame(container, data, words) {
  const canvas = document.createElement("div");
  canvas.className = "atlas-canvas";
  const parts = [canvas, legend(data.arcs, words)];
  if (container.dataset.skip) {
    const skip = document.createElement("a");
    skip.className = "atlas-skip";
    skip.href = container.dataset.skip;
    skip.textContent = words.skip ?? "";
    parts.unshift(skip);
  }
  container.replaceChildren(...parts);
  return canvas;
}

function colours(container) {
  const computed = getComputedStyle(container);
  return (name) => computed.getPropertyValue(`--atlas-${name}`).trim();
}

// Room at the sides, so that the names of the outermost places are not cut.
function view(places, { clientWidth, clientHeight }) {
  const bounds = new LngLatBounds();
  for (const { lon, lat } of places.values()) bounds.extend([lon, lat]);
  if (bounds.isEmpty()) return { center: [12, 35], zoom: 1 };
  const [side, end] = [Math.min(110, Math.max(64, clientWidth * 0.1)), Math.min(56, clientHeight * 0.1)];
  return { bounds, fitBoundsOptions: { padding: { left: side, right: side, top: end, bottom: end }, maxZoom: 6 } };
}

function locale(words) {
  const pairs = {
    "Map.Title": words.map,
    "NavigationControl.ZoomIn": words.zoom_in,
    "NavigationControl.ZoomOut": words.zoom_out,
    "Popup.Close": words.close,
    "AttributionControl.ToggleAttribution": words.sources,
    "CooperativeGesturesHandler.WindowsHelpText": words.gesture_wheel,
    "CooperativeGesturesHandler.MacHelpText": words.gesture_wheel_mac,
    "CooperativeGesturesHandler.MobileHelpText": words.gesture_touch,
  };
  return Object.fromEntries(Object.entries(pairs).filter(([, text]) => text));
}

function legend(arcs, words) {
  const list = document.createElement("ul");
  list.className = "atlas-legend";
  if (words.legend) list.setAttribute("aria-label", words.legend);
  for (const status of statusesOf(arcs)) {
    const item = document.createElement("li");
    item.append(sample(LINES[status]), words.statuses?.[status] ?? status);
    list.append(item);
  }
  return list;
}

function sample({ colour, dashes }) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 44 12");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", "M1 6H43");
  line.setAttribute("class", `atlas-line-${colour}`);
  if (dashes) line.setAttribute("stroke-dasharray", dashes.map((dash) => dash * 2.5).join(" "));
  svg.append(line);
  return svg;
}

function repaint(map, wanted) {
  for (const { id, paint } of wanted) {
    for (const [name, value] of Object.entries(paint)) map.setPaintProperty(id, name, value);
  }
}

function listen(map, data, places, words) {
  const lines = statusesOf(data.arcs).map((status) => `arcs-${status}`);
  const popup = new Popup({ maxWidth: "20rem", offset: 10 });
  const under = (point, within, reach) => {
    const { x, y } = point;
    return map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers: within });
  };
  map.on("click", async ({ point, lngLat }) => {
    const [cluster] = under(point, ["clusters"], 4);
    const [place] = under(point, ["places"], 6);
    const arcs = under(point, lines, 5).map(({ properties }) => properties);
    if (cluster) await open(map, cluster);
    else if (place) show(place.geometry.coordinates, placeCard(places.get(place.properties.code), data.arcs, words));
    else if (arcs.length > 0) show(lngLat, arcCard(arcs));
  });
  const show = (at, card) => popup.setLngLat(at).setDOMContent(card).addTo(map);
  map.on("mousemove", ({ point }) => {
    const hit = under(point, ["clusters", "places", ...lines], 4);
    map.getCanvas().style.cursor = hit.length > 0 ? "pointer" : "";
    const place = hit.find(({ layer }) => layer.id === "places");
    emphasise(map, lines, place?.properties.code ?? null);
  });
}

async function open(map, cluster) {
  const zoom = await map.getSource("places").getClusterExpansionZoom(cluster.properties.cluster_id);
  const animate = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  map.easeTo({ center: cluster.geometry.coordinates, zoom: zoom + 0.3, animate });
}

let emphasised = null;

// Arcs of the place under the pointer stay, the others step back.
function emphasise(map, lines, code) {
  if (code === emphasised) return;
  emphasised = code;
  const touches = ["any", ["==", ["get", "from"], code], ["==", ["get", "to"], code]];
  const opacity = code === null ? 0.85 : ["case", touches, 1, 0.15];
  for (const id of lines) map.setPaintProperty(id, "line-opacity", opacity);
}
