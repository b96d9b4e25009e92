// Countries on a flat map: rings that cross the 180th meridian run on past it, and the one around the pole is closed
// along the map's edge. Without this a flat map draws stripes from one edge to the other.

import { unrolled } from "./arc.js";

/** The ring without jumps, closed. */
export function flatRing(ring) {
  const line = unrolled(ring);
  const [first, last] = [line[0], line.at(-1)];
  if (Math.abs(first[0] - last[0]) < 1) return line;
  const pole = first[1] < 0 ? -90 : 90;
  return [...line, [last[0], pole], [first[0], pole], first];
}

/** The country with every ring made flat. */
export function flat(country) {
  const { geometry } = country;
  if (!geometry) return country;
  const rings = (polygon) => polygon.map(flatRing);
  const coordinates =
    geometry.type === "Polygon" ? rings(geometry.coordinates) : geometry.coordinates.map(rings);
  return { ...country, geometry: { ...geometry, coordinates } };
}
