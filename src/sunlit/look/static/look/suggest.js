// Suggestions while typing: the pattern of a combobox with a list (WAI-ARIA APG). htmx fetches the list; this opens it,
// walks it by key and leads to what is chosen. Without scripts the field is a plain search.
"use strict";
(() => {
  for (const field of document.querySelectorAll("[data-suggest]")) {
    const list = document.getElementById(field.dataset.suggest);
    const said = document.getElementById(`${field.dataset.suggest}-said`);
    let typing = false;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("autocomplete", "off");

    const options = () => [...list.querySelectorAll("[role=option]")];
    const chosen = () => list.querySelector("[aria-selected=true]");
    const choose = (option) => {
      chosen()?.setAttribute("aria-selected", "false");
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      if (option) field.setAttribute("aria-activedescendant", option.id);
      else field.removeAttribute("aria-activedescendant");
    };
    const show = (open) => {
      list.hidden = !open;
      field.setAttribute("aria-expanded", String(open));
      if (!open) choose(null);
    };
    const follow = (option) => location.assign(option.dataset.to);
    const step = (by) => {
      const all = options();
      const at = all.indexOf(chosen());
      // past either end lies what was typed
      const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
      choose(all[next] ?? null);
    };
    show(false);

    field.addEventListener("input", () => { typing = true; if (!field.value.trim()) show(false); });
    list.addEventListener("htmx:afterSwap", () => {
      const found = options().length;
      show(typing && found > 0 && field.value.trim() !== "" && document.activeElement === field);
      said.textContent = list.hidden ? "" : said.dataset.said.replace("0", String(found));
    });
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const open = !list.hidden;
      const done = {
        ArrowDown: () => { if (!open && options().length && field.value.trim()) show(true); if (!list.hidden) step(1); return options().length > 0; },
        ArrowUp: () => { if (open) step(-1); return open; },
        Escape: () => { if (open) show(false); return open; },
        Enter: () => { const option = open && chosen(); if (option) follow(option); return Boolean(option); },
        Tab: () => { show(false); return false; },
      }[event.key]?.();
      if (done) event.preventDefault();
    });
    field.addEventListener("blur", () => { typing = false; show(false); });
    // the field keeps the focus, so the click is not lost to its blur
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => { const option = event.target.closest("[role=option]"); if (option) follow(option); });
  }
})();
