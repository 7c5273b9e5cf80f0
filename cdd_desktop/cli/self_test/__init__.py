"""`self-test`: does the installed program work here, as an office would use it?"""
