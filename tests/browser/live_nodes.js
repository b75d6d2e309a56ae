// Lists what is alive in HTML, read once and, written out and read again, a second time.
// Everything is read through the prototypes: a form whose fields are named like properties would lie about itself.
(pages) => {
  const LIVE = new Set(("script iframe frame frameset object embed applet svg math style form input button select textarea "
    + "img image picture video audio source track link meta base template noscript noembed noframes xmp plaintext "
    + "isindex keygen marquee portal fencedframe dialog map area animate set use foreignobject canvas").split(" "));
  const ADDRESSES = new Set(("href src action formaction data poster background cite longdesc ping srcset xlink:href code "
    + "manifest profile usemap dynsrc lowsrc").split(" "));
  const NEVER = new Set(["srcdoc", "style", "formaction", "ping", "background"]);
  const get = (proto, name) => Object.getOwnPropertyDescriptor(proto, name).get;
  const attributesOf = get(Element.prototype, "attributes");
  const localNameOf = get(Element.prototype, "localName");
  const childrenOf = get(Node.prototype, "childNodes");
  const typeOf = get(Node.prototype, "nodeType");
  const contentOf = get(HTMLTemplateElement.prototype, "content");
  const writtenOf = get(Element.prototype, "innerHTML");
  const bodyOf = get(Document.prototype, "body");
  const dead = (address) => {
    try {
      return ["http:", "https:"].includes(new URL(address, "http://127.0.0.1/").protocol);
    } catch {
      return true;
    }
  };
  const walk = (node, found) => {
    if (typeOf.call(node) === Node.ELEMENT_NODE) {
      const name = localNameOf.call(node).toLowerCase();
      if (LIVE.has(name)) found.push(name);
      for (const { name: attribute, value } of Array.from(attributesOf.call(node))) {
        const key = attribute.toLowerCase();
        if (key.startsWith("on") || NEVER.has(key) || (ADDRESSES.has(key) && !dead(value)))
          found.push(`${name}[${key}]`);
      }
      if (node instanceof HTMLTemplateElement) walk(contentOf.call(node), found);
    }
    for (const child of Array.from(childrenOf.call(node))) walk(child, found);
    return found;
  };
  return pages.map((html) => {
    const once = new DOMParser().parseFromString(html, "text/html");
    const first = walk(once, []);
    const twice = document.implementation.createHTMLDocument("");
    const body = bodyOf.call(once);
    if (body) bodyOf.call(twice).innerHTML = writtenOf.call(body);
    return [first.sort(), walk(bodyOf.call(twice), []).sort()];
  });
}
