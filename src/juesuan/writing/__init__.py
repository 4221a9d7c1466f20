"""Writing: the schemas of the dataset, and the files made from them."""
