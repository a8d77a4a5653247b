"""Trained models: what judge and restore both ask."""
