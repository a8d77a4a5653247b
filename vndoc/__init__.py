"""vndoc: clean, structured documents from scanned Vietnamese PDFs whose text layers nobody can use."""
