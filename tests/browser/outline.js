// What a page says about itself, read out of the finished document.
() => {
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const language = (element) => element.closest("[lang]").getAttribute("lang");
  return {
    title: document.title,
    lang: document.documentElement.getAttribute("lang"),
    mains: document.querySelectorAll("main, [role=main]").length,
    headings: [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((each) => Number(each.tagName[1])),
    banners: document.querySelectorAll("body > header").length,
    footers: document.querySelectorAll("body > footer").length,
    namelessLandmarks: [...document.querySelectorAll("nav, aside, [role=region]")]
      .filter((each) => !each.getAttribute("aria-label") && !each.getAttribute("aria-labelledby"))
      .map((each) => each.outerHTML.slice(0, 120)),
    menu: [...document.querySelectorAll("nav.langs a")].map((each) => [
      each.getAttribute("lang"), each.getAttribute("hreflang"), words(each), each.getAttribute("aria-current"),
    ]),
    canonical: document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? "",
    alternates: [...document.querySelectorAll("link[rel=alternate]")].map((each) => each.getAttribute("hreflang")),
    links: [...document.querySelectorAll("body a[href]")].map((each) => [
      each.getAttribute("href"), words(each), language(each),
    ]),
    passages: [...document.querySelectorAll("h1, .lead, .passage")].map((each) => [words(each), language(each)]),
    wordings: [...document.querySelectorAll(".wording")].map(language),
    status: [...document.querySelectorAll("[role=status]")].filter(seen).map(words),
    scripts: document.scripts.length,
  };
}
