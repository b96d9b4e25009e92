// Buttons that only work with a script are shown by it: copying and printing what is shown once.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const lines = [...document.querySelectorAll(button.dataset.copy)].map((line) => line.textContent);
    await navigator.clipboard.writeText(lines.join("\n"));
    button.parentElement.querySelector("[role=status]").textContent = button.dataset.said;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
