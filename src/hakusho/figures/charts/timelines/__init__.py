"""The parts of a timeline: dates, the scale of time, eras, the head, the layout, the drawing."""
