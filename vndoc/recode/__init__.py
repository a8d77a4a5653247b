"""Raw text → plain Unicode (NFC): pre-Unicode code pages by font name and likelihood, and Unicode's own faults.

The order matters and is the same for pages and for text: first UTF-8 that was read as another encoding (`mojibake`), as it
spells all other letters; then the code page (`detect` by `language`, `decode`), as its letters are other letters' places;
then single characters and composition (`unicode`).
"""

from vndoc.recode.page import recode_page
from vndoc.recode.text import recode_text

__all__ = ["recode_page", "recode_text"]
