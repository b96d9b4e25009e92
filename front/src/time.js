// The slider of years: which partnerships were in force in a year, and play and pause through them.
//
// In: the first year, this year, the words; what to do with a chosen year (null for today). Out: an element.
//
// Invariants
// - Its last step is today, which is no year: what has no date is shown there too.
// - It plays only when asked, and pauses when its end is reached or the page is hidden.

import { made } from "./dom.js";
import { said } from "./words.js";

const WHOLE = 18_000;
const [QUICKEST, SLOWEST] = [260, 1_000];

/** The slider; `show` tells it which year is shown and what that means. */
export function timeOf(first, today, words, chosen) {
  const button = made("button", { type: "button", class: "atlas-play" });
  const range = made("input", { type: "range", min: String(first), max: String(today + 1), step: "1", id: "atlas-year" });
  const label = made("label", { for: "atlas-year", class: "atlas-unseen" }, words.slider ?? "");
  const output = made("output", { for: "atlas-year" });
  const ends = made("div", { class: "atlas-ends", "aria-hidden": "true" }, made("span", {}, String(first)), made("span", {}, words.today ?? ""));
  const box = made("div", { class: "atlas-time" }, button, made("div", { class: "atlas-range" }, label, range, ends), output);
  const yearOf = () => (Number(range.value) > today ? null : Number(range.value));
  let timer = null;

  /** The sign on the button says nothing by itself: its name is read aloud, and shown to whoever points at it. */
  function named(words) {
    button.setAttribute("aria-label", words);
    button.title = words;
  }
  function rest() {
    clearInterval(timer);
    timer = null;
    button.textContent = "▶";
    named(words.play ?? "");
    output.setAttribute("aria-live", "polite");
  }
  function step() {
    range.value = String(Number(range.value) + 1);
    chosen(yearOf());
    if (Number(range.value) > today || document.hidden) rest();
  }
  function play() {
    if (yearOf() === null) range.value = String(first - 1);
    button.textContent = "❚❚";
    named(words.pause ?? "");
    // Read aloud, every year would drown the one before.
    output.setAttribute("aria-live", "off");
    timer = setInterval(step, Math.max(QUICKEST, Math.min(SLOWEST, WHOLE / (today - first + 1))));
    step();
  }
  button.addEventListener("click", () => (timer === null ? play() : rest()));
  range.addEventListener("input", () => {
    rest();
    chosen(yearOf());
  });
  rest();

  function show(year, count) {
    range.value = String(year ?? today + 1);
    const when = year === null ? words.today : said(words.in_year, { year });
    range.setAttribute("aria-valuetext", when ?? "");
    output.replaceChildren(made("strong", {}, when ?? ""), ` · ${said(words.partnerships, { count })}`);
  }
  return { box, show };
}
