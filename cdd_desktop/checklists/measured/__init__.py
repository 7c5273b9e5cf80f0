"""What answers with numbers come to over an area: counts, scores, hands, choices."""
