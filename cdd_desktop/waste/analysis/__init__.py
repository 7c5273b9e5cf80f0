"""What the waste of areas comes to: measures against last year and target, rankings, charts."""
