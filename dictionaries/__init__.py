"""What people edit (TSV, TOML, with sources and licences) and the build that makes ``vndoc/data`` from it and from text corpora."""
