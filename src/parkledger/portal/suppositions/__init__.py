"""Pages of suppositions: figures with events that have not happened, for who may see them."""
