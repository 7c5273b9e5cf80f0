"""How an adopted plan changes, and what each revision changed."""
