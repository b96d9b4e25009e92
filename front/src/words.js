// Words with figures: what the site wrote with `{count}`, `{of}` or `{year}` in it.

/** The words with their figures, which the page's language groups. */
export function said(words, figures) {
  const language = document.documentElement.lang || "en";
  const shown = (name, figure) => (name === "year" ? String(figure) : figure.toLocaleString(language));
  return Object.entries(figures).reduce(
    (text, [name, figure]) => text.replaceAll(`{${name}}`, shown(name, figure)),
    words ?? "",
  );
}
