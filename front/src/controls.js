// The buttons on the map: nearer, farther, the whole map, full screen; and the cross by which a keyboard points.

import { FullscreenControl, NavigationControl, ScaleControl } from "maplibre-gl";
import { made } from "./dom.js";

/** A button that shows everything again. */
class WholeControl {
  constructor(words, shown) {
    this.button = made("button", { type: "button", class: "atlas-whole", title: words, "aria-label": words });
    this.button.append(made("span", { class: "maplibregl-ctrl-icon", "aria-hidden": "true" }));
    this.button.addEventListener("click", shown);
  }
  onAdd() {
    this.box = made("div", { class: "maplibregl-ctrl maplibregl-ctrl-group" }, this.button);
    return this.box;
  }
  onRemove() {
    this.box.remove();
  }
}

/** Adds the buttons; `whole` shows everything again. */
export function addControls(map, words, wide, whole) {
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new WholeControl(words.whole ?? "", whole), "top-right");
  if (wide) map.addControl(new FullscreenControl(), "top-right");
  if (wide) map.addControl(new ScaleControl({ maxWidth: 110 }), "bottom-left");
}

/** MapLibre's own words in the reader's language. */
export function localeOf(words) {
  const pairs = {
    "Map.Title": words.map,
    "NavigationControl.ZoomIn": words.zoom_in,
    "NavigationControl.ZoomOut": words.zoom_out,
    "FullscreenControl.Enter": words.full_in,
    "FullscreenControl.Exit": words.full_out,
    "Popup.Close": words.close,
    "AttributionControl.ToggleAttribution": words.sources,
    "CooperativeGesturesHandler.WindowsHelpText": words.gesture_wheel,
    "CooperativeGesturesHandler.MacHelpText": words.gesture_wheel_mac,
    "CooperativeGesturesHandler.MobileHelpText": words.gesture_touch,
  };
  return Object.fromEntries(Object.entries(pairs).filter(([, text]) => text));
}

/** The cross in the middle, seen while the map has the keyboard; Enter opens what lies under it. */
export function addCross(map, words, open) {
  const hint = made("p", { class: "atlas-hint", role: "status" });
  const cross = made("div", { class: "atlas-cross", "aria-hidden": "true" });
  map.getContainer().append(cross, hint);
  const canvas = map.getCanvas();
  canvas.addEventListener("focus", () => {
    hint.textContent = words.cross ?? "";
  });
  canvas.addEventListener("blur", () => {
    hint.textContent = "";
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const middle = map.project(map.getCenter());
    hint.textContent = open(middle) ? "" : (words.nothing ?? "");
  });
}
