"""The side panel of the page of plans: the project in hand, section by section."""
