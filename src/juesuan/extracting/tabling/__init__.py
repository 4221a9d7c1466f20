"""The statutory tables, cell by cell: from words and rulings, whether a PDF drew them or a picture shows them."""
