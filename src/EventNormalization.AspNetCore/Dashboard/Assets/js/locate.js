// @ts-check
// Where in the raw text the values stand that a reason names; the text may be broken JSON, or none.

/** @typedef {{start: number, end: number}} Range */

const TOKEN = /\s*("[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s{}[\]:,"]+)/gy;

/** The values of a JSON text by their paths, as far as it can be read. @param {string} text */
function valuesOf(text) {
  /** @type {Map<string, Range>} */
  const values = new Map();
  /** @type {{path: string, start: number, index: number, name: string | null}[]} */
  const open = [];
  let isName = false;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [token, end] = [match[1], TOKEN.lastIndex];
    const start = end - token.length;
    const level = open.at(-1);
    const path = !level ? '' : level.index < 0 ? (level.path && level.path + '.') + (level.name ?? '')
      : `${level.path}[${level.index}]`;
    if (token === '{' || token === '[') {
      open.push({ path, start, index: token === '[' ? 0 : -1, name: null });
      isName = token === '{';
    } else if (token === '}' || token === ']') {
      const ended = open.pop();
      if (ended) {
        values.set(ended.path, { start: ended.start, end });
      }
      isName = false;
    } else if (token === ',') {
      isName = level !== undefined && level.index < 0;
      if (level && level.index >= 0) {
        level.index++;
      }
    } else if (isName && level) {
      level.name = nameOf(token);
      isName = false;
    } else if (token !== ':') {
      values.set(path, { start, end });
    }
  }
  return values;
}

/** @param {string} token */
function nameOf(token) {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}

/** The index of the character that a byte of the UTF-8 is part of. @param {string} text @param {number} byte */
function indexOfByte(text, byte) {
  let index = 0;
  for (let bytes = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xD800 && code < 0xE000 ? 2 : 3;
    if (bytes > byte) {
      break;
    }
  }
  return index;
}

/** @param {string} text @param {Map<string, Range>} values @param {{path?: string | null, field: string, found: string}} reason */
function rangesOf(text, values, reason) {
  const byte = /byte (\d+)$/.exec(reason.path ?? '');
  if (byte) {
    const start = Math.min(indexOfByte(text, Number(byte[1])), Math.max(0, text.length - 1));
    return [{ start, end: start + ((text.codePointAt(start) ?? 0) > 0xFFFF ? 2 : 1) }];
  }
  const paths = reason.path ? [reason.path, ...reason.path.split(', ')] : [reason.field];
  const there = paths.map((path) => values.get(path)).filter((range) => range !== undefined);
  const found = (reason.found ?? '').replace(/…$/, '');
  const at = there.length || found.length < 2 ? -1 : text.indexOf(found);
  return at < 0 ? there : [{ start: at, end: at + found.length }];
}

/**
 * The places of all reasons in order, none inside another.
 * @param {string} text
 * @param {{path?: string | null, field: string, found: string}[]} reasons
 * @returns {Range[]}
 */
export function locate(text, reasons) {
  const values = valuesOf(text);
  const ranges = reasons.flatMap((reason) => rangesOf(text, values, reason)).sort((a, b) => a.start - b.start);
  /** @type {Range[]} */
  const apart = [];
  for (const range of ranges) {
    if (range.start >= (apart.at(-1)?.end ?? 0)) {
      apart.push(range);
    }
  }
  return apart;
}
