// @ts-check
// Amounts go beyond a double: they are text, added and compared as whole numbers of their last digit.

const scaleOf = (/** @type {string} */ text) => (text.split('.')[1] ?? '').length;

/** @param {string} text @param {number} scale */
function units(text, scale) {
  const [whole, part = ''] = text.split('.');
  return BigInt(whole + part.padEnd(scale, '0'));
}

/** The exact sum. @param {string[]} texts */
export function add(texts) {
  const scale = Math.max(0, ...texts.map(scaleOf));
  const sum = texts.reduce((total, text) => total + units(text, scale), 0n);
  const digits = String(sum < 0n ? -sum : sum).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return (sum < 0n ? '-' : '') + (scale ? `${whole}.${digits.slice(-scale)}` : whole);
}

/** Negative, zero or positive, as sorting wants it. @param {string} a @param {string} b */
export function compare(a, b) {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  const [one, other] = [units(a, scale), units(b, scale)];
  return one < other ? -1 : one > other ? 1 : 0;
}
