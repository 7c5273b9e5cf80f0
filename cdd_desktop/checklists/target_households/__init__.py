"""The target households of a village and what became of them."""
