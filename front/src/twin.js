// The form of the filters, the address and the table twin: what one of them says, all say.
//
// In: the form, the element of the table (a selector), what to do when the wishes change.
// Out: the wishes as a query; the page's own answer to that query takes the place of the table.
//
// Invariants
// - The table always is the server's own: it is fetched with the address that a reader without scripts would have.
// - Somebody who shares the address shares what they see.

// Long enough that a slider does not ask for every year it passes.
const PATIENCE = 350;
// What else of the page depends on the wishes: links to the same page in other languages.
const WITH_THE_ADDRESS = ".languages";

/** Binds the form; returns how to read and to set a wish. */
export function twinOf(form, selector, changed) {
  let timer = null;
  let asked = null;

  const query = () => {
    const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
    return String(new URLSearchParams(pairs));
  };
  const address = () => location.pathname + (query() ? `?${query()}` : "");

  function follow() {
    history.replaceState(null, "", address());
    document.querySelector(selector)?.setAttribute("aria-busy", "true");
    clearTimeout(timer);
    timer = setTimeout(refresh, PATIENCE);
  }
  function refresh() {
    asked?.abort();
    asked = new XMLHttpRequest();
    asked.open("GET", address());
    // The browser reads the page without running it, which the page's policy allows of documents, not of strings.
    asked.responseType = "document";
    asked.addEventListener("load", ({ target }) => {
      if (target.status === 200 && target.response) replace(target.response);
    });
    // The page that the address stands for says what went wrong better than we could.
    asked.addEventListener("error", () => location.assign(address()));
    asked.send();
  }
  function replace(page) {
    for (const part of [selector, WITH_THE_ADDRESS]) {
      const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
      if (old && fresh) old.replaceWith(document.adoptNode(fresh));
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    follow();
    changed(query());
  });
  form.addEventListener("change", () => {
    follow();
    changed(query());
  });
  return {
    query,
    set(name, value) {
      form.elements[name].value = value;
      follow();
      changed(query());
    },
  };
}
