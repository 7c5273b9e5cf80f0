"""ถังขยะเปียก: the household register of a village, totals, and what an area comes to."""
