// Beside the rows of a drawing: the step that is open is brought into view on its chart. Only adds: the page works without.
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
  document.addEventListener("htmx:afterSettle", show);
  document.addEventListener("htmx:oobAfterSwap", show);
  document.addEventListener("DOMContentLoaded", show);
})();
