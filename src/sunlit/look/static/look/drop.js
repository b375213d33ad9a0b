// Lets a person drop files or a whole folder on a form with a file input, and shows what was chosen before it is sent.
"use strict";
(() => {
  const sizes = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  const size = (bytes) => bytes < 1024 * 1024 ? `${sizes.format(bytes / 1024)} KB` : `${sizes.format(bytes / 1024 / 1024)} MB`;

  const walk = async (entry) => {
    if (entry.isFile) return [await new Promise((ok, no) => entry.file(ok, no))];
    const reader = entry.createReader();
    const files = [];
    for (;;) { // a reader gives a hundred at a time
      const some = await new Promise((ok, no) => reader.readEntries(ok, no));
      if (!some.length) return files;
      for (const inner of some) files.push(...await walk(inner));
    }
  };

  for (const place of document.querySelectorAll("[data-drop]")) {
    const inputs = [...place.querySelectorAll("input[type=file]")];
    const [files] = inputs;
    const list = place.querySelector("[data-chosen]");
    const said = place.querySelector("[data-said]");
    const show = (input) => {
      for (const other of inputs) if (other !== input) other.value = "";
      list.replaceChildren(...[...input.files].map((file) => {
        const line = document.createElement("li");
        const name = document.createElement("span");
        const much = document.createElement("span");
        name.textContent = file.webkitRelativePath || file.name;
        much.textContent = size(file.size);
        much.className = "quiet nowrap";
        line.append(name, much);
        return line;
      }));
      said.textContent = said.dataset.words.replace("{n}", String(input.files.length));
      list.hidden = !input.files.length;
    };
    for (const input of inputs) input.addEventListener("change", () => show(input));
    for (const hidden of place.querySelectorAll("[data-with-script]")) hidden.hidden = false;
    place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("drop-over"); });
    place.addEventListener("dragleave", (event) => { if (!place.contains(event.relatedTarget)) place.classList.remove("drop-over"); });
    place.addEventListener("drop", async (event) => {
      event.preventDefault();
      place.classList.remove("drop-over");
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
      const found = (await Promise.all(entries.map(walk))).flat();
      const held = new DataTransfer();
      for (const file of found.length ? found : event.dataTransfer.files) if (!file.name.startsWith(".")) held.items.add(file);
      files.files = held.files;
      show(files);
    });
  }
})();
