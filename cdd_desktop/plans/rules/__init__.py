"""What must hold when plans and projects are written."""
