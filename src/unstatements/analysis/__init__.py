"""The measures: positions, comparisons, shifts, trajectories, agreement."""
