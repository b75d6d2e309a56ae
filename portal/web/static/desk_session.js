// Says in time that the sign-in is about to end, and shows a password to whoever types it.
// Everything works without: the server keeps what was typed when the time has run out.
(() => {
  "use strict";
  const WARN = 300;
  const note = document.querySelector("[data-session-seconds]");
  if (note) {
    const channel = "BroadcastChannel" in window ? new BroadcastChannel("silta-session") : null;
    const words = note.querySelector("[role=alert]");
    const button = note.querySelector("button");
    let ends = 0;
    const lasts = (seconds) => {
      ends = Date.now() + seconds * 1000;
      note.hidden = true;
      words.textContent = "";
    };
    const stay = async () => {
      try {
        const answer = await fetch(note.dataset.stay, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error("not signed in");
        const { seconds } = await answer.json();
        lasts(seconds);
        if (channel) channel.postMessage(seconds);
        document.querySelector("#main").focus();
      } catch {
        words.textContent = note.dataset.failed;
      }
    };
    const look = () => {
      const left = (ends - Date.now()) / 1000;
      if (left < WARN && note.hidden) {
        note.hidden = false;
        words.textContent = note.dataset.soon;
      }
      if (left < 0 && words.textContent !== note.dataset.over) {
        words.textContent = note.dataset.over;
        button.hidden = true;
      }
    };
    lasts(Number(note.dataset.sessionSeconds));
    if (channel) {
      channel.onmessage = (message) => { button.hidden = false; lasts(message.data); };
      channel.postMessage(Number(note.dataset.sessionSeconds));
    }
    // Pages that save by themselves say so: each save is a sign of life for the server too.
    document.addEventListener("silta-alive", () => lasts(Number(note.dataset.idle)));
    button.addEventListener("click", stay);
    look();
    setInterval(look, 5000);
  }
  for (const field of document.querySelectorAll("input[type=password][data-show]")) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    label.className = "tick";
    label.append(box, ` ${field.dataset.show}`);
    field.after(label);
    box.addEventListener("change", () => { field.type = box.checked ? "text" : "password"; });
    field.form.addEventListener("submit", () => { field.type = "password"; });
  }
})();
