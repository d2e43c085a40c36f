"""The portal: pages on which everything in the books can be seen, opened, compared and cited, for two dates."""
