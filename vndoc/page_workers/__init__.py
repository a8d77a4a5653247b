"""Pages made in processes of their own: what a hostile page does to such a process costs that page, never the document.

`pool` spreads the pages of a file over workers and keeps their order, `worker` is one of them as its user sees it, `child` is
what runs in it, `messages` what both say to one another, and `page` the work itself, which can be done without any process too.
"""

from __future__ import annotations

from vndoc.page_workers.page import FATAL, Here, Made, Opener, OpenFile, open_here
from vndoc.page_workers.pool import PageWorkers

__all__ = ["FATAL", "Here", "Made", "OpenFile", "Opener", "PageWorkers", "open_here"]
