// Offers what the site knows while somebody writes in a search field; without it the field sends its form.
//
// In: form.search with its input and data-offers (address of the answers), data-label (words for the list). Keyboard as in
// the ARIA practices for an editable combobox with a list: arrows, Enter, Escape.

const PAUSE = 120;

for (const form of document.querySelectorAll("form.search[data-offers]")) {
  const field = form.querySelector("input[type=search]");
  if (field) offer(form, field);
}

function offer(form, field) {
  const list = document.createElement("ul");
  list.className = "offers";
  list.id = `${field.id}-offers`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    field.setAttribute(name, value);
  }

  let waiting = 0;
  let asking = null;
  let chosen = -1;

  const close = () => {
    clearTimeout(waiting);
    asking?.abort();
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (at) => {
    const rows = [...list.children];
    chosen = (at + rows.length + 1) % (rows.length + 1);
    if (chosen === rows.length) chosen = -1;
    rows.forEach((row, number) => row.setAttribute("aria-selected", String(number === chosen)));
    if (chosen < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", rows[chosen].id);
    rows[chosen].scrollIntoView({ block: "nearest" });
  };

  const show = (items) => {
    list.replaceChildren(
      ...items.map((item, number) => {
        const row = document.createElement("li");
        row.id = `${list.id}-${number}`;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        row.dataset.url = item.url;
        const kind = document.createElement("small");
        kind.textContent = item.kind;
        row.append(item.title, " ", kind);
        return row;
      }),
    );
    list.hidden = items.length === 0;
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-expanded", String(!list.hidden));
  };

  const ask = async () => {
    const question = field.value.trim();
    if (question.length < 2) return close();
    asking?.abort();
    asking = new AbortController();
    try {
      const address = new URL(form.dataset.offers, location.href);
      address.searchParams.set("q", question);
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).items);
    } catch (error) {
      // An answer that nobody waits for any more, or no network: the form still works.
      if (error.name !== "AbortError") close();
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? list.children.length - 1 : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.url);
    }
  });
  // Before the field loses the focus, so that the list is still there.
  list.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("[role=option]");
    event.preventDefault();
    if (row) location.assign(row.dataset.url);
  });
  field.addEventListener("blur", close);
}
