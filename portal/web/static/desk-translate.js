// Saves a translation while it is being made. Without this script the button does it.
"use strict";

(() => {
  const WAIT = 3000;
  const form = document.querySelector("form[data-autosave]");
  const line = document.getElementById("saved");
  if (!form || !line) return;
  let timer = 0;
  let busy = false;
  let stopped = false;

  function tell(words) {
    line.textContent = words;
  }

  function fields() {
    const sent = new FormData(form);
    sent.delete("do");
    return sent;
  }

  // A colleague's words go into the fields that have not been touched since they were sent.
  function adopt(answer, sent) {
    const changed = Object.entries(answer.fields).filter(([name, text]) => sent.has(name) && sent.get(name).replaceAll(/\r\n?/g, "\n") !== text);
    const unix = (text) => text.replaceAll(/\r\n?/g, "\n");
    if (changed.some(([name]) => unix(form.elements[name].value) !== unix(sent.get(name)))) return false;
    for (const [name, text] of changed) form.elements[name].value = text;
    form.elements.version.value = answer.version;
    form.elements.labelled.value = sent.get("machine_made") ? "yes" : "no";
    return true;
  }

  async function save() {
    if (busy || stopped) return;
    busy = true;
    const sent = fields();
    try {
      const response = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" } });
      if (response.status === 409) {
        stopped = true;
        tell(form.dataset.conflict);
      } else if (!response.ok || response.redirected) {
        throw new Error(`${response.status}`);
      } else {
        const answer = await response.json();
        stopped = !adopt(answer, sent);
        tell(stopped ? form.dataset.conflict : `${form.dataset.saved} ${answer.saved_at}`);
      }
    } catch {
      tell(form.dataset.failed);
      timer = setTimeout(save, 5 * WAIT);
    }
    busy = false;
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
  });
})();
