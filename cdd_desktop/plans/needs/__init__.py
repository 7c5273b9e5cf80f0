"""The needs bank: what waits for a plan, how long, how often asked, what may be the same."""
