// What a reader wants of the partnerships. The server answers the same question the same way (publish/src/wanted.rs):
// the map and its table twin must never differ.
//
// In: the query of an address. Out: the wishes, and whether a partnership meets them.
//
// Invariants
// - What does not parse asks for nothing.
// - A partnership without a date was in force in no year that one can name.

export const FILTERS = ["country", "status", "kind", "theme", "programme", "year", "money"];

const yearOf = (day) => (day ? Number(day.slice(0, 4)) : null);

/** The wishes in a query; `words` names the statuses, kinds and themes that there are. */
export function wantedIn(query, words) {
  const pairs = new URLSearchParams(query);
  const value = (name) => (pairs.get(name) ?? "").trim();
  const one = (name, known) => (known && Object.hasOwn(known, value(name)) ? value(name) : "");
  const asked = ["live", "any"].includes(value("status")) ? value("status") : one("status", words.statuses);
  const year = /^\d{4}$/.test(value("year")) ? Number(value("year")) : null;
  return {
    country: /^[A-Z]{2}$/.test(value("country")) ? value("country") : "",
    // Nothing asked for means what is in force: today, or in the year asked for.
    status: asked === "" && year === null ? "live" : asked,
    kind: one("kind", words.kinds),
    theme: one("theme", words.themes),
    programme: value("programme"),
    year,
    money: value("money") === "known",
  };
}

/** Whether a partnership was in force in this year, or in a part of it. */
export function inForce({ live, since, until }, year) {
  const [first, last] = [yearOf(since), yearOf(until)];
  return Boolean((live || until) && first !== null && first <= year && (last === null || year <= last));
}

function stands({ live, status }, wanted) {
  if (wanted === "" || wanted === "any") return true;
  return wanted === "live" ? Boolean(live) : status === wanted;
}

/** Whether a partnership is wanted; `countries` are those of its parties. */
export function allows(partnership, wanted, countries) {
  return (
    stands(partnership, wanted.status) &&
    (!wanted.kind || partnership.kind === wanted.kind) &&
    (!wanted.theme || (partnership.themes ?? []).includes(wanted.theme)) &&
    (!wanted.programme || partnership.programme === wanted.programme) &&
    (wanted.year === null || inForce(partnership, wanted.year)) &&
    (!wanted.country || countries.has(wanted.country)) &&
    (!wanted.money || Boolean(partnership.money))
  );
}

/** How many partnerships would be wanted if they had a date. */
export function undated(partnerships, wanted, countriesOf) {
  if (wanted.year === null) return 0;
  const timeless = { ...wanted, year: null, status: wanted.status || "live" };
  return partnerships.filter((held) => !held.since && allows(held, timeless, countriesOf(held))).length;
}

/** The first year of these partnerships, or null. */
export function firstYear(partnerships) {
  const years = partnerships.map(({ since }) => yearOf(since)).filter((year) => year !== null);
  return years.length > 0 ? years.reduce((least, year) => Math.min(least, year)) : null;
}
