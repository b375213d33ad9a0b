// Small helps on every page. All of them only add: each page works without.
"use strict";
(() => {
  const root = document.documentElement;

  // The summary of errors takes the focus, so that nobody has to look for it.
  const focusOn = (scope) => scope.querySelector("[data-focus]")?.focus();

  // A second press while the first is under way would do the thing twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || (form.getAttribute("method") || "").toLowerCase() !== "post") return;
    const now = Date.now();
    if (now - Number(form.dataset.sentAt || 0) < 2000) event.preventDefault(); else form.dataset.sentAt = String(now);
  });
  // A form marked data-submit-on-change is sent when a choice in it changes.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submit-on-change]");
    if (form && event.target.matches("select, input[type=radio], input[type=checkbox]")) form.requestSubmit();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    if (event.target.closest("[data-back]")) history.back();
  });

  // Single-key shortcuts, for those who want them (WCAG 2.1.4): / to search, j and k to walk a list, Enter to open.
  const typing = (element) => element.matches?.("input, textarea, select, [contenteditable]");
  const step = (by) => {
    const rows = [...document.querySelectorAll("[data-row]")];
    if (!rows.length) return false;
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const start = here >= 0 ? here : rows.findIndex((row) => row.matches(".open"));
    const next = rows[Math.min(Math.max(start + by, 0), rows.length - 1)];
    (next.querySelector("[data-open]") ?? next).focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (root.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const done = {
      "/": () => (document.querySelector("[data-search]")?.focus(), true),
      j: () => step(1),
      k: () => step(-1),
    }[event.key]?.();
    if (done) event.preventDefault();
  });

  // The step of a flowchart whose card is shown is marked on the chart.
  const markStep = () => {
    for (const link of document.querySelectorAll(".flow-chart .flow-link")) {
      const here = link.getAttribute("href") === location.hash;
      if (here) link.setAttribute("aria-current", "step"); else link.removeAttribute("aria-current");
    }
  };
  window.addEventListener("hashchange", markStep);
  document.addEventListener("DOMContentLoaded", markStep);

  // What htmx brings in: the focus moves to what was opened, if it says so.
  document.addEventListener("htmx:afterSettle", (event) => focusOn(event.target.parentElement ?? event.target));
  // A session that ended while the page lay open: htmx is told where to go by the server; anything else is said.
  document.addEventListener("htmx:responseError", () => {
    const words = root.querySelector("[data-failed]")?.textContent;
    const place = document.getElementById("messages");
    if (!words || !place) return;
    const message = document.createElement("p");
    message.className = "message message-error";
    message.textContent = words;
    place.replaceChildren(message);
  });
  document.addEventListener("DOMContentLoaded", () => focusOn(document));
  if (document.readyState !== "loading") focusOn(document);
})();
