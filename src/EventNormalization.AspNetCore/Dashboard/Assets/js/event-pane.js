// @ts-check
// One processed event: as sent, as read, its identity, each of its deliveries.
import { filterable } from './chips.js';
import { button, el, held, keepFocus, shown } from './dom.js';
import { amount, copyButton, counted, outcome, time } from './format.js';
import { facts, section } from './pane.js';
import { bytes, fieldTable, identity, rawPart } from './reading.js';

/** @param {import('./main.js').Context} context */
export function createEventPane(context) {
  const { api, go } = context;
  const pane = context.pane('Event');
  let [shownFor, drawnFor] = ['', ''];
  let turn = 0;

  /** @param {string} id @param {any} [row] */
  async function show(id, row) {
    const mine = ++turn;
    if (id !== drawnFor) {
      pane.show('Event ' + id.slice(0, 8), el('div', { class: 'state' }, 'Reading the event\u2026'));
    }
    drawnFor = id;
    try {
      const event = await api.get('events/' + encodeURIComponent(id), { timestamp: row?.timestamp });
      // Without the right to payloads there are no raw bytes, and then nothing to explain.
      const explained = event.raw ? await api.send('POST', 'explain', event.raw).catch(() => null) : null;
      if (mine === turn) {
        keepFocus(pane.element, () => draw(event, explained?.ok ? explained.body.explanations : []));
      }
    } catch (error) {
      if (mine === turn) {
        drawMissing(id, /** @type {any} */ (error));
      }
    }
  }

  /** @param {any} event @param {any[]} explanations */
  function draw(event, explanations) {
    const explanation = explanations.find((one) => one.event_id === event.event_id) ?? (explanations.length === 1 ? explanations[0] : null);
    const twice = event.occurrences > 1;
    const spellings = event.spellings ?? [];
    const further = Object.entries(event.record ?? {}).filter(([name]) => !['client_id', 'metric', 'amount', 'timestamp', 'currency'].includes(name));
    pane.show(el('span', { class: 'pane-name' }, outcome(twice ? 'duplicate' : 'accepted'), el('code', { class: 'id' }, event.event_id.slice(0, 8))),
      section('Event', facts([
        ['client', filterable('client', event.client_id, go)], ['metric', filterable('metric', event.metric, go)],
        ['amount', el('span', { class: 'left' }, amount(event.amount, event.currency))], ['event time', el('span', null, time(event.timestamp), ' ', el('code', { class: 'quiet' }, event.timestamp))],
        ...further.map(([name, value]) => /** @type {[string, any]} */ ([name, el('span', null, ...shown(typeof value === 'object' ? JSON.stringify(value) : value))])),
        ['source', event.source],
      ])),
      event.raw !== undefined && event.raw !== null ? rawPart(event.raw, explanation) : section('Raw bytes', el('p', { class: 'quiet' }, 'You may not see payloads here.')),
      explanation?.fields?.length > 0 && section('How it was read', fieldTable(explanation.fields)),
      identity(event.event_id, event.canonical),
      section(counted(event.occurrences, 'delivery', 'deliveries'), facts([
        ['first', time(event.first_received_at)], [twice ? 'last' : '', twice ? time(event.last_received_at) : null],
      ]), twice && el('p', { class: 'why' }, event.why),
        ...spellings.map((/** @type {any} */ spelling, /** @type {number} */ index) => el('div', { class: 'spelling' },
          el('span', { class: 'quiet' }, `Another spelling${spellings.length > 1 ? ' ' + (index + 1) : ''}`), bytes(spelling.raw)))),
      el('div', { class: 'actions part' }, copyButton(JSON.stringify(event.record ?? {}), 'the record', 'Copy as JSON'),
        copyButton(api.curl('GET', 'events/' + event.event_id), 'the call', 'Copy as curl'),
        event.raw && !context.settings.readOnly && button('Edit a copy', () => { context.compose(event.raw); }, { class: 'small' })));
  }

  /** @param {string} id @param {any} error */
  function drawMissing(id, error) {
    const hash = error.problem?.hash;
    pane.show('Event ' + id.slice(0, 8), el('div', { class: 'state bad' },
      el('b', null, error.status === 404 ? 'Not counted' : 'The event could not be read'),
      el('p', null, ...shown(error.message)),
      hash && el('a', { href: context.link({ view: 'failed', row: hash }), 'data-go': '' }, 'See the failed event'),
      error.status !== 404 && button('Try again', () => show(id))));
  }

  return {
    /** @param {string | undefined} id @param {any} row */
    update(id, row) {
      if (id === drawnFor && held(pane.element)) {
        return;
      }
      const wanted = id ? id + (row?.occurrences ?? '') : '';
      if (id && wanted !== shownFor && (!shownFor.startsWith(id) || row)) {
        void show(id, row);
      }
      shownFor = wanted;
    },
  };
}
