"""The dataset explorer: what its pages say (`pages`, `words`, `drawing`), and how they look (`templates`, `static`)."""
