"""Years, levels and areas held beside each other, through the crosswalks of versions."""
