// @ts-check
// Where in the raw text the values stand that a reason names; the text may be broken JSON, or none.
import { spansOf } from './json-text.js';

/** The index of the character that a byte of the UTF-8 is part of. @param {string} text @param {number} byte */
function indexOfByte(text, byte) {
  let index = 0;
  for (let bytes = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
    if (bytes > byte) {
      break;
    }
  }
  return Math.max(0, Math.min(index, text.length - 1));
}

/**
 * The places of all reasons, as marks.
 * @param {string} text
 * @param {{path?: string | null, field: string, found?: string, message?: string}[]} reasons
 */
export function locate(text, reasons) {
  const values = new Map(spansOf(text).map((span) => [span.path, span]));
  return reasons.flatMap((reason) => {
    const mark = { kind: 'wrong', title: reason.message };
    const byte = /byte (\d+)$/.exec(reason.path ?? '');
    if (byte) {
      const start = indexOfByte(text, Number(byte[1]));
      return [{ ...mark, start, end: start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1) }];
    }
    const paths = new Set(reason.path ? [reason.path, ...reason.path.split(', ')] : [reason.field]);
    const there = [...paths].flatMap((path) => values.get(path) ?? []);
    const found = (reason.found ?? '').replace(/…$/, '');
    const at = there.length || found.length < 2 ? -1 : text.indexOf(found);
    return (at < 0 ? there : [{ start: at, end: at + found.length }]).map(({ start, end }) => ({
      ...mark,
      start,
      end,
    }));
  });
}
