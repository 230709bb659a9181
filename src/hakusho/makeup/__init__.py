"""Make-up: what stands where on the finished pages of a PDF, and where a page is badly made up."""
