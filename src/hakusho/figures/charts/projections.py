"""The earth on a plane: azimuthal projections about the middle of a map, and circles on a sphere.

About its middle an azimuthal projection shows a region such as East Asia in its shape, which a
cylindrical one (Mercator) cannot. Snyder, Map Projections: A Working Manual (USGS PP 1395, 1987),
chapters 24 and 25.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import acos, asin, atan2, cos, degrees, pi, radians, sin, sqrt
from typing import Literal

EARTH_KM = 6371.0088
"""Mean radius (IUGG)."""
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Projection:
    """Longitude and latitude in degrees to km east and north of a centre.

    ``equidistant`` keeps distances from the centre, ``equal-area`` areas.
    """

    lat: float
    lon: float
    kind: Literal["equidistant", "equal-area"] = "equidistant"

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point lies."""
        angle, bearing = away(self.lat, self.lon, lat, lon)
        reach = 2 * sin(angle / 2) if self.kind == "equal-area" else angle
        return EARTH_KM * reach * sin(bearing), EARTH_KM * reach * cos(bearing)


def away(lat: float, lon: float, other_lat: float, other_lon: float) -> tuple[float, float]:
    """How far one point is from another, as an angle, and its bearing; both in radians."""
    one, other, between = radians(lat), radians(other_lat), radians(other_lon - lon)
    low, wide, aside = sin(one), cos(one), cos(between)
    other_low, other_wide = sin(other), cos(other)
    east = other_wide * sin(between)
    north = wide * other_low - low * other_wide * aside
    up = low * other_low + wide * other_wide * aside
    angle = atan2(sqrt(east * east + north * north), up)
    return angle, atan2(east, north) if angle > _TINY else 0.0


def circle(lat: float, lon: float, km: float, points: int = 240) -> list[tuple[float, float]]:
    """Points (latitude, longitude) at one distance from a place, clockwise from north."""
    return [destination(lat, lon, km, 2 * pi * at / points) for at in range(points + 1)]


def destination(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    """Where one comes that goes so far in a direction, in degrees; the bearing is in radians."""
    start, angle = radians(lat), km / EARTH_KM
    height = sin(start) * cos(angle) + cos(start) * sin(angle) * cos(bearing)
    end = asin(min(1.0, max(-1.0, height)))
    turn = atan2(sin(bearing) * sin(angle) * cos(start), cos(angle) - sin(start) * sin(end))
    return degrees(end), (lon + degrees(turn) + 540) % 360 - 180


def middle(places: list[tuple[float, float]]) -> tuple[float, float]:
    """The point in the middle of others, as the mean of their directions from the earth's core."""
    vectors = [
        (
            cos(radians(lat)) * cos(radians(lon)),
            cos(radians(lat)) * sin(radians(lon)),
            sin(radians(lat)),
        )
        for lat, lon in places
    ]
    x, y, z = (sum(vector[axis] for vector in vectors) for axis in range(3))
    length = sqrt(x * x + y * y + z * z)
    return degrees(pi / 2 - acos(z / length)), degrees(atan2(y, x))
