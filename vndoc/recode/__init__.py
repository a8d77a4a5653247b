"""Raw text → plain Unicode (NFC): TCVN3 and VNI by font name or statistics, decomposed letters, look-alikes, invisible signs.

The order matters and is the same for pages and for text: first the code page, as its letters are other letters' places; then
single characters; then composition. Code pages to come (VISCII, VPS, VIQR, Windows-1258, doubly encoded UTF-8) go into
`tables`, `decode` and `detect`.
"""

from vndoc.recode.page import recode_page
from vndoc.recode.text import recode_text

__all__ = ["recode_page", "recode_text"]
