from validators.printed import print_citations, print_in_styles

__all__ = ["print_citations", "print_in_styles"]
