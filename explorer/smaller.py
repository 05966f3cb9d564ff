"""Pages and pictures without what a browser does not need: closing tags, quotes, digits, names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

ENDS = re.compile(r"\s*</(?:td|th|tr|li|dt|dd|option)>\s*")  # HTML implies them
BREAKS = re.compile(
    r"\s*\n\s*(?=</?(?:article|details|div|dl|figure|h\d|meta|section|table|tbody|ul)\b)"
)
TAG = re.compile(r"<[a-zA-Z][^<>]*>")
PLAIN = re.compile(r"""="([^\s"'=<>`]*[^\s"'=<>`/])"(?=[\s>])""")
FONT = "'DejaVu Sans', Verdana, sans-serif"
NEEDLESS = re.compile(  # in a drawing by matplotlib
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<!--.*?-->"
    r"|<defs>\s*<style.*?</style>\s*</defs>|(?<=>)\s+(?=<)"
    r'| transform="rotate\(-?0 [^"]*\)"| xmlns(?::xlink)?="[^"]*"| version="1.1"'
    r"|stroke-dashoffset: ?0;?|;? ?stroke-linejoin: ?miter|text-anchor: ?start;?"
    rf"|font-family: ?{FONT};?",
    re.DOTALL,
)
HATCH = re.compile(
    r'(?P<id><pattern id="\w+" patternUnits="userSpaceOnUse" x="0" y="0") width="72" height="72">'
    r'(?P<rect><rect[^>]*>)<path d="M -36 36 \nL 36 -36 \nM (?P<x>-[\d.]+) [^"]*"'
)
DECIMAL = re.compile(r"(?<![\w#.])-?\d+\.\d+")


def page(text: str) -> str:
    """Return a page of HTML without closing tags and quotes that may be left out.

    Example:
        >>> page('<tr><td class="n">1</td>  <td title="a b">2</td></tr>')
        '<tr><td class=n>1<td title="a b">2'
    """
    return TAG.sub(lambda tag: PLAIN.sub(r"=\1", tag[0]), BREAKS.sub("", ENDS.sub("", text)))


def picture(svg: str, prefix: str = "") -> str:
    r"""Return a drawing by matplotlib as it can stand inside a page.

    Args:
        svg: The drawing.
        prefix: What its names begin with, so that they differ from those of another on the page.

    Example:
        >>> picture('<svg><g id="a"><path d="M 0.12 3.456 \nL 7 -8 \n"/></g></svg>', "w")[-31:]
        '<path d="M.12 3.46L7-8"/></svg>'
        >>> "scale(.0156)" in picture('<svg><use transform="scale(0.015625)"/></svg>')
        True
    """
    svg = re.sub(r'(?<= style=")[^"]*', lambda style: re.sub("(?<=[:;]) ", "", style[0]), svg)
    svg = NEEDLESS.sub("", svg)
    svg = HATCH.sub(_tile, svg)
    svg = re.sub(r"<[^>]*>", lambda tag: DECIMAL.sub(_rounded, tag[0]), svg)
    svg = re.sub(r'(?<= d=")[^"]*', lambda shape: _path(shape[0]), svg)
    svg, usual = _usual_style(svg)
    kept = {*re.findall(r"url\(#([^)]*)\)", svg), *re.findall(r'href="#([^"]*)"', svg)}

    def renamed(attribute: re.Match[str]) -> str:
        return f' id="{prefix}{attribute[1]}"' if attribute[1] in kept else ""

    svg = re.sub(r' id="([^"]*)"', renamed, svg)
    svg = re.sub(r'(?<=url\(#)|(?<=href="#)', prefix, svg)
    parts = [*_without_groups(re.split(r"(</?g\b[^>]*>)", svg))]
    return "".join(parts).replace(
        "<svg", f'<svg stroke-linejoin="round" font-family="{FONT}"{usual}', 1
    )


def _usual_style(svg: str) -> tuple[str, str]:
    """Return a drawing without the style that most of its letters have, and that style."""
    styles = Counter(re.findall('(?<=<text)( style="font-size:[^;"]*;fill:[^;"]*")', svg))
    usual = next((style for style, _count in styles.most_common(1)), "")
    return svg.replace(f"<text{usual}", "<text"), usual


def _tile(hatch: re.Match[str]) -> str:
    """Return a hatch of parallel lines as a tile that has three of them."""
    half = float(hatch["x"]) + 36
    near, step, far = (f"{times * half:g}" for times in (1, 2, 3))
    line = f"M0 {step}L{step} 0M-{near} {near}L{near} -{near}M{near} {far}L{far} {near}"
    return f'{hatch["id"]} width="{step}" height="{step}">{hatch["rect"]}<path d="{line}"'


def _without_groups(parts: list[str]) -> Iterator[str]:
    """Yield a drawing without the groups that say nothing."""
    open_groups: list[bool] = []
    for part, following in pairwise([*parts, ""]):
        if part.startswith("<g"):
            open_groups.append(part != "<g>" or following.startswith("<title"))
        keeps = not part.startswith(("<g", "</g")) or open_groups[-1]
        if part == "</g>":
            open_groups.pop()
        if keeps:
            yield part


def _path(shape: str) -> str:
    """Return a path with lines across and up as such, without the blanks that are not needed."""
    parts, last = [], ("", "")
    for letter, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", shape):
        x, y = numbers.split()[-2:] if numbers.strip() else last
        if letter == "L" and y == last[1]:
            letter, numbers = "H", x
        elif letter == "L" and x == last[0]:
            letter, numbers = "V", y
        parts.append(letter + re.sub(r"\s+(?=-)", "", numbers.strip()))
        last = x, y
    return "".join(parts)


def _rounded(number: re.Match[str]) -> str:
    """Return a number with two decimals at most, with four if it is less than 1."""
    value = float(number[0])
    text = f"{value:.{4 if abs(value) < 1 else 2}f}".rstrip("0").rstrip(".")
    return re.sub(r"^(-?)0(?=\.)", r"\1", text) if text != "-0" else "0"
