"""The installer for Windows: how it is made and tried. `installer/build.py` is the way in."""
