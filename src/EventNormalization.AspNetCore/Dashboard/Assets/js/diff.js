// @ts-check
// What an edit changes, by words and marks rather than lines: an event is mostly one line.

/** @typedef {{kind: 'same' | 'gone' | 'new', text: string}} Piece */

const WORDS = /\s+|[\p{L}\p{M}\p{N}_.+-]+|./gsu;
const CELLS_MAX = 4e6;

/** @param {string[]} a @param {string[]} b @returns {Piece[]} */
function middle(a, b) {
  if (a.length * b.length > CELLS_MAX) {
    return [
      { kind: 'gone', text: a.join('') },
      { kind: 'new', text: b.join('') },
    ];
  }
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1] + 1
          : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  /** @type {Piece[]} */
  const pieces = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ kind: 'same', text: a[i] });
      i++;
      j++;
    } else if (j === b.length || (i < a.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      pieces.push({ kind: 'gone', text: a[i++] });
    } else {
      pieces.push({ kind: 'new', text: b[j++] });
    }
  }
  return pieces;
}

/** The pieces of both texts in order. @param {string} before @param {string} after @returns {Piece[]} */
export function diff(before, after) {
  const [a, b] = [before.match(WORDS) ?? [], after.match(WORDS) ?? []];
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) {
    head++;
  }
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) {
    tail++;
  }
  /** @type {Piece[]} */
  const all = [
    { kind: 'same', text: a.slice(0, head).join('') },
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    { kind: 'same', text: tail ? a.slice(-tail).join('') : '' },
  ];
  /** @type {Piece[]} */
  const joined = [];
  for (const piece of all.filter((one) => one.text)) {
    const last = joined.at(-1);
    if (last?.kind === piece.kind) {
      last.text += piece.text;
    } else {
      joined.push({ ...piece });
    }
  }
  return joined;
}
