// Whoever changes the language keeps what they typed: it waits in this tab for the same page in the other language.
// Passwords, files and hidden fields are never kept. Where a form of the page can be sent to the other language as it
// stands, as the text that was read, it is sent there.
const page = `typed ${location.pathname.replace(/^\/[a-z]+/, "")}`;
const fields = () => [...document.querySelectorAll("main :is(input, select, textarea)[name]")]
  .filter((field) => !["password", "file", "hidden", "submit"].includes(field.type));
const ticked = (field) => ["checkbox", "radio"].includes(field.type);

function restored(kept) {
  const typed = JSON.parse(kept);
  const all = fields();
  // Another form than the one that was left keeps its own.
  if (typed.length !== all.length || typed.some(([name], at) => name !== all[at].name)) return;
  typed.forEach(([, value], at) => {
    if (ticked(all[at])) all[at].checked = value;
    else all[at].value = value;
  });
}

try {
  const kept = sessionStorage.getItem(page);
  sessionStorage.removeItem(page);
  if (kept) restored(kept);
  for (const link of document.querySelectorAll(".languages a")) {
    link.addEventListener("click", (event) => {
      const same = document.querySelector(`main button[formaction="${link.getAttribute("href")}"]`);
      if (same && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        same.click();
        return;
      }
      const typed = fields().map((field) => [field.name, ticked(field) ? field.checked : field.value]);
      if (typed.length) sessionStorage.setItem(page, JSON.stringify(typed));
    });
  }
} catch {
  // A browser that keeps nothing for us changes the language all the same.
}
