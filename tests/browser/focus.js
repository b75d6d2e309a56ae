// Notes every element that takes the focus, and how it shows it. Two sides of a change are needed for a shadow,
// so the look without focus is noted for every candidate before the first key.
() => {
  const candidates = "a[href], button, input, select, textarea, summary, [tabindex]";
  const shown = (each) => each.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
    && each.getClientRects().length > 0;
  // Tab stops once in a group of radio buttons, at the chosen one; arrows lead to the others.
  const passed = (each) => each.type === "radio" && !each.checked;
  const reachable = (each) => shown(each) && each.tabIndex >= 0 && !each.disabled && !passed(each);
  const stops = [...document.querySelectorAll(candidates)].filter(reachable);
  const frame = (each) => each.closest(".ask-row") ?? each;
  const look = (each) => {
    const style = getComputedStyle(each);
    return { outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth), shadow: style.boxShadow };
  };
  const before = new Map(stops.map((each) => [each, [look(each), look(frame(each))]]));
  const name = (each) => `${each.tagName.toLowerCase()} ${(each.textContent.trim() || each.name || each.id).slice(0, 60)}`;
  window.focusTrail = [];
  document.addEventListener("focusin", ({ target }) => {
    const [own, around] = before.get(target) ?? [look(target), look(frame(target))];
    const [now, aroundNow] = [look(target), look(frame(target))];
    const box = target.getClientRects()[0] ?? target.getBoundingClientRect();
    window.focusTrail.push({
      place: stops.indexOf(target),
      name: name(target),
      visible: now.outline >= 2 || now.shadow !== own.shadow || (aroundNow.outline >= 2 && around.outline < 2),
      sized: box.width > 0 && box.height > 0,
    });
  });
  return stops.map(name);
}
