"""What a text layer is worth, page by page and line by line."""

from vndoc.pages import SourcePage


def judge_page(page: SourcePage) -> SourcePage:
    """The page with a verdict on its layer (or text), and one on each of its rows."""
    return page
