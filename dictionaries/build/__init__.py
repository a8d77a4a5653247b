"""Makes everything under ``vndoc/data``: ``python -m dictionaries.build --help``."""
