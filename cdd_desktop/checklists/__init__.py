"""Instruments that judge villages: definitions, answers, levels, sheets."""
