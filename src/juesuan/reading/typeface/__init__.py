"""The font that pdfium is lent for Chinese text whose font is neither in the file nor on the machine."""
