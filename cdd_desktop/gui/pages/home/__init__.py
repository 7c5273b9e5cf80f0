"""หน้าแรก: what is due, done and late of the year's work, and where to go on."""
