// @ts-check
// One failed entry: what was wrong and where, what each reading would take, who did what, and an edit.
import { diff } from './diff.js';
import { button, el, fill, keepFocus, shown } from './dom.js';
import { copyButton, number, outcome, shortId, time } from './format.js';
import { marked } from './json-text.js';
import { locate } from './locate.js';
import { facts, section } from './pane.js';
import { inWords, settingFor, withSetting } from './reasons.js';

/** @type {Record<string, string>} */
const ACTIONS = { accepted: 'Stored', duplicate: 'Found stored', conflict: 'Met another event under its key', failed_again: 'No answer',
  parked: 'Parked', rejected: 'Refused again', withdrawn: 'Name of a retry closed', resolved: 'Asked what became of it',
  discarded: 'Discarded', archived: 'Archived', reopened: 'Reopened', edited: 'Edited' };

/** @param {any} kind in either spelling */
const actionOf = (kind) => ACTIONS[String(kind).replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()] ?? kind;

/** @param {string} text @param {any[]} reasons */
const rawBox = (text, reasons) => el('pre', { class: 'bytes', tabindex: '0', role: 'group', 'aria-label': 'Raw event' },
  ...marked(text, locate(text, reasons)));

/** Shows what a schema would say for the candidate. @param {any} entry @param {any} reason @param {string} candidate @param {any} given */
function settingView(entry, reason, candidate, { context, acts }) {
  const setting = settingFor(reason, candidate);
  if (!setting.profile && !setting.schema) {
    return [el('p', { class: 'quiet' }, 'No setting chooses this reading: the sender has to say it, or edit this one.')];
  }
  const line = JSON.stringify(withSetting({}, setting, entry.client_id ?? null), null, 2);
  const where = { reason: reason.code, field: reason.field, ...entry.client_id ? { client: entry.client_id } : {} };
  const tryAll = async () => {
    const { document } = await context.api.get('schema').catch(() => ({}));
    const groups = (await context.api.get('failed/groups', where).catch(() => ({ groups: [] }))).groups;
    const count = groups.find((/** @type {any} */ group) => group.code === reason.code && group.client_id === entry.client_id)?.count ?? 1;
    await acts.otherSchema({ where, count: String(count) }, withSetting(document ?? {}, setting, entry.client_id ?? null));
  };
  return [el('p', { class: 'quiet' }, entry.client_id || setting.schema ? 'Read so if the schema has:' : 'Read so if the profile of all clients has:'),
    el('pre', { class: 'bytes' }, ...shown(line)),
    el('div', { class: 'actions' }, copyButton(line, 'the setting'), context.settings.readOnly ? null
      : button('Try it on all like this\u2026', tryAll, { class: 'small' }))];
}

/** @param {any} entry @param {any} reason @param {any} given */
function reasonView(entry, reason, given) {
  const place = el('div', { class: 'taken', 'aria-live': 'polite' });
  const buttons = (reason.candidates ?? []).map((/** @type {string} */ candidate) => button('', (event) => {
    const isOpen = /** @type {Element} */ (event.currentTarget).getAttribute('aria-pressed') === 'true';
    buttons.forEach((/** @type {Element} */ one) => one.setAttribute('aria-pressed', String(!isOpen && one === event.currentTarget)));
    fill(place, ...isOpen ? [] : settingView(entry, reason, candidate, given));
  }, { class: 'small candidate', 'aria-pressed': 'false' }));
  buttons.forEach((/** @type {Element} */ one, /** @type {number} */ i) => fill(one, ...shown(reason.candidates[i])));
  return el('li', null, el('b', null, ...shown(inWords(reason.code, reason.field))), ' ', el('code', { class: 'quiet' }, reason.code),
    facts([['at', reason.path ? el('code', null, ...shown(reason.path)) : null],
      ['found', reason.found ? el('code', null, ...shown(reason.found)) : 'nothing'],
      ['expected', el('span', null, ...shown(reason.expected))],
      ['could be', buttons.length ? el('span', { class: 'candidates' }, ...buttons) : null]]), place);
}

/** What happened to it, oldest first. @param {any} entry */
function history(entry) {
  const line = (/** @type {string} */ kind, /** @type {string} */ at, /** @type {string} */ title, /** @type {string} */ by = '', /** @type {string} */ note = '') => ({ at, row:
    el('li', { class: kind }, el('b', null, title), by ? el('span', { class: 'quiet' }, ' by ', ...shown(by)) : null, time(at), note ? el('div', { class: 'quiet' }, ...shown(note)) : null) });
  const rows = [line('received', entry.first_received_at, 'First received'),
    ...(entry.actions ?? []).map((/** @type {any} */ action) => line('action', action.at, actionOf(action.kind), action.by, action.note))];
  Number(entry.occurrences) > 1 && rows.push(line('received', entry.last_received_at, `Received the ${number(entry.occurrences)}th time`.replace(/\b([23])th/, (_, n) => n + (n === '2' ? 'nd' : 'rd'))));
  entry.not_before && rows.push(line('due', entry.not_before, 'Next attempt'));
  return el('ol', { class: 'history' }, ...rows.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(({ row }) => row));
}

/** The text to edit, what it changes, and what would be read. @param {any} entry @param {any} given @param {() => void} close */
function editor(entry, { context, acts }, close) {
  // What turns the order of letters around would show another text than is edited: it is written as JSON's escape.
  const before = (entry.edit ?? entry.raw).replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (/** @type {string} */ c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
  const box = el('textarea', { class: 'edit', rows: '8', spellcheck: 'false', 'aria-label': 'Edited event', value: before });
  const note = el('input', { type: 'text', 'aria-label': 'Note', placeholder: 'Note: why it is edited' });
  const changes = el('pre', { class: 'bytes diff', tabindex: '0', role: 'group', 'aria-label': 'What the edit changes' });
  const verdict = el('p', { class: 'verdict', 'aria-live': 'polite' });
  let [timer, turn] = [0, 0];
  async function explain() {
    const mine = ++turn;
    const answer = await context.api.send('POST', 'explain', box.value).catch(() => null);
    const first = answer?.body?.explanations?.[0];
    if (mine === turn && first) {
      fill(verdict, ...first.verdict === 'accepted' ? [first.stored ? 'It would be read, and is stored already: a duplicate.' : 'It would be read.']
        : [el('span', { class: 'bad' }, ...shown((first.errors ?? []).map((/** @type {any} */ one) => inWords(one.code, one.field)).join('; ') || 'It would be refused.'))]);
    }
  }
  function draw() {
    const pieces = diff(entry.raw ?? '', box.value);
    fill(changes, ...pieces.length < 2 && pieces[0]?.kind !== 'new' ? ['No change so far.']
      : pieces.map(({ kind, text }) => kind === 'same' ? shown(text) : el(kind === 'gone' ? 'del' : 'ins', null, ...shown(text))).flat());
    clearTimeout(timer);
    timer = setTimeout(explain, 300);
  }
  box.addEventListener('input', draw);
  draw();
  const save = async () => await acts.one(entry.hash, 'edit', { content: box.value, ...note.value.trim() ? { note: note.value.trim() } : {} }) && close();
  const element = el('div', { class: 'part edit-part' }, section('Edit', box), section('What it changes', changes), verdict, note,
    el('div', { class: 'actions' }, button('Save and retry', save, { class: 'main' }), button('Cancel', close)));
  queueMicrotask(() => box.focus());
  return element;
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
    fill(content, editor(entry, given, () => { pane.isEditing = false; draw(pane, entry, given); }));
  };
  const acting = context.settings.readOnly ? null : el('div', { class: 'actions entry-actions' },
    isOpen ? button('Retry', () => acts.one(entry.hash, 'retry'), { class: 'main' }) : null,
    isOpen && raw !== undefined ? button('Edit and retry', edit) : null,
    isOpen ? button('Discard\u2026', () => acts.ask(target, 'discard')) : null,
    !isOpen || entry.state === 'parked' || entry.archived ? button('Reopen', () => acts.one(entry.hash, 'reopen')) : null,
    entry.archived ? null : button('Archive', () => acts.one(entry.hash, 'archive')));
  const stored = entry.stored_event_id ?? (entry.state === 'settled' ? entry.event_id : null);
  fill(content, acting,
    entry.errors.length ? section(entry.errors.length > 1 ? `${entry.errors.length} reasons` : 'Why',
      el('ul', { class: 'reasons' }, ...entry.errors.map((/** @type {any} */ reason) => reasonView(entry, reason, given)))) : null,
    section(/** @type {any} */ ([entry.edit ? 'As edited' : 'As sent', raw && copyButton(raw, 'the raw event')]), raw === undefined
      ? el('p', { class: 'quiet' }, 'You may not see what was sent.') : rawBox(raw, entry.errors)),
    entry.edit ? section('As sent', rawBox(entry.raw, [])) : null,
    entry.envelope ? section('Around it', el('pre', { class: 'bytes' }, ...shown(entry.envelope))) : null,
    section('History', history(entry)),
    (entry.uncertain_appends ?? []).length ? section('Without an answer', el('p', null, `${number(entry.uncertain_appends.length)} of its deliveries may be stored; a retry asks and counts none twice.`)) : null,
    section('Entry', facts([['hash', el('span', null, shortId(entry.hash), ' ', copyButton(entry.hash, 'the hash'))], ['client', entry.client_id ? el('span', null, ...shown(entry.client_id)) : 'unknown'],
      ['seen', number(entry.occurrences) + '\u00d7'], ['attempts', number(entry.attempts)],
      ['source', entry.source ? el('span', null, ...shown(entry.source), entry.line ? `, line ${number(entry.line)}` : '') : null],
      ['record', entry.path ? el('code', null, ...shown(entry.path)) : null],
      ['event', stored ? el('a', { href: context.link({ view: 'events', row: stored }), 'data-go': '' }, stored.slice(0, 8)) : null]])));
  keepFocus(pane.element, () => pane.show(el('span', null, outcome(entry.state), ' ', shortId(entry.hash)), content));
}

/** Shows the entry of this hash, or nothing. @param {any} pane @param {string | undefined} hash @param {any} context @param {any} acts */
export async function showEntry(pane, hash, context, acts) {
  const isOther = pane.hash !== hash;
  pane.hash = hash;
  if (!hash) {
    pane.element.remove();
    return;
  }
  if (!pane.element.isConnected) {
    document.getElementById('side')?.append(pane.element);
  }
  if (isOther) {
    pane.isEditing = false;
    pane.show('Failed event', el('p', { class: 'quiet' }, 'Reading\u2026'));
  }
  if (pane.isEditing) {
    return;
  }
  try {
    const entry = await context.api.get('failed/' + hash);
    pane.hash === hash && !pane.isEditing && draw(pane, entry, { context, acts });
    isOther && pane.body.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
  } catch (error) {
    pane.hash === hash && pane.show('Failed event', el('p', { class: 'bad' }, ...shown(/** @type {Error} */ (error).message)),
      button('Try again', () => { pane.hash = ''; void showEntry(pane, hash, context, acts); }));
  }
}
