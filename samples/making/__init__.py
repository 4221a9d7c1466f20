"""How the sample reports are made: figures, sentences, layout on paper, answers."""
