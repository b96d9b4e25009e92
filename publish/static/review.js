// Keys for reviewers: j and k move between claims, a accepts, c opens the correction, r goes to the reason of a rejection,
// t takes the source, or gives it back.
// Who speaks to the computer or hits keys by mistake turns them off; the browser remembers.
// On the page of a claim: names are offered while somebody types.
const boxes = [...document.querySelectorAll(".reviewbox")];
let at = -1;

function go(step) {
  if (boxes.length === 0) return;
  at = Math.min(Math.max(at + step, 0), boxes.length - 1);
  boxes[at].focus();
  boxes[at].scrollIntoView({ block: "start" });
}

const keys = document.getElementById("keys");
const wanted = keys?.querySelector("input");
if (keys) {
  wanted.checked = localStorage.getItem("review-keys") !== "off";
  wanted.addEventListener("change", () => localStorage.setItem("review-keys", wanted.checked ? "on" : "off"));
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("textarea, select, input:not([type=checkbox], [type=radio])");
  if (!wanted?.checked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = boxes[at];
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "a" && box) box.querySelector('button[value="accept"]').click();
  else if (event.key === "c" && box) box.querySelector("a.correct").click();
  else if (event.key === "t" && box) box.querySelector(".assignment button")?.click();
  else if (event.key === "r" && box) {
    event.preventDefault();
    box.querySelector('input[name="reason"]').focus();
  }
});

const form = document.querySelector("form[data-names]");

async function offer(input) {
  const answer = await fetch(form.dataset.names + encodeURIComponent(input.value));
  if (!answer.ok) return;
  const { items } = await answer.json();
  const options = items.map((item) => {
    const option = document.createElement("option");
    option.value = item.code;
    option.label = [item.label ?? item.name, item.kind, item.country].filter(Boolean).join(" · ");
    return option;
  });
  input.list.replaceChildren(...options);
}

for (const input of form?.querySelectorAll("input[list]") ?? []) {
  let waiting;
  input.addEventListener("input", () => {
    document.getElementById(input.dataset.picks).checked = true;
    clearTimeout(waiting);
    if (input.value.trim().length > 1) waiting = setTimeout(() => offer(input), 200);
  });
}
