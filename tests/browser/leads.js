// How an answer fails to lead to what is wrong with the form; nothing where it leads there.
// Each link of a summary goes to what takes the focus; each marked field is described by words that are there;
// and no words of a fault stand where no field, and no group of fields, points to them.
() => {
  const FOCUSED = "a[href], button, input, select, textarea, summary, [tabindex]";
  const shown = (each) => each.checkVisibility({ visibilityProperty: true });
  const name = (each) => `${each.tagName.toLowerCase()}#${each.id || each.name}`;
  const places = (each) => (each.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);
  const lost = [];
  const links = [...document.querySelectorAll("#faults a, [role=alert] a[href^='#']")];
  for (const link of links) {
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place || !shown(place) || !place.matches(FOCUSED)) lost.push(`${link.hash} takes no focus`);
  }
  const marked = [...document.querySelectorAll("main [aria-invalid=true]")];
  for (const each of marked) {
    const said = places(each).map((id) => document.getElementById(id));
    if (said.includes(null)) lost.push(`${name(each)} is described by nothing`);
    if (!said.some((one) => one?.matches(".fault, .note.warn, :has(.fault)") && one.textContent.trim() && shown(one))) {
      lost.push(`${name(each)} does not say what is wrong`);
    }
  }
  const pointing = [...document.querySelectorAll("main [aria-describedby~=fault], main [aria-describedby*='-fault']")];
  const told = new Set([...document.querySelectorAll("main [aria-describedby]")].flatMap(places));
  for (const fault of document.querySelectorAll("main .fault")) {
    const owner = fault.closest(".fault[id], [id]");
    if (!told.has(fault.id) && !told.has(owner?.id)) lost.push(`nothing points to: ${fault.textContent.trim()}`);
  }
  if (!marked.length && !links.length && !pointing.length) lost.push("no field is marked");
  return lost;
}
