// Writing at the desk: saves by itself, keeps what is typed while there is no connection, tells who else writes,
// offers names, and shows Markdown as readers will see it. Without this script the page is a plain form.
"use strict";

(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const SAVE_AFTER = 3000;
  const SAVE_WITHIN = 15000;
  const LOOK_EVERY = 15000;
  const words = JSON.parse(form.dataset.words);
  const status = document.getElementById("saved");
  const others = document.getElementById("others");
  const version = form.elements.version;
  const token = form.elements.csrf_token.value;
  const key = `silta-draft-${form.dataset.draft}`;
  let sent = contents();
  let savedAt = new Date();
  let firstChange = 0;
  let timer = 0;
  let busy = false;
  let stopped = form.hasAttribute("data-unsaved");
  let leaving = false;

  status.setAttribute("role", "status");

  function contents() {
    const pairs = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrf_token" && name !== "version" && value !== "");
    return JSON.stringify(pairs);
  }

  function clock(moment) {
    return moment.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  }

  function say(word, name) {
    const text = words[word].replace("%(time)s", clock(savedAt)).replace("%(name)s", name || "");
    if (status.textContent !== text) status.textContent = text;
    status.classList.toggle("fault", !["saved", "typing", "found"].includes(word));
  }

  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify({ version: version.value, pairs: contents() }));
    } catch {
      // A browser that keeps nothing still has the form itself.
    }
  }

  function forget() {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  }

  async function post(address, fields) {
    return fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRF-Token": token },
      body: fields,
    });
  }

  async function save() {
    clearTimeout(timer);
    const now = contents();
    if (busy || stopped || now === sent) return;
    busy = true;
    let again = 0;
    try {
      const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
      fields.set("do", "save");
      const answer = await post(form.action, fields);
      if (answer.ok && answer.headers.get("Content-Type").startsWith("application/json")) {
        tell(await answer.json(), now);
        if (contents() !== sent) again = SAVE_AFTER;
      } else if (answer.status === 409) {
        stopped = true;
        keep();
        say("moved", answer.headers.get("Content-Type").startsWith("application/json") ? (await answer.json()).by : "");
      } else {
        keep();
        const ended = answer.ok || answer.status === 401 || answer.status === 403;
        stopped = ended;
        say(ended ? "ended" : "failed");
        again = SAVE_WITHIN;
      }
    } catch {
      keep();
      say("lost");
      again = SAVE_WITHIN / 3;
    }
    busy = false;
    if (again && !stopped) timer = setTimeout(save, again);
  }

  function tell(answer, now) {
    sent = now;
    firstChange = 0;
    version.value = answer.version;
    savedAt = new Date(answer.saved);
    say("saved");
    if (contents() === sent) forget();
    else say("typing");
    showOthers(answer.others);
    document.dispatchEvent(new Event("silta-alive"));
  }

  function showOthers(text) {
    if (others.textContent === text) return;
    others.hidden = !text;
    others.textContent = text;
  }

  async function look() {
    if (document.hidden || leaving) return;
    try {
      const answer = await post(form.dataset.here, new URLSearchParams());
      if (!answer.ok) return;
      const now = await answer.json();
      showOthers(now.others);
      if (Number(version.value) < now.version && !busy && !stopped) {
        stopped = true;
        say("moved", now.by);
      }
      if (!stopped && contents() !== sent) save();
    } catch {
      // The next save says that there is no connection.
    }
  }

  function changed() {
    if (leaving) return;
    keep();
    if (stopped) return;
    if (contents() === sent) {
      forget();
      say("saved");
      return;
    }
    if (!status.classList.contains("fault")) say("typing");
    firstChange = firstChange || Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(SAVE_AFTER, firstChange + SAVE_WITHIN - Date.now())));
  }

  // What an earlier visit could not send is put back into the fields that are there.
  function putBack() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(key));
    } catch {
      return;
    }
    if (!kept || kept.pairs === sent || form.hasAttribute("data-unsaved")) return;
    const values = new Map();
    for (const [name, value] of JSON.parse(kept.pairs)) values.set(name, [...(values.get(name) || []), value]);
    const seen = new Map();
    for (const field of form.elements) {
      if (!field.name || ["csrf_token", "version", "do", "whole"].includes(field.name)) continue;
      const mine = values.get(field.name) || [];
      if (field.type === "checkbox") field.checked = mine.includes(field.value);
      else {
        const place = seen.get(field.name) || 0;
        seen.set(field.name, place + 1);
        if (field.value !== (mine[place] || "")) field.value = mine[place] || "";
        if (place + 1 < mine.length && field.closest(".several") && !next(field)) more(field);
      }
    }
    // A row that was added and never saved is not on this page; what was typed in it goes with the form all the same.
    for (const [name, mine] of values) {
      if (form.elements[name]) continue;
      for (const value of mine) {
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = name;
        field.value = value;
        form.append(field);
      }
    }
    // The version it was typed on: whoever saved in between is not overwritten.
    version.value = kept.version;
    say("found");
    timer = setTimeout(save, SAVE_AFTER);
  }

  // Fields that take several values: one more as soon as the last is filled.
  function next(field) {
    return field.nextElementSibling && field.nextElementSibling.name === field.name ? field.nextElementSibling : null;
  }

  function more(field) {
    const fresh = field.cloneNode();
    fresh.value = "";
    const number = field.parentElement.querySelectorAll("input").length + 1;
    fresh.setAttribute("aria-label", (field.getAttribute("aria-label") || "").replace(/\d+$/, String(number)));
    field.after(fresh);
  }

  async function offer(field) {
    const list = field.getAttribute("list");
    const asked = field.value.trim();
    const names = document.getElementById(list);
    if (!names || !names.hasAttribute("data-asked") || asked.length < 2) return;
    try {
      const address = new URL(form.dataset.choices, location.href);
      address.searchParams.set("of", field.dataset.choices);
      address.searchParams.set("q", asked.slice(0, 100));
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { choices } = await answer.json();
      names.replaceChildren(
        ...choices.map((choice) => {
          const option = document.createElement("option");
          option.value = choice.value;
          option.label = choice.name;
          return option;
        }),
      );
    } catch {
      // Without a connection any name may be typed.
    }
  }

  // Markdown: a toolbar and a live preview.
  const TOOLS = {
    bold: (text) => `**${text || words.bold}**`,
    italic: (text) => `*${text || words.italic}*`,
    heading: (text) => `\n### ${text || words.heading}\n`,
    list: (text) => `\n${(text || words.list).split("\n").map((line) => `- ${line}`).join("\n")}\n`,
    link: (text) => `[${text || words.link}](https://)`,
    source: (text) => `${text}[^S]`,
  };

  function equip(area) {
    const bar = document.createElement("div");
    bar.className = "tools-bar";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", words.tools);
    for (const [name, make] of Object.entries(TOOLS)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn quiet-btn small";
      button.textContent = words[name];
      button.addEventListener("click", () => {
        const { selectionStart: start, selectionEnd: end, value } = area;
        area.focus();
        const made = make(value.slice(start, end));
        // The browser's own undo remembers what is typed this way.
        if (!document.execCommand("insertText", false, made)) area.setRangeText(made, start, end, "end");
        changed();
        show();
      });
      bar.append(button);
    }
    const view = document.createElement("div");
    const title = document.createElement("p");
    const body = document.createElement("div");
    const hints = document.createElement("ul");
    view.className = "as-read";
    title.className = "quiet";
    title.textContent = words.preview;
    body.className = "prose";
    if (area.lang) body.lang = area.lang;
    hints.className = "hint";
    hints.setAttribute("role", "status");
    view.append(title, body, hints);
    area.before(bar);
    area.after(view);
    let asked = 0;
    let shown = null;
    async function show() {
      const section = form.elements[area.name.replace(/\.text$/, ".id")];
      const text = area.value;
      view.hidden = !text.trim();
      if (shown === text || !text.trim()) return;
      try {
        const fields = new URLSearchParams({ text, section: section ? section.value : "" });
        const answer = await post(form.dataset.preview, fields);
        if (!answer.ok || area.value !== text) return;
        const made = await answer.json();
        shown = text;
        // The portal has let through a short list of tags only.
        body.innerHTML = made.html;
        hints.replaceChildren(
          ...made.hints.map((hint) => {
            const line = document.createElement("li");
            line.textContent = hint;
            return line;
          }),
        );
      } catch {
        // The preview stays as it was.
      }
    }
    area.addEventListener("input", () => {
      clearTimeout(asked);
      asked = setTimeout(show, 600);
    });
    show();
  }

  form.querySelectorAll("textarea[data-markdown]").forEach(equip);
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (field.closest(".several") && field.value && !next(field)) more(field);
    if (field.dataset.choices) offer(field);
    changed();
  });
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
    keep();
  });
  window.addEventListener("online", save);
  window.addEventListener("pagehide", () => {
    if (contents() !== sent) keep();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  const here = new URL(location.href);
  if (here.searchParams.has("saved")) {
    forget();
    here.searchParams.delete("saved");
    history.replaceState(null, "", here);
  } else {
    putBack();
  }
  setInterval(look, LOOK_EVERY);
})();
