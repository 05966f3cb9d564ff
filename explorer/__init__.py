"""The dataset explorer: what its pages say, how they look, what can be taken away."""
