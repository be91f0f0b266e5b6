// @ts-check
// Calendar windows and ticks in a zone, and round values. Instants are milliseconds since 1970.

const [MINUTE, HOUR, DAY] = [60e3, 3600e3, 864e5];
/** @type {[unit: string, step: number, length: number][]} */
const STEPS = [
  ['minute', 1, MINUTE],
  ['minute', 5, 5 * MINUTE],
  ['minute', 15, 15 * MINUTE],
  ['hour', 1, HOUR],
  ['hour', 3, 3 * HOUR],
  ['hour', 6, 6 * HOUR],
  ['hour', 12, 12 * HOUR],
  ['day', 1, DAY],
  ['day', 2, 2 * DAY],
  ['week', 1, 7 * DAY],
  ['month', 1, 30 * DAY],
  ['month', 3, 91 * DAY],
  ['month', 6, 182 * DAY],
  ['year', 1, 365 * DAY],
  ['year', 5, 1826 * DAY],
  ['year', 25, 9131 * DAY],
  ['year', 100, 36525 * DAY],
];

/** @type {Map<string, Intl.DateTimeFormat>} */
const clocks = new Map();

/** @param {string} zone */
function clockOf(zone) {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  clocks.set(zone, clock);
  return clock;
}

/** Milliseconds that the zone is ahead of UTC. @param {number} at @param {string} zone */
function offsetAt(at, zone) {
  /** @type {Record<string, number>} */
  const part = {};
  for (const { type, value } of clockOf(zone).formatToParts(at)) {
    part[type] = Number(value);
  }
  return (
    Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - Math.floor(at / 1e3) * 1e3
  );
}

/** The local time, read from the UTC members of a date. @param {number} at @param {string} zone */
const localAt = (at, zone) => new Date(at + offsetAt(at, zone));

/**
 * The first instant of a local time; the end of the gap where the clocks skip it.
 * @param {Date} local
 * @param {string} zone
 */
function instantOf(local, zone) {
  const at = Number(local);
  const before = at - offsetAt(at - DAY, zone);
  const after = at - offsetAt(at + DAY, zone);
  return [before, after].sort((a, b) => a - b).find((one) => one + offsetAt(one, zone) === at) ?? before;
}

/** @param {Date} local @param {string} unit @param {number} step @param {number} add */
function stepped(local, unit, step, add) {
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  switch (unit) {
    case 'year':
      return new Date(Date.UTC(year - (year % step) + add * step, 0));
    case 'month':
      return new Date(Date.UTC(year, month - (month % step) + add * step));
    case 'week':
      return new Date(Date.UTC(year, month, day - ((local.getUTCDay() + 6) % 7) + add * 7));
    default: {
      const length = step * (unit === 'day' ? DAY : unit === 'hour' ? HOUR : MINUTE);
      return new Date(Math.floor(Number(local) / length) * length + add * length);
    }
  }
}

/**
 * Beginnings from the one at or before `from`, in order.
 * @param {{ from: number, to: number, zone: string, max: number }} range @param {string} unit @param {number} step
 */
function* beginnings({ from, to, zone, max }, unit, step) {
  const first = stepped(localAt(from, zone), unit, step, 0);
  let at = unit === 'minute' ? from - (Number(localAt(from, zone)) - Number(first)) : instantOf(first, zone);
  for (let i = 0; at < to && i < max; i++) {
    yield at;
    // Minutes come again where the clocks are put back, so they are counted on.
    const next =
      unit === 'minute' ? at + step * MINUTE : instantOf(stepped(localAt(at, zone), unit, step, 1), zone);
    at = next > at ? next : at + HOUR;
  }
}

/** Where a window begins whose key is a date of the zone, or a time. @param {string} text @param {string} zone */
export const startOf = (text, zone) => (text.includes('T') ? Date.parse(text) : instantOf(new Date(text), zone));

/** The windows that hold [from, to): hours of UTC, otherwise periods of the zone's calendar, or lengths such as 15m.
 * @param {number} from @param {number} to @param {string} unit @param {string} zone */
export function windowsOf(from, to, unit, zone, max = 5000) {
  const length = parseInt(unit, 10);
  const [name, step] =
    unit === 'quarter' ? ['month', 3] : length ? [unit.endsWith('m') ? 'minute' : 'hour', length] : [unit, 1];
  return [...beginnings({ from, to, zone: unit === 'hour' ? 'UTC' : zone, max }, name, step)];
}

/** Where the window ends. @param {number} at @param {string} unit @param {string} zone */
export const endOf = (at, unit, zone) => windowsOf(at, at + 400 * DAY, unit, zone, 2)[1];

/**
 * Ticks with their labels, at most `max`.
 * @param {number} from
 * @param {number} to
 * @param {string} zone
 * @param {number} max
 */
export function timeTicks(from, to, zone, max) {
  const [unit, step] = STEPS.find(([, , length]) => (to - from) / length <= max) ?? STEPS[STEPS.length - 1];
  const short = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
  return [...beginnings({ from, to, zone, max: 100 }, unit, step)]
    .filter((at) => at >= from)
    .map((at) => {
      const local = localAt(at, zone);
      const time = local.toISOString().slice(11, 16);
      const label =
        unit === 'year' || (unit === 'month' && local.getUTCMonth() === 0)
          ? String(local.getUTCFullYear())
          : unit === 'month'
            ? short.format(local).split(' ')[1]
            : (unit === 'hour' || unit === 'minute') && time !== '00:00'
              ? time
              : short.format(local);
      return { at, label };
    });
}

/** The changes of the zone's clocks, in milliseconds. @param {number} from @param {number} to @param {string} zone */
export function clockChanges(from, to, zone) {
  const changes = [];
  for (let low = from; low < to && changes.length < 24; low += 7 * DAY) {
    let [a, b] = [low, Math.min(low + 7 * DAY, to)];
    const [before, after] = [offsetAt(a, zone), offsetAt(b, zone)];
    if (before !== after) {
      while (b - a > MINUTE) {
        const half = Math.floor((a + b) / 2 / MINUTE) * MINUTE;
        [a, b] = offsetAt(half, zone) === before ? [half <= a ? b : half, b] : [a, half];
      }
      changes.push({ at: Math.ceil(b / MINUTE) * MINUTE, by: after - before });
    }
  }
  return changes;
}

/**
 * Round values that hold zero and all of [low, high].
 * @param {number} low
 * @param {number} high
 * @param {number} count
 */
export function valueTicks(low, high, count) {
  const span = Math.max(high, 0) - Math.min(low, 0) || 1;
  const power = 10 ** Math.floor(Math.log10(span / count));
  const step = power * ([1, 2, 2.5, 5].find((one) => one * power * count >= span) ?? 10);
  const [first, last] = [
    Math.floor(Math.min(low, 0) / step),
    Math.ceil((Math.max(high, 0) || (low < 0 ? 0 : 1)) / step),
  ];
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 });

/** A short label for a value axis. @param {number} value */
export const valueLabel = (value) =>
  (Math.abs(value) < 1e15
    ? compact.format(value)
    : value.toExponential(1).replace('.0', '').replace('e+', 'e')
  ).replace('-', '\u2212');
