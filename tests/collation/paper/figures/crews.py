"""How many sail on each ship."""

from hakusho.figures import charts

DATA = ()


def alt(context):
    """Name both crews, in whatever language."""
    return {"en": "Aurora has a crew of 31, Borealis of 28."}[context.language]


def draw(context):
    """Draw a bar for each of two ships."""
    bars = [charts.Bar("Aurora", 31), charts.Bar("Borealis", 28)]
    return charts.balance(bars, language=context.language, width_mm=context.width_mm)
