// @ts-check
// Each reason of a failed entry, and what a schema would say for each reading.
import { button, el, fill, shown } from './dom.js';
import { copyButton } from './format.js';
import { facts } from './pane.js';
import { inWords, settingFor, withSetting } from './reasons.js';

/**
 * Shows what a schema would say for the candidate.
 * @param {any} entry
 * @param {any} reason
 * @param {string} candidate
 * @param {any} given
 */
function settingView(entry, reason, candidate, { context, acts }) {
  const setting = settingFor(reason, candidate);
  if (!setting.profile && !setting.schema) {
    return [
      el('p', { class: 'quiet' }, 'No setting chooses this reading: the sender has to say it, or edit this one.'),
    ];
  }
  const line = JSON.stringify(withSetting({}, setting, entry.client_id ?? null), null, 2);
  const where = { reason: reason.code, field: reason.field, ...(entry.client_id ? { client: entry.client_id } : {}) };
  const tryAll = async () => {
    const { document } = await context.api.get('schema').catch(() => ({}));
    const groups = (await context.api.get('failed/groups', where).catch(() => ({ groups: [] }))).groups;
    const count =
      groups.find((/** @type {any} */ group) => group.code === reason.code && group.client_id === entry.client_id)
        ?.count ?? 1;
    await acts.otherSchema(
      { where, count: String(count) },
      withSetting(document ?? {}, setting, entry.client_id ?? null),
    );
  };
  return [
    el(
      'p',
      { class: 'quiet' },
      entry.client_id || setting.schema ? 'Read so if the schema has:' : 'Read so if the profile of all clients has:',
    ),
    el('pre', { class: 'bytes' }, ...shown(line)),
    el(
      'div',
      { class: 'actions' },
      copyButton(line, 'the setting'),
      context.settings.readOnly ? null : button('Try it on all like this\u2026', tryAll, { class: 'small' }),
    ),
  ];
}

/** @param {any} entry @param {any} reason @param {any} given */
export function reasonView(entry, reason, given) {
  const place = el('div', { class: 'taken', 'aria-live': 'polite' });
  const buttons = (reason.candidates ?? []).map((/** @type {string} */ candidate) =>
    button(
      '',
      (event) => {
        const isOpen = /** @type {Element} */ (event.currentTarget).getAttribute('aria-pressed') === 'true';
        buttons.forEach((/** @type {Element} */ one) =>
          one.setAttribute('aria-pressed', String(!isOpen && one === event.currentTarget)),
        );
        fill(place, ...(isOpen ? [] : settingView(entry, reason, candidate, given)));
      },
      { class: 'small candidate', 'aria-pressed': 'false' },
    ),
  );
  buttons.forEach((/** @type {Element} */ one, /** @type {number} */ i) => fill(one, ...shown(reason.candidates[i])));
  return el(
    'li',
    null,
    el('b', null, ...shown(inWords(reason.code, reason.field))),
    ' ',
    el('code', { class: 'quiet' }, reason.code),
    facts([
      ['at', reason.path ? el('code', null, ...shown(reason.path)) : null],
      ['found', reason.found ? el('code', null, ...shown(reason.found)) : 'nothing'],
      ['expected', el('span', null, ...shown(reason.expected))],
      ['could be', buttons.length ? el('span', { class: 'candidates' }, ...buttons) : null],
    ]),
    place,
  );
}
