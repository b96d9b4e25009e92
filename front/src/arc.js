// Great-circle arcs between two places.
//
// In: two points in degrees. Out: a line of [longitude, latitude], its longitudes running on past 180 so that an
// arc over the Pacific is not torn at the edge of the map.

const RADIANS = Math.PI / 180;

/** The line from one point to the other, `steps` pieces long; two equal points give a line of no length. */
export function arc(from, to, steps = 48) {
  const [a, b] = [vector(from), vector(to)];
  const angle = Math.acos(Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  const line = [];
  for (let step = 0; step <= steps; step += 1) {
    line.push(angle < 1e-9 ? [from.lon, from.lat] : between(a, b, angle, step / steps));
  }
  return unrolled(line);
}

/** The same line with no jump of more than 180 degrees from one point to the next. */
export function unrolled(line) {
  const out = [];
  for (const [lon, lat] of line) {
    const before = out.at(-1)?.[0] ?? lon;
    out.push([lon + Math.round((before - lon) / 360) * 360, lat]);
  }
  return out;
}

function vector({ lon, lat }) {
  const [l, p] = [lon * RADIANS, lat * RADIANS];
  return [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)];
}

function between(a, b, angle, part) {
  const s = Math.sin(angle);
  const [wa, wb] = [Math.sin((1 - part) * angle) / s, Math.sin(part * angle) / s];
  const [x, y, z] = [0, 1, 2].map((axis) => wa * a[axis] + wb * b[axis]);
  return [Math.atan2(y, x) / RADIANS, Math.atan2(z, Math.hypot(x, y)) / RADIANS];
}
