"""Rules: what a quantity states, by the words of its sentence and what the sentences before spoke of."""
