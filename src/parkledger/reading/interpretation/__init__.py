"""What the figures of a page mean: which indicator, in which form, of which zones, place and origin, for which time.

A sentence is divided among its figures (`contexts`); words contribute points to what a figure may state (`weights`);
what is not said is taken from the frames around it: the group of figures that it belongs to, the sentences before, the
headings above, the title (`frames`). A figure that belongs to somebody else, or that nothing speaks for, states nothing.
"""
