// What a click on the map shows: a place with its partnerships, or the partnerships under the pointer, as links.
//
// Invariants
// - Only text nodes and attributes are set; nothing of the data is read as HTML.
// - A link is followed only if it stays on this site.

const MOST = 8;

function link(url, text) {
  const made = document.createElement("a");
  const target = new URL(url, document.baseURI);
  if (target.origin === location.origin) made.href = target.href;
  made.textContent = text;
  return made;
}

function list(arcs) {
  const made = document.createElement("ul");
  for (const arc of arcs.slice(0, MOST)) {
    const item = document.createElement("li");
    item.append(link(arc.url, arc.label));
    made.append(item);
  }
  return made;
}

function oncePerPartnership(arcs) {
  return [...new Map(arcs.map((arc) => [arc.url, arc])).values()];
}

/** A place: its name, linked, a word where its point is approximate, and its partnerships. */
export function placeCard(place, arcs, words) {
  const card = document.createElement("div");
  const heading = document.createElement("h3");
  heading.append(link(place.url, place.name));
  card.append(heading);
  if (place.approximate) card.append(paragraph(words.approximate ?? ""));
  const own = oncePerPartnership(arcs.filter(({ from, to }) => from === place.code || to === place.code));
  card.append(list(own));
  if (own.length > MOST) {
    const more = paragraph("");
    more.append(link(place.url, words.more ?? ""));
    card.append(more);
  }
  return card;
}

/** Several partnerships that lie under one another. */
export function arcCard(arcs) {
  const card = document.createElement("div");
  card.append(list(oncePerPartnership(arcs)));
  return card;
}

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}
