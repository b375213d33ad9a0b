// The inbox by key and with its drawer. Without scripts, and where there is no room, a row leads to its page.
"use strict";
(() => {
  const root = document.documentElement;
  const wide = window.matchMedia("(min-width: 60.01em)");
  const help = document.getElementById("keys-help");
  const drawer = document.getElementById("beside");
  const place = drawer.querySelector("[data-drawer-place]");
  const row = () => document.activeElement?.closest?.("[data-row]") ?? document.querySelector("[data-row].open");

  // htmx replaces the list when a page is turned: everything is asked for when it is needed.
  const chosen = () => [...document.querySelectorAll("[data-choose]")];
  const recount = () => {
    const all = chosen();
    const n = all.filter((box) => box.checked).length;
    const whole = document.querySelector("[data-choose-all]");
    if (whole) { whole.disabled = false; whole.checked = n > 0 && n === all.length; whole.indeterminate = n > 0 && n < all.length; }
    const every = document.querySelector("[data-choose-every]")?.checked ?? false;
    for (const button of document.querySelectorAll("[data-choose-none]")) button.hidden = n === 0;
    for (const words of document.querySelectorAll("[data-chosen-words]")) words.hidden = false;
    for (const place of document.querySelectorAll("[data-chosen]")) place.textContent = String(n);
    for (const button of document.querySelectorAll("[data-needs-choice]")) button.disabled = n === 0 && !every;
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose-all]")) for (const box of chosen()) box.checked = event.target.checked;
    if (event.target.matches("[data-choose-all], [data-choose], [data-choose-every]")) recount();
  });

  const close = () => {
    if (drawer.hidden) return false;
    const was = document.querySelector("[data-row].open");
    drawer.hidden = true;
    place.replaceChildren();
    was?.classList.remove("open");
    was?.querySelector("[data-open]")?.focus();
    return true;
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys-help]")) help.showModal();
    if (event.target.closest("[data-choose-none]")) { for (const box of chosen()) box.checked = false; recount(); }
    if (event.target.closest("[data-drawer-close]")) { event.preventDefault(); close(); }
    const link = event.target.closest("[data-drawer]");
    if (!link || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button || !window.htmx) return;
    event.preventDefault();
    for (const other of document.querySelectorAll("[data-row].open")) other.classList.remove("open");
    link.closest("[data-row]").classList.add("open");
    drawer.hidden = false;
    // what was open goes at once, and a late answer with it: nobody judges one item looking at another
    window.htmx.trigger(place, "htmx:abort");
    const opening = document.createElement("p");
    opening.className = "quiet";
    opening.setAttribute("role", "status");
    opening.textContent = place.dataset.opening;
    place.replaceChildren(opening);
    window.htmx.ajax("GET", link.dataset.drawer, { source: place, target: place, swap: "innerHTML" });
  });

  // What was done in the drawer leaves the list, and the row that comes after it takes its place: it opens by itself.
  const NEXT = "sunlit-inbox-next";
  place.addEventListener("submit", () => {
    const at = [...document.querySelectorAll("[data-row]")].indexOf(document.querySelector("[data-row].open"));
    try { sessionStorage.setItem(NEXT, JSON.stringify({ at, where: location.pathname + location.search })); } catch { /* it is opened by hand then */ }
  });
  const carryOn = () => {
    let next = null;
    try { next = JSON.parse(sessionStorage.getItem(NEXT)); sessionStorage.removeItem(NEXT); } catch { /* as above */ }
    if (!next || next.where !== location.pathname + location.search || !wide.matches) return;
    const rows = [...document.querySelectorAll("[data-row] [data-drawer]")];
    rows[Math.min(next.at, rows.length - 1)]?.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]") && close()) return;
    if (root.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches?.("input:not([type=checkbox]), textarea, select") || document.querySelector("dialog[open]")) return;
    const done = {
      "?": () => (help.showModal(), true),
      x: () => { const box = row()?.querySelector("[data-choose]"); if (box) { box.checked = !box.checked; recount(); } return Boolean(box); },
      o: () => { const link = row()?.querySelector("[data-open]"); if (link) location.assign(link.href); return Boolean(link); },
    }[event.key]?.();
    if (done) event.preventDefault();
  });

  for (const button of document.querySelectorAll("[data-keys-help]")) button.hidden = root.dataset.keys === "off";
  document.addEventListener("htmx:afterSettle", recount);
  recount();
  addEventListener("load", carryOn);
})();
