"""From answers to a level by conditions: skipping, evaluating, reading in Thai, what decides."""
