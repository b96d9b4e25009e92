// The pointer on the map: what lies under it steps forward and says its name; a click, a tap or Enter opens its card.
//
// Invariants
// - What a pointer can open, the keyboard can open: both go through `open`.

import { Popup } from "maplibre-gl";
import { groupCard, linkCard, placeCard } from "./cards.js";
import { zoomApart } from "./cluster.js";
import { made } from "./dom.js";
import { heldBy } from "./links.js";
import { LINES } from "./lines.js";
import { said } from "./words.js";

const ALL_LINES = Object.keys(LINES).map((status) => `links-${status}`);

/** Listens to the pointer; returns what opens the card of what lies at a point, and says whether there was anything. */
export function pointing(map, picture, model, language) {
  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const card = new Popup({ maxWidth: "22rem", offset: 12 });
  const tip = new Popup({ closeButton: false, closeOnClick: false, focusAfterOpen: false, className: "atlas-tip", offset: 12, maxWidth: "18rem" });

  function under({ x, y }, within, reach) {
    return map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers: within });
  }
  function at(point, reach) {
    const [node] = under(point, ["nodes"], reach);
    if (node) return { node: node.properties.node, link: null };
    const [line] = under(point, ALL_LINES, reach);
    return line ? { node: null, link: picture.links.find(({ key }) => key === line.properties.key) ?? null } : null;
  }
  function closer(node) {
    const { places, main } = picture.level.nodes[node];
    card.remove();
    map.easeTo({ center: model.places[main].at, zoom: zoomApart(picture.chosen.levels, places, map.getZoom()), animate: !still() });
  }
  function cardOf({ node, link }) {
    if (link) return linkCard([link.a, link.b].map((end) => nameOf(picture, model, end)), link.held, model, language);
    const { places, main } = picture.level.nodes[node];
    const partnerships = heldBy(picture.chosen.shown, picture.level, node);
    if (places.length === 1) return placeCard(model.places[main], partnerships, model, language);
    return groupCard({ places, weights: picture.chosen.weights }, partnerships, model, language, () => closer(node));
  }
  function open(point, reach = 14) {
    const found = at(point, reach);
    if (!found) return false;
    tip.remove();
    picture.favour(found.node);
    const place = found.link ? map.unproject(point) : model.places[picture.level.nodes[found.node].main].at;
    card.setLngLat(place).setDOMContent(cardOf(found)).addTo(map);
    card.getElement().addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      card.remove();
      map.getCanvas().focus();
    });
    return true;
  }

  card.on("close", () => picture.favour(null));
  map.on("click", ({ point }) => open(point, 6));
  map.on("mousemove", ({ point, lngLat }) => {
    const found = at(point, 4);
    map.getCanvas().style.cursor = found ? "pointer" : "";
    emphasise(map, found);
    if (!found || card.isOpen()) tip.remove();
    else tip.setLngLat(lngLat).setDOMContent(tipOf(found, picture, model)).addTo(map);
  });
  map.on("mouseout", () => {
    tip.remove();
    emphasise(map, null);
  });
  return open;
}

function nameOf({ level }, { places }, node) {
  const { main, places: held } = level.nodes[node];
  return held.length > 1 ? `${places[main].name} +${held.length - 1}` : places[main].name;
}

function tipOf({ node, link }, picture, model) {
  const [names, count] = link
    ? [[link.a, link.b].map((end) => nameOf(picture, model, end)).join(" – "), link.held.length]
    : [nameOf(picture, model, node), picture.counts[node]];
  const what = link && link.status !== "mixed" && count === 1
    ? model.words.statuses?.[link.status]
    : said(model.words.partnerships, { count });
  return made("div", {}, made("strong", {}, names), made("br", {}), what ?? "");
}

let emphasised = "";

// Lines of what lies under the pointer stay, the others step back.
function emphasise(map, found) {
  const key = found ? `${found.node}/${found.link?.key}` : "";
  if (key === emphasised) return;
  emphasised = key;
  const chosen = found?.link
    ? ["==", ["get", "key"], found.link.key]
    : ["any", ["==", ["get", "a"], found?.node ?? -1], ["==", ["get", "b"], found?.node ?? -1]];
  const opacity = found ? ["case", chosen, 1, 0.12] : ["get", "clear"];
  for (const id of ALL_LINES) map.setPaintProperty(id, "line-opacity", opacity);
}
