// One click copies a wording and the line that says where it comes from, as plain and as rich text.
// Without this script the same text stands in a box from which it can be selected.
"use strict";

(() => {
  async function put(text, html) {
    if (navigator.clipboard && navigator.clipboard.write && window.ClipboardItem) {
      const parts = { "text/plain": text, "text/html": html };
      const blobs = Object.entries(parts).map(([type, words]) => [type, new Blob([words], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } else if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
    } else {
      throw new Error("no clipboard");
    }
  }

  function select(details, box) {
    details.open = true;
    box.focus();
    box.select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  }

  function equip(details, frame, status) {
    const box = details.querySelector("textarea");
    const html = details.querySelector("template").innerHTML.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = frame.querySelector("button") ? "btn quiet-btn small" : "btn small";
    button.textContent = details.querySelector("summary").textContent;
    button.addEventListener("click", async () => {
      let done = true;
      try {
        await put(box.value, html);
      } catch {
        done = select(details, box);
      }
      // Emptied first, so that the same sentence is told again after a second click.
      status.textContent = "";
      setTimeout(() => { status.textContent = done ? frame.dataset.copied : frame.dataset.failed; }, 50);
    });
    details.querySelector("summary").textContent = frame.dataset.shown;
    details.before(button);
  }

  for (const frame of document.querySelectorAll(".copies")) {
    const status = frame.querySelector("[role=status]");
    for (const details of frame.querySelectorAll("details.copy")) {
      equip(details, frame, status);
    }
  }
})();
