"""Layout of a coordination chart, computed from its bodies and links alone.

It is the layered drawing of Sugiyama, Tagawa and Toda (1981) turned by a quarter, with the layers
given: a column is a layer. ``columns`` says what stands where and what runs between; ``crossings``
orders it; ``labels`` and ``places`` size and place the bodies; ``stops`` and ``lanes`` lead the
links through the gutters between the columns; ``routes`` turns all of it into lines;
``arrangement`` tries the forms that a chart may take until one fits. Nothing here draws.
"""
