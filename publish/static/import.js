// Live progress of an import: each event is added where it is told, and the page is asked for anew once it is over.
// The browser opens a broken connection again by itself and says which event it saw last.
const list = document.querySelector("[data-events]");
const counted = document.querySelector("#counted");
const MOST = 200;

function add({ tone, words }) {
  if (tone === "count") counted.textContent = words;
  const line = document.createElement("li");
  line.className = tone;
  line.textContent = words;
  list.append(line);
  while (list.children.length > MOST) list.firstElementChild.remove();
}

if (list) {
  const events = new EventSource(list.dataset.events);
  events.addEventListener("told", (event) => add(JSON.parse(event.data)));
  events.addEventListener("over", () => {
    events.close();
    location.reload();
  });
  events.addEventListener("error", () => {
    // Refused for good, not merely broken off: the page says why.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000);
  });
}

// Files may be dropped on the field; it lists what is chosen.
const field = document.querySelector("[data-drop]");

if (field) {
  const input = field.querySelector("input");
  const show = () => {
    const names = [...input.files].map((file) => {
      const line = document.createElement("li");
      line.textContent = file.name;
      return line;
    });
    field.querySelector("[data-chosen]").replaceChildren(...names);
  };
  input.addEventListener("change", show);
  for (const sort of ["dragover", "dragleave", "drop"]) {
    field.addEventListener(sort, (event) => {
      event.preventDefault();
      field.classList.toggle("over-it", sort === "dragover");
    });
  }
  field.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    show();
  });
}
