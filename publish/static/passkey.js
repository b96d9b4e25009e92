// Passkeys: the site is asked for a challenge, the browser's device for the answer, and the form brings it back. Without
// this script, or in a browser that knows no passkeys, the forms stay hidden and a sentence stands in their place.
const knows = Boolean(window.PublicKeyCredential?.parseCreationOptionsFromJSON);

const ask = {
  create: (options) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: (options) =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

async function answered(form) {
  const begun = await fetch(form.dataset.begin, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  const told = await begun.json();
  if (!begun.ok) return told.problem;
  const key = await ask[form.dataset.passkey](told.options);
  form.elements.token.value = told.token;
  form.elements.answer.value = JSON.stringify(key);
  if (form.elements.password) form.elements.password.value = "";
  form.submit();
  return "";
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!knows) break;
  form.hidden = false;
  const said = form.querySelector("[role=status]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    said.textContent = await answered(form).catch(() => form.dataset.failed);
  });
}

for (const instead of document.querySelectorAll("[data-without-passkeys]")) instead.hidden = knows;
