// How far an import is, told without loading the page anew; without this script there is a link that does.
"use strict";

(() => {
  const WAIT = 1500;
  const place = document.getElementById("import-state");

  async function look() {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById("import-state");
      if (!answer.ok || !now || !("atWork" in now.dataset)) {
        location.reload();
        return;
      }
      if (now.textContent !== place.textContent) {
        place.replaceChildren(...now.childNodes);
      }
    } catch {
      // Without a connection the next look may have one.
    }
    setTimeout(look, WAIT);
  }

  if (place && "atWork" in place.dataset) {
    setTimeout(look, WAIT);
  }
})();
