// @ts-check
// Where the members of a JSON text stand in it, so that a place can be marked; tolerant of what is broken after it.
import { el, put, shown } from './dom.js';

/** @typedef {{ path: string, start: number, end: number }} Span positions of a value */

/** Finds each value with its path (`payload.amount`, `items[0].price`). @param {string} text @returns {Span[]} */
export function spansOf(text) {
  /** @type {Span[]} */ const spans = [];
  let at = 0;
  const skip = () => { while (/[\s,:]/.test(text[at] ?? '')) { at++; } };
  const string = () => {
    const start = at++;
    while (at < text.length && text[at] !== '"') {
      at += text[at] === '\\' ? 2 : 1;
    }
    at++;
    return text.slice(start, at);
  };
  /** @param {string} path @param {number} depth */
  const value = (path, depth) => {
    skip();
    const start = at;
    const open = text[at];
    if (open === '{' || open === '[') {
      at++;
      for (let index = 0; at < text.length && depth < 100; index++) {
        skip();
        if (at >= text.length || text[at] === '}' || text[at] === ']') {
          at++;
          break;
        }
        if (open === '[') {
          value(`${path}[${index}]`, depth + 1);
        } else if (text[at] === '"') {
          let name = string();
          try {
            name = JSON.parse(name);
          } catch {
            // A name that is cut short is no name of anything.
          }
          value(path ? `${path}.${name}` : name, depth + 1);
        } else {
          return;
        }
      }
    } else if (open === '"') {
      string();
    } else {
      while (at < text.length && !/[\s,\]}]/.test(text[at])) {
        at++;
      }
      if (at === start) {
        at++;
      }
    }
    spans.push({ path, start, end: Math.min(at, text.length) });
  };
  for (let index = 0; at < text.length && index < 1000; index++) {
    skip();
    if (at < text.length) {
      value('', 0);
    }
  }
  return spans;
}

/**
 * A text with marked places, as nodes.
 * @param {string} text @param {{ start: number, end: number, kind?: string, title?: string }[]} marks
 */
export function marked(text, marks) {
  const nodes = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    if (mark.start < at) {
      continue;
    }
    nodes.push(...shown(text.slice(at, mark.start)),
      put(el('mark', { class: 'found ' + (mark.kind ?? ''), title: mark.title }), ...shown(text.slice(mark.start, mark.end))));
    at = mark.end;
  }
  nodes.push(...shown(text.slice(at)));
  return nodes;
}

/** The places of fields and errors of an explanation. @param {string} text @param {any} explanation */
export function marksOf(text, explanation) {
  const spans = spansOf(text);
  const find = (/** @type {string | undefined} */ path) => path === undefined ? undefined : spans.find((span) => span.path === path);
  const marks = [];
  for (const error of explanation?.errors ?? []) {
    const span = error.path && find(error.path);
    span && marks.push({ start: span.start, end: span.end, kind: 'wrong', title: error.message });
  }
  for (const field of explanation?.fields ?? []) {
    const span = field.path && find(field.path);
    span && marks.push({ start: span.start, end: span.end, title: `${field.field}: ${field.value ?? ''}` });
  }
  return marks;
}

/** The same JSON with a line for each member; the tokens stay as they are written. @param {string} text */
export function pretty(text) {
  let depth = 0;
  let result = '';
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (inText) {
      result += c === '\\' ? c + (text[++at] ?? '') : c;
      inText = c !== '"';
      continue;
    }
    const line = () => '\n' + '  '.repeat(Math.max(0, depth));
    if (c === '"') {
      inText = true;
      result += c;
    } else if (c === '{' || c === '[') {
      const rest = /^\s*[}\]]/.exec(text.slice(at + 1, at + 64));
      if (rest) {
        result += c + rest[0].trim();
        at += rest[0].length;
      } else {
        depth++;
        result += c + line();
      }
    } else if (c === '}' || c === ']') {
      depth--;
      result += line() + c;
    } else if (c === ',') {
      result += c + line();
    } else if (c === ':') {
      result += ': ';
    } else if (!/\s/.test(c)) {
      result += c;
    }
  }
  return result;
}
