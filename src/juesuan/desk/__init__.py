"""The analyst's desk: a dataset or one report as tables, queries, workbooks and pictures of pages."""
