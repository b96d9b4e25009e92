// Keys for reviewers: j and k move between claims, a accepts, r goes to the reason of a rejection.
const boxes = [...document.querySelectorAll(".reviewbox")];
let at = -1;

function go(step) {
  if (boxes.length === 0) return;
  at = Math.min(Math.max(at + step, 0), boxes.length - 1);
  boxes[at].focus();
  boxes[at].scrollIntoView({ block: "start" });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = boxes[at];
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "a" && box) box.querySelector('button[value="accept"]').click();
  else if (event.key === "r" && box) {
    event.preventDefault();
    box.querySelector('input[name="reason"]').focus();
  }
});
