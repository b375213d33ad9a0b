// Says two minutes before it happens that the session will end, in a dialog a screen reader reads out.
// What counts is the last time any window of this browser asked the server for something.
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

  const stay = async () => {
    const answer = await fetch(dialog.dataset.stay, { method: "POST", headers: { "X-CSRFToken": dialog.dataset.token }, redirect: "manual" });
    if (answer.ok) { stamp(); dialog.close(); } else { location.reload(); }
  };
  dialog.querySelector("[data-stay]").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); stay(); });
  document.addEventListener("htmx:afterRequest", (event) => { if (!event.detail.elt.matches("[data-passive]")) stamp(); });

  setInterval(() => {
    const rest = limit - (Date.now() - active());
    if (rest <= 0) { location.reload(); return; }
    if (rest > warning) { if (dialog.open) dialog.close(); said = ""; return; }
    const words = String(Math.max(30, Math.ceil(rest / 30000) * 30)); // in steps of half a minute, so that it is not read out each second
    if (words !== said) { said = words; left.textContent = words; }
    if (!dialog.open) dialog.showModal();
  }, 1000);
})();
