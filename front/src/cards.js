// What the map says of what lies under the pointer: a place, several places, or the partnerships of a line.
//
// Invariants
// - Only text nodes and attributes are set; nothing of the data is read as HTML.
// - A link is followed only if it stays on this site.

import { made } from "./dom.js";
import { sample } from "./legend.js";
import { labelOf } from "./model.js";
import { said } from "./words.js";

const MOST = 6;

function link(url, text, language) {
  const target = new URL(url, document.baseURI);
  return made("a", { href: target.origin === location.origin ? target.href : null, lang: language }, text);
}

// A day as precise as it is known: "2015", "2015-03" or "2015-03-14".
function dayIn(language, day) {
  const [year, month, date] = day.split("-").map(Number);
  const form = { year: "numeric", ...(month && { month: "long" }), ...(date && { day: "numeric" }), timeZone: "UTC" };
  const tag = language === "en" ? "en-GB" : language;
  const instant = new Date(Date.UTC(2000, (month ?? 1) - 1, date ?? 1));
  instant.setUTCFullYear(year);
  return new Intl.DateTimeFormat(tag, form).format(instant);
}

function partnershipItem(held, model, language) {
  const { words, addresses } = model;
  const facts = [words.kinds?.[held.kind], words.statuses?.[held.status]];
  if (held.since) facts.push(`${words.since} ${dayIn(language, held.since)}`);
  if (held.until) facts.push(`${words.until} ${dayIn(language, held.until)}`);
  return made(
    "li",
    {},
    link(addresses.partnership + held.id, labelOf(held, model)),
    made("span", { class: "atlas-facts" }, sample(held.status), facts.filter(Boolean).join(" · ")),
  );
}

// The newest first: what somebody looks for is more often of today.
function partnershipList(partnerships, model, language) {
  const sorted = [...partnerships].sort((a, b) => (b.since ?? "").localeCompare(a.since ?? ""));
  const list = made("ul", {}, ...sorted.slice(0, MOST).map((held) => partnershipItem(held, model, language)));
  if (sorted.length > MOST) {
    list.append(made("li", { class: "atlas-rest" }, said(model.words.rest, { count: sorted.length - MOST })));
  }
  return list;
}

function headingOf(place, model, language) {
  const country = new Intl.DisplayNames([language], { type: "region" }).of(place.country);
  const own = link(model.addresses.authority + place.code, place.name, place.language);
  return made("h3", {}, own, made("span", { class: "atlas-country" }, country));
}

/** One place: its name, its country, its partnerships. */
export function placeCard(place, partnerships, model, language) {
  const card = made("div", { class: "atlas-card" }, headingOf(place, model, language));
  if (place.approximate) card.append(made("p", {}, model.words.approximate ?? ""));
  card.append(partnershipList(partnerships, model, language));
  return card;
}

/** Several places drawn as one: the busiest of them, and a way to come nearer. */
export function groupCard({ places, weights }, partnerships, model, language, closer) {
  const { words } = model;
  const busiest = [...places].sort((a, b) => weights[b] - weights[a]);
  const items = busiest.slice(0, MOST).map((at) => {
    const place = model.places[at];
    return made("li", {}, link(model.addresses.authority + place.code, place.name, place.language), ` (${weights[at]})`);
  });
  const list = made("ul", { class: "atlas-places" }, ...items);
  if (busiest.length > MOST) {
    list.append(made("li", { class: "atlas-rest" }, said(words.rest, { count: busiest.length - MOST })));
  }
  const button = made("button", { type: "button" }, words.closer ?? "");
  button.addEventListener("click", closer);
  const counts = [said(words.places, { count: places.length }), said(words.partnerships, { count: partnerships.length })];
  return made("div", { class: "atlas-card" }, made("p", { class: "atlas-counts" }, counts.join(" · ")), list, button);
}

/** The partnerships of a line. */
export function linkCard(names, partnerships, model, language) {
  const counts = partnerships.length > 1 ? [said(model.words.partnerships, { count: partnerships.length })] : [];
  const heading = made("h3", {}, names.join(" – "));
  return made(
    "div",
    { class: "atlas-card" },
    ...(partnerships.length > 1 ? [heading] : []),
    ...counts.map((text) => made("p", { class: "atlas-counts" }, text)),
    partnershipList(partnerships, model, language),
  );
}
