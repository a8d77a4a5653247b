"""What people edit (TSV, with sources and licences) and the build that makes ``vndoc/data`` from it and from corpora."""
