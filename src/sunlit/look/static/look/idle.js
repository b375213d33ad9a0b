// Says two minutes before it happens that the session will end, in a dialog a screen reader reads out.
// What counts is the last time any window of this browser asked the server for something.
// What was typed and not yet sent waits in this tab, and is put back once the same person is signed in again.
"use strict";
(() => {
  const dialog = document.getElementById("idle");
  if (!dialog) return;
  const limit = Number(dialog.dataset.seconds) * 1000;
  const warning = Number(dialog.dataset.warning) * 1000;
  const left = dialog.querySelector("[data-left]");
  const KEY = "sunlit-active";
  const stamp = () => { try { localStorage.setItem(KEY, String(Date.now())); } catch { /* private window */ } here = Date.now(); };
  const active = () => { try { return Math.max(here, Number(localStorage.getItem(KEY))); } catch { return here; } };
  let here = Date.now();
  let said = "";
  stamp();

  const KEPT = "sunlit-kept";
  const fields = () => [...document.querySelectorAll("main form[method=post] :is(input, textarea, select)")]
    .filter((field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type) && field.autocomplete !== "one-time-code");
  const ticked = (field) => ["checkbox", "radio"].includes(field.type);
  const typed = (field) => ticked(field) ? field.checked !== field.defaultChecked
    : field.options ? [...field.options].some((one) => one.selected !== one.defaultSelected) : field.value !== field.defaultValue;
  const leave = () => {
    const all = fields();
    const kept = all.flatMap((field, at) => typed(field) ? [[at, field.name, ticked(field) ? field.checked : field.value]] : []);
    try { if (kept.length) sessionStorage.setItem(KEPT, JSON.stringify({ who: dialog.dataset.who, path: location.pathname, kept })); } catch { /* private window */ }
    location.reload();
  };
  try {
    const { who, path, kept } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
    if (who !== dialog.dataset.who || path === location.pathname) sessionStorage.removeItem(KEPT);
    if (who === dialog.dataset.who && path === location.pathname) {
      const all = fields();
      for (const [at, name, value] of kept) {
        if (all[at]?.name !== name) continue;
        if (ticked(all[at])) all[at].checked = value; else all[at].value = value;
      }
    }
  } catch { /* what cannot be read is as good as gone */ }

  const stay = async () => {
    const answer = await fetch(dialog.dataset.stay, { method: "POST", headers: { "X-CSRFToken": dialog.dataset.token }, redirect: "manual" });
    if (answer.ok) { stamp(); dialog.close(); } else { leave(); }
  };
  dialog.querySelector("[data-stay]").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); stay(); });
  document.addEventListener("htmx:afterRequest", (event) => { if (!event.detail.elt.matches("[data-passive]")) stamp(); });

  setInterval(() => {
    const rest = limit - (Date.now() - active());
    if (rest <= 0) { leave(); return; }
    if (rest > warning) { if (dialog.open) dialog.close(); said = ""; return; }
    const words = String(Math.max(30, Math.ceil(rest / 30000) * 30)); // in steps of half a minute, so that it is not read out each second
    if (words !== said) { said = words; left.textContent = words; }
    if (!dialog.open) dialog.showModal();
  }, 1000);
})();
