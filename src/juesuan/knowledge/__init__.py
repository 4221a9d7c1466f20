"""Knowledge: what an expert in public finance knows, loaded from the data files of `patterns/`."""
