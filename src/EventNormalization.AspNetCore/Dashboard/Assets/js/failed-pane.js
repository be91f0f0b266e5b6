// @ts-check
// One failed entry: what was wrong and where, what each reading would take, who did what, and an edit.
import { button, el, fill, held, keepFocus, shown } from './dom.js';
import { copyButton, counted, number, outcome, shortId, time } from './format.js';
import { marked } from './json-text.js';
import { locate } from './locate.js';
import { facts, section } from './pane.js';
import { editor } from './failed-edit.js';
import { reasonView } from './failed-why.js';

/** @type {Record<string, string>} */
const ACTIONS = {
  accepted: 'Stored',
  duplicate: 'Found stored',
  conflict: 'Met another event under its key',
  failed_again: 'No answer',
  parked: 'Parked',
  rejected: 'Refused again',
  withdrawn: 'Name of a retry closed',
  resolved: 'Asked what became of it',
  discarded: 'Discarded',
  archived: 'Archived',
  reopened: 'Reopened',
  edited: 'Edited',
};

/** @param {string} text @param {any[]} reasons */
const rawBox = (text, reasons) =>
  el(
    'pre',
    { class: 'bytes', tabindex: '0', role: 'group', 'aria-label': 'Raw event' },
    ...marked(text, locate(text, reasons)),
  );

/** The text of UTF-8 in base64. @param {string} base64 */
const textOf = (base64) => new TextDecoder().decode(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));

/** What happened to it, oldest first. @param {any} entry */
function history(entry) {
  const line = (
    /** @type {string} */ kind,
    /** @type {string} */ at,
    /** @type {string} */ title,
    /** @type {string} */ by = '',
    /** @type {string} */ note = '',
  ) => ({
    at,
    row: el(
      'li',
      { class: kind },
      el('b', null, title),
      by ? el('span', { class: 'quiet' }, ' by ', ...shown(by)) : null,
      time(at),
      note ? el('div', { class: 'quiet' }, ...shown(note)) : null,
    ),
  });
  const rows = [
    line('received', entry.first_received_at, 'First received'),
    ...(entry.actions ?? []).map((/** @type {any} */ action) =>
      line('action', action.at, ACTIONS[action.kind] ?? action.kind, action.by, action.note),
    ),
  ];
  Number(entry.occurrences) > 1 &&
    rows.push(line('received', entry.last_received_at, `Last received, of ${number(entry.occurrences)} times`));
  return el(
    'ol',
    { class: 'history' },
    ...rows.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(({ row }) => row),
  );
}

/** @param {any} pane @param {any} entry @param {any} given */
function draw(pane, entry, given) {
  const { acts, context } = given;
  const raw = entry.edit ?? entry.raw;
  const target = { hashes: [entry.hash], count: '1' };
  const isOpen = !/settled|discarded/.test(entry.state);
  const content = el('div');
  const edit = () => {
    pane.isEditing = true;
    pane.drawn = '';
    fill(
      content,
      editor(entry, given, () => {
        pane.isEditing = false;
        void showEntry(pane, entry.hash, context, acts);
      }),
    );
  };
  const acting = context.settings.readOnly
    ? null
    : el(
        'div',
        { class: 'actions entry-actions' },
        isOpen ? button('Retry', () => acts.one(entry.hash, 'retry'), { class: 'main' }) : null,
        isOpen && raw !== undefined ? button('Edit and retry', edit) : null,
        isOpen ? button('Discard\u2026', () => acts.ask(target, 'discard')) : null,
        !isOpen || entry.state === 'parked' || entry.archived
          ? button('Reopen', () => acts.one(entry.hash, 'reopen'))
          : null,
        entry.archived ? null : button('Archive', () => acts.one(entry.hash, 'archive')),
      );
  const count = (entry.uncertain_appends ?? []).length;
  const uncertain = count ? `${counted(count, 'append')} may have stored it; a retry asks, and counts none twice.` : '';
  const stored = entry.stored_event_id ?? (entry.state === 'settled' ? entry.event_id : null);
  fill(
    content,
    acting,
    entry.errors.length
      ? section(
          entry.errors.length > 1 ? `${entry.errors.length} reasons` : 'Why',
          el(
            'ul',
            { class: 'reasons' },
            ...entry.errors.map((/** @type {any} */ reason) => reasonView(entry, reason, given)),
          ),
        )
      : null,
    section(
      /** @type {any} */ ([entry.edit ? 'As edited' : 'As sent', raw && copyButton(raw, 'the raw event')]),
      raw === undefined ? el('p', { class: 'quiet' }, 'You may not see what was sent.') : rawBox(raw, entry.errors),
    ),
    entry.edit ? section('As sent', rawBox(entry.raw, [])) : null,
    entry.envelope_base64
      ? section('Around it', el('pre', { class: 'bytes' }, ...shown(textOf(entry.envelope_base64))))
      : null,
    section('History', history(entry)),
    uncertain ? section('Without an answer', el('p', null, uncertain)) : null,
    section(
      'Entry',
      facts([
        ['hash', el('span', null, shortId(entry.hash), ' ', copyButton(entry.hash, 'the hash'))],
        ['client', entry.client_id ? el('span', null, ...shown(entry.client_id)) : 'unknown'],
        ['seen', number(entry.occurrences) + '\u00d7'],
        ['attempts', number(entry.attempts)],
        [
          'source',
          entry.source
            ? el('span', null, ...shown(entry.source), entry.line ? `, line ${number(entry.line)}` : '')
            : null,
        ],
        ['record', entry.path ? el('code', null, ...shown(entry.path)) : null],
        [
          'event',
          stored
            ? el('a', { href: context.link({ view: 'events', row: stored }), 'data-go': '' }, stored.slice(0, 8))
            : null,
        ],
      ]),
    ),
  );
  keepFocus(pane.element, () => pane.show(el('span', null, outcome(entry.state), ' ', shortId(entry.hash)), content));
}

/**
 * Shows the entry of this hash, or nothing.
 * @param {any} pane
 * @param {string | undefined} hash
 * @param {any} context
 * @param {any} acts
 */
export async function showEntry(pane, hash, context, acts) {
  const isOther = pane.hash !== hash;
  pane.hash = hash;
  if (!hash) {
    return;
  }
  if (isOther) {
    pane.isEditing = false;
    pane.drawn = '';
    pane.show('Failed event', el('p', { class: 'quiet' }, 'Reading\u2026'));
  }
  if (pane.isEditing) {
    return;
  }
  try {
    const entry = await context.api.get('failed/' + hash);
    const now = JSON.stringify(entry);
    if (pane.hash === hash && !pane.isEditing && pane.drawn !== now) {
      if (pane.drawn && held(pane.element)) {
        setTimeout(() => pane.element.isConnected && showEntry(pane, pane.hash, context, acts), 500);
        return;
      }
      pane.drawn = now;
      draw(pane, entry, { context, acts });
    }
    isOther && pane.body.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
  } catch (error) {
    // What was read before stays; that the list is not read again stands above it.
    pane.hash === hash &&
      !pane.drawn &&
      !pane.isEditing &&
      pane.show(
        'Failed event',
        el('p', { class: 'bad' }, ...shown(/** @type {Error} */ (error).message)),
        button('Try again', () => {
          pane.hash = '';
          void showEntry(pane, hash, context, acts);
        }),
      );
  }
}
