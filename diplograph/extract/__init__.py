"""From text to findings: the spaCy components, in the order in which `pipeline` runs them."""
