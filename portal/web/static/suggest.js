// Suggestions under the search boxes: a combobox with a list, after the ARIA Authoring Practices Guide.
// Without this script, without a connection or without an answer a box is a plain search box.
"use strict";

(() => {
  const WAIT = 150;
  const SHORTEST = 2;

  function suggest(box) {
    const list = document.createElement("ul");
    const count = document.createElement("span");
    let active = -1;
    let timer = 0;
    let request = null;

    list.id = `${box.id}-suggestions`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.dataset.suggestLabel);
    count.className = "sr";
    count.setAttribute("role", "status");
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
    box.setAttribute("aria-controls", list.id);
    box.parentElement.append(list, count);

    function close() {
      clearTimeout(timer);
      request?.abort();
      list.hidden = true;
      list.replaceChildren();
      count.textContent = "";
      box.setAttribute("aria-expanded", "false");
      activate(-1);
    }

    function activate(place) {
      list.children[active]?.setAttribute("aria-selected", "false");
      active = place;
      const option = list.children[place];
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        box.setAttribute("aria-activedescendant", option.id);
      } else {
        box.removeAttribute("aria-activedescendant");
      }
    }

    function option(suggestion, place) {
      const line = document.createElement("li");
      const text = document.createElement("span");
      const label = document.createElement("span");
      line.id = `${list.id}-${place}`;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      line.dataset.address = suggestion.address;
      text.lang = suggestion.language;
      text.textContent = suggestion.text;
      label.className = "what";
      label.textContent = suggestion.label;
      line.append(text, " ", label);
      return line;
    }

    function show(answer) {
      list.replaceChildren(...answer.suggestions.map(option));
      list.hidden = list.children.length === 0;
      box.setAttribute("aria-expanded", String(!list.hidden));
      count.textContent = answer.status;
      activate(-1);
    }

    async function ask() {
      const words = box.value.trim();
      if (words.length < SHORTEST || !navigator.onLine) {
        close();
        return;
      }
      request?.abort();
      const own = (request = new AbortController());
      try {
        const address = new URL(box.dataset.suggest, location.href);
        address.searchParams.set("q", words.slice(0, 100));
        const response = await fetch(address, { signal: own.signal, headers: { Accept: "application/json" } });
        const answer = response.ok ? await response.json() : null;
        // A late answer must neither open under a box that was left nor speak of words that are gone.
        if (!own.signal.aborted && answer && document.activeElement === box && words === box.value.trim()) show(answer);
      } catch {
        if (!own.signal.aborted) close();
      }
    }

    function move(step) {
      const places = list.children.length;
      // One place more than there are lines: between the last and the first the box itself has its turn.
      activate(((active + 1 + step + places + 1) % (places + 1)) - 1);
    }

    function choose(line) {
      box.value = line.firstElementChild.textContent;
      location.assign(line.dataset.address);
      close();
    }

    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) ask();
        else move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        choose(list.children[active]);
      }
    });
    box.addEventListener("blur", close);
    // Pressing a line must not take the focus away, or the list would close under the pointer.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const line = event.target.closest("[role=option]");
      if (line) choose(line);
    });
  }

  document.querySelectorAll("input[data-suggest]").forEach(suggest);
})();
