"""parkledger: the open register of industrial parks and clusters."""
