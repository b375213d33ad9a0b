// Beside the rows of a drawing: the step that is open is brought into view on its chart, and its row on the page, where what was
// open above it has been folded. Only adds: the page works without.
"use strict";
(() => {
  const show = () => {
    const box = document.querySelector(".live .flow-picture");
    const step = box?.querySelector("[aria-current]");
    if (!step) return;
    const frame = box.getBoundingClientRect();
    const at = step.getBoundingClientRect();
    box.scrollTop += at.top - frame.top - (frame.height - at.height) / 2;
    box.scrollLeft += at.left - frame.left - (frame.width - at.width) / 2;
  };
  const opened = () => document.querySelector('#editor input[name="at"]')?.value;
  let last = opened();
  const follow = () => {
    const now = opened();
    if (now === last) return;
    last = now;
    const row = document.querySelector(now ? ".flow-row.open" : "#rows");
    const top = row?.getBoundingClientRect().top;
    if (top < 0 || top > innerHeight / 2) row.scrollIntoView({ block: "start" });
  };
  document.addEventListener("htmx:afterSettle", () => { show(); follow(); });
  document.addEventListener("htmx:oobAfterSwap", show);
  document.addEventListener("DOMContentLoaded", () => { last = opened(); show(); });
})();
