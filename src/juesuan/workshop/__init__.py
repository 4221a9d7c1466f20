"""The workshop of patterns: what there is, what reads a sentence, what a change gains and loses."""
