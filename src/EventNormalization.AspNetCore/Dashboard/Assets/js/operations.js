// @ts-check
// Acts on many entries: how far each is, and honestly what became of them.
import { button, el, fill, shown } from './dom.js';
import { counted, number, time } from './format.js';

/** @type {Record<string, string>} */
const WORDS = {
  accepted: 'stored',
  duplicates: 'stored before',
  already_counted: 'counted already',
  rejected: 'refused again',
  deferred: 'without an answer',
  conflicts: 'in conflict',
  parked: 'parked',
  leased: 'held by another worker',
  ignored: 'ignored',
  discarded: 'discarded',
  archived: 'archived',
  reopened: 'reopened',
};

/** @type {Record<string, string>} */
export const KINDS = { retry: 'Retry', discard: 'Discard', archive: 'Archive', reopen: 'Reopen' };

/** Counts in words, without those of nothing. @param {Record<string, number> | undefined} counts */
const resultOf = (counts) =>
  Object.entries(counts ?? {})
    .filter(([, count]) => Number(count) > 0)
    .map(([name, count]) => `${number(count)} ${WORDS[name] ?? name}`)
    .join(', ');

/** @param {any} operation @param {(id: string) => void} dismiss */
function line(operation, dismiss) {
  const { state, total, done } = operation;
  const bar = el('progress', { max: String(Math.max(1, total)), value: String(done), 'aria-label': 'Progress' });
  const result = resultOf(operation.counts);
  const why = operation.error ?? '';
  return el(
    'li',
    { class: 'operation ' + state },
    el('b', null, KINDS[operation.kind] ?? operation.kind),
    bar,
    el('span', null, `${number(done)} of ${counted(Number(total), 'entry', 'entries')}`),
    el(
      'span',
      { class: 'grow' },
      state === 'running' ? result : result || (why ? '' : 'nothing to do'),
      why ? el('span', { class: 'bad' }, ' Ended early because ', ...shown(why)) : null,
    ),
    el('span', { class: 'quiet' }, ...shown(operation.by ?? ''), ' ', time(operation.ended_at ?? operation.started_at)),
    state === 'running'
      ? null
      : button('\u00d7', () => dismiss(operation.id), { class: 'plain', 'aria-label': 'Dismiss' }),
  );
}

/**
 * The operations under way and those that ended since the page was opened.
 * @param {any} context
 * @param {() => void} changed
 */
export function createOperations(context, changed) {
  const element = el('ul', { class: 'operations', 'aria-label': 'Operations' });
  /** @type {Map<string, any>} */
  const known = new Map();
  const dismissed = new Set();
  let [timer, isEnded] = [0, false];

  function draw() {
    const all = [...known.values()]
      .filter((one) => !dismissed.has(one.id))
      .sort((a, b) => b.started_at.localeCompare(a.started_at));
    fill(
      element,
      ...all.slice(0, 5).map((one) =>
        line(one, (id) => {
          dismissed.add(id);
          draw();
        }),
      ),
    );
    element.hidden = all.length === 0;
  }

  /** @param {any} operation */
  function take(operation) {
    if (isEnded) {
      return;
    }
    const before = known.get(operation.id);
    known.set(operation.id, operation);
    draw();
    if (operation.state !== 'running' && before?.state === 'running') {
      const result = resultOf(operation.counts) || 'nothing to do';
      context.say(
        `${KINDS[operation.kind] ?? operation.kind}: ${result}.`,
        operation.state === 'failed' ? { kind: 'bad' } : {},
      );
    }
    if (before?.done !== operation.done) {
      changed();
    }
    poll();
  }

  // The stream tells it too, but may be closed to this page.
  function poll() {
    clearTimeout(timer);
    const running = [...known.values()].filter((one) => one.state === 'running');
    if (running.length > 0 && !isEnded) {
      timer = setTimeout(() => running.forEach(read), 1000);
    }
  }

  async function read(/** @type {any} */ { id }) {
    try {
      take(await context.api.get('operations/' + id));
    } catch (error) {
      if (/** @type {any} */ (error).status === 404) {
        // The host keeps the last of them, and none over its restart.
        known.delete(id);
        draw();
        isEnded || context.say(/** @type {Error} */ (error).message, { kind: 'bad' });
      }
      poll();
    }
  }

  const off = context.live.on('operation', take);
  context.api
    .get('operations')
    .then((/** @type {any} */ body) =>
      body.operations.filter((/** @type {any} */ one) => one.state === 'running').forEach(take),
    )
    .catch(() => {});
  draw();
  return {
    element,
    take,
    end: () => {
      isEnded = true;
      clearTimeout(timer);
      off();
    },
  };
}
