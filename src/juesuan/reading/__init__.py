"""Reading: a file becomes pages of lines, words and rulings, with the place of every character."""
