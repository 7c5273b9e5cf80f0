"""Every report under one roof: what there is, how it is made, which sheets were issued."""
