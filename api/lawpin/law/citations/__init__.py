"""How law is cited: text folded for comparison, numbers in every writing, the grammar of a citation."""
