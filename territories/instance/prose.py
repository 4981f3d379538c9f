"""What people write, as safe HTML: a small Markdown, cleaned after rendering."""

from functools import lru_cache
from html import unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

#: No images (they would tell a stranger's server who reads), no raw HTML, no styles.
TEXT_TAGS = {"p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a"}
HEADING_TAGS = {"h2", "h3", "h4", "h5", "h6"}
TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
#: A wide table scrolls inside its frame, by keyboard too.
SCROLLED = '<div class="table-scroll" role="group" tabindex="0"><table class="data">'


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])


def as_text(text: str) -> str:
    """Read Markdown as plain words on one line, for cards and descriptions of pages."""
    return " ".join(unescape(nh3.clean(_markdown().render(text or ""), tags=set())).split())


def as_html(text: str, *, first_heading: int = 3) -> SafeString:
    """Render Markdown; its highest heading becomes ``h<first_heading>``, and the others keep their distance."""
    markdown = _markdown()
    tokens = markdown.parse(text or "")
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = first_heading - min(levels, default=first_heading)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
    html = markdown.renderer.render(tokens, markdown.options, {})
    clean = nh3.clean(
        html,
        tags=TEXT_TAGS | HEADING_TAGS | TABLE_TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow ugc noopener",
    )
    return mark_safe(clean.replace("<table>", SCROLLED).replace("</table>", "</table></div>"))
