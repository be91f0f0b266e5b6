// @ts-check
// An edit of a failed entry: what it changes, and what would be read.
import { diff } from './diff.js';
import { button, el, escaped, fill, shown } from './dom.js';
import { section } from './pane.js';
import { inWords } from './reasons.js';

/**
 * The text to edit, what it changes, and what would be read.
 * @param {any} entry
 * @param {any} given
 * @param {() => void} close
 */
export function editor(entry, { context, acts }, close) {
  // What turns the order of letters around would show another text than is edited: it is written as JSON's escape.
  const before = (entry.edit ?? entry.raw).replace(
    /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (/** @type {string} */ c) => escaped(c),
  );
  const box = el('textarea', {
    class: 'edit',
    rows: '8',
    spellcheck: 'false',
    'aria-label': 'Edited event',
    value: before,
  });
  const note = el('input', { type: 'text', 'aria-label': 'Note', placeholder: 'Note: why it is edited' });
  const changes = el('pre', {
    class: 'bytes diff',
    tabindex: '0',
    role: 'group',
    'aria-label': 'What the edit changes',
  });
  const verdict = el('p', { class: 'verdict', 'aria-live': 'polite' });
  let [timer, turn] = [0, 0];
  async function explain() {
    const mine = ++turn;
    const answer = await context.api.send('POST', 'explain', box.value).catch(() => null);
    const first = answer?.body?.explanations?.[0];
    if (mine === turn && first) {
      fill(
        verdict,
        ...(first.verdict === 'accepted'
          ? [first.stored ? 'It would be read, and is stored already: a duplicate.' : 'It would be read.']
          : [
              el(
                'span',
                { class: 'bad' },
                ...shown(
                  (first.errors ?? []).map((/** @type {any} */ one) => inWords(one.code, one.field)).join('; ') ||
                    'It would be refused.',
                ),
              ),
            ]),
      );
    }
  }
  function draw() {
    const pieces = diff(entry.raw ?? '', box.value);
    fill(
      changes,
      ...(pieces.length < 2 && pieces[0]?.kind !== 'new'
        ? ['No change so far.']
        : pieces
            .map(({ kind, text }) =>
              kind === 'same' ? shown(text) : el(kind === 'gone' ? 'del' : 'ins', null, ...shown(text)),
            )
            .flat()),
    );
    clearTimeout(timer);
    timer = setTimeout(explain, 300);
  }
  // Leaving it asks first: the browser, and whatever leads to another row or view.
  context.unsaved = () => element.isConnected && (box.value !== before || note.value !== '');
  box.addEventListener('input', draw);
  draw();
  const save = async () =>
    (await acts.one(entry.hash, 'edit', {
      content: box.value,
      ...(note.value.trim() ? { note: note.value.trim() } : {}),
    })) && close();
  const element = el(
    'div',
    { class: 'part edit-part' },
    section('Edit', box),
    section('What it changes', changes),
    verdict,
    note,
    el('div', { class: 'actions' }, button('Save and retry', save, { class: 'main' }), button('Cancel', close)),
  );
  queueMicrotask(() => box.focus());
  return element;
}
