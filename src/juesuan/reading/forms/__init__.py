"""Forms without fixed pages: Word documents, web pages and workbooks, read into the page model."""
