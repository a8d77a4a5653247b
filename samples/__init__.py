"""Small documents of the project's own, and the script that makes them: ``python -m samples.make``."""
