// @ts-check
// How an event was read: its fields, its reasons, its canonical text.
import { el, plain, shown } from './dom.js';
import { copyButton, fullId, number } from './format.js';
import { marked, marksOf, pretty } from './json-text.js';
import { section, smallTable } from './pane.js';

const cut = 20_000;

/** The start of a long text; a button shows the rest. @param {string} text @param {(text: string) => any[]} draw */
export function bytes(text, draw = shown) {
  const box = el('pre', { class: 'bytes', tabindex: '0' });
  const short = text.length > cut;
  box.append(...draw(short ? text.slice(0, cut) : text));
  if (!short) {
    return box;
  }
  const more = el('button', {
    type: 'button', class: 'link', on: { click: () => { box.replaceChildren(...draw(text)); more.remove(); } },
  }, `Show all ${number(text.length)} characters`);
  return el('div', null, box, more);
}

/** Raw bytes, exact and pretty in turn. @param {string} raw @param {any} [explanation] whose places are marked @param {string} [title] */
export function rawPart(raw, explanation, title = 'Raw bytes') {
  const place = el('div');
  const draw = (/** @type {string} */ text) => marked(text, marksOf(text, explanation));
  const modes = ['Exact', 'Pretty'].map((name) => el('button', {
    type: 'button', class: 'small', on: { click: () => choose(name) },
  }, name));
  const choose = (/** @type {string} */ name) => {
    modes.forEach((mode) => mode.setAttribute('aria-pressed', String(mode.textContent === name)));
    place.replaceChildren(bytes(name === 'Exact' ? raw : pretty(raw), draw));
  };
  choose(raw.length < 2000 && !raw.includes('\n') ? 'Pretty' : 'Exact');
  return el('section', { class: 'part' },
    el('h3', null, title, el('span', { class: 'switch' }, ...modes, copyButton(raw, 'the raw bytes'))), place);
}

/** The table of fields. @param {any[]} fields */
export const fieldTable = (fields) => smallTable('How it was read', ['Field', 'Found at', 'Text', 'Read by', 'Value'],
  fields.map((field) => [
    field.field,
    field.path ? el('code', { title: `${field.found} at ${plain(field.path)}` }, ...shown(field.path)) : el('span', { class: 'quiet' }, field.found),
    el('code', null, ...shown(short(field.text))), field.read_by ?? '', el('code', null, ...shown(short(field.value))),
  ]));

const short = (/** @type {any} */ text) => {
  const all = String(text ?? '');
  return all.length > 200 ? all.slice(0, 200) + '\u2026' : all;
};

/** Every reason, with what could be meant. @param {any[]} errors */
export const reasonList = (errors) => el('ul', { class: 'reasons' }, ...errors.map((error) => el('li', null,
  el('code', { class: 'code' }, error.code), el('span', null, ...shown(error.message)),
  error.candidates?.length > 0 && el('span', { class: 'quiet' }, 'could be ', ...error.candidates.flatMap((/** @type {string} */ candidate, /** @type {number} */ index) =>
    [index > 0 ? ' or ' : '', el('code', null, ...shown(candidate))])))));

/** Id and canonical text. @param {string} id @param {string} canonical */
export const identity = (id, canonical) => section('Identity',
  el('div', { class: 'rows' }, fullId(id, 'the id'),
    canonical ? el('div', { class: 'with-copy' }, el('pre', { class: 'bytes' }, ...shown(canonical)), copyButton(canonical, 'the canonical text')) : ''));
