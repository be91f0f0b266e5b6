// @ts-check
// What people do about failed entries: one at once, several after they have seen what would come of it.
import { el, fill, shown } from './dom.js';
import { ask } from './dialog.js';
import { copyAndSay, number } from './format.js';
import { KINDS } from './operations.js';
import { inWords } from './reasons.js';

/** @typedef {{ hashes?: string[], where?: Record<string, any>, count: string }} Target */
/** @typedef {'retry' | 'discard' | 'archive' | 'reopen'} Act */

const MEANINGS = {
  retry: '',
  discard: 'They never become events; each stays counted as discarded, with your note.',
  archive: 'They are hidden from this list and counted as before.',
  reopen: 'They are open again, and retried by the next pass.',
};

/** @type {Record<string, string>} */
const OUTCOMES = {
  accepted: 'Stored now.',
  duplicate: 'It was stored before: counted as a duplicate.',
  already_counted: 'The store had counted it already.',
  deferred: 'The store did not answer; it is retried later.',
  conflict: 'Its key belongs to another event; nothing was counted.',
  parked: 'Retried as often as is allowed: parked.',
  leased: 'Another worker holds it at the moment; nothing was done.',
  discarded: 'Discarded.',
  archived: 'Archived.',
  reopened: 'Open again.',
};

/** What an act did to one entry, in a sentence. @param {any} body */
function sentenceOf(body) {
  const reason = body.entry?.errors?.[0];
  const why = (body.why ?? '').replace(/\.$/, '');
  return body.outcome === 'ignored'
    ? `Ignored because ${why ? why[0].toLowerCase() + why.slice(1) : 'there was nothing to do'}.`
    : body.outcome === 'rejected' && reason
      ? `Refused again: ${inWords(reason.code, reason.field)}.`
      : (OUTCOMES[body.outcome] ?? body.outcome) + (why && ` ${why}.`);
}

/** @param {Target} target */
const bodyOf = ({ hashes, where }) => (hashes ? { hashes } : { where });

/** @param {Target} target */
const nameOf = ({ count }) =>
  count === '1' ? 'this entry' : /\d/.test(count) ? `${number(count)} entries` : 'all matching entries';

/** What a retry would make of them, as words. @param {any} answer */
function preview(answer) {
  const refused = Number(answer.refused);
  return [
    el(
      'p',
      { class: 'verdict' },
      el('b', null, number(answer.understood)),
      ` of ${number(answer.entries)} would be understood`,
      refused ? `, ${number(refused)} refused again:` : '.',
    ),
    refused
      ? el(
          'ul',
          { class: 'plain-list' },
          ...answer.reasons.map((/** @type {any} */ reason) =>
            el(
              'li',
              null,
              el('span', { class: 'count' }, number(reason.count)),
              ' ',
              inWords(reason.code, reason.code.split('.')[0]),
              ' ',
              el('code', { class: 'quiet' }, reason.code),
            ),
          ),
        )
      : null,
  ];
}

/**
 * @param {any} context
 * @param {{ take: (operation: any) => void }} operations
 * @param {(hash: string, body: any) => void} changed
 */
export function createActs(context, operations, changed) {
  const { api, say } = context;

  /** @param {string} path @param {any} body */
  async function send(path, body) {
    const answer = await api.send('POST', path, body);
    if (!answer.ok) {
      throw new api.ApiProblem(answer.status, answer.body);
    }
    return answer.body;
  }

  const failed = (/** @type {any} */ error) => {
    say(error.message, { kind: 'bad' });
    return false;
  };

  /** @param {string} hash @param {Act | 'edit'} act @param {any} [body] */
  const one = (hash, act, body = {}) =>
    send(`failed/${hash}/${act}`, body)
      .then((answer) => {
        const id = answer.entry?.event_id;
        const isStored = /^(accepted|duplicate|already_counted)$/.test(answer.outcome) && id;
        say(
          sentenceOf(answer),
          isStored ? { action: { label: 'Show the event', run: () => context.go({ view: 'events', row: id }) } } : {},
        );
        changed(hash, answer);
        return answer;
      })
      .catch(failed);

  /** @param {Target} target @param {Act} act @param {any} more */
  const many = (target, act, more) =>
    send('failed/' + act, { ...bodyOf(target), ...more })
      .then((answer) => {
        operations.take(answer.operation);
        return true;
      })
      .catch(failed);

  /** @param {Target} target @param {any} more @param {Element} place */
  async function tryOut(target, more, place) {
    fill(place, el('p', { class: 'quiet' }, 'Reading them again\u2026'));
    try {
      fill(place, ...preview(await send('failed/retry', { ...bodyOf(target), ...more, dry_run: true })));
      return true;
    } catch (error) {
      fill(place, el('p', { class: 'bad' }, ...shown(/** @type {Error} */ (error).message)));
      return false;
    }
  }

  const take = async (/** @type {string} */ text, /** @type {string} */ what) => {
    await copyAndSay(text, what);
    return false;
  };
  const curlAction = (/** @type {string} */ path, /** @type {() => any} */ body) => ({
    label: 'Copy as curl',
    run: () => take(api.curl('POST', path, body()), 'the call'),
  });

  const noteBox = () =>
    el('textarea', {
      class: 'note-box',
      rows: '2',
      'aria-label': 'Note',
      placeholder: 'Why? Whoever looks later reads it.',
      required: true,
    });

  /** @param {HTMLTextAreaElement} box */
  const hasNote = (box) => box.value.trim() !== '' || (box.focus(), box.classList.add('wanted'), false);

  return {
    one,
    /** Asks, and acts on all of them. @param {Target} target @param {Act} act */
    async ask(target, act) {
      const place = el('div', { 'aria-live': 'polite' }, MEANINGS[act]);
      const note = act === 'discard' ? noteBox() : null;
      const more = () => (note ? { note: note.value.trim() } : {});
      const isOne = target.hashes?.length === 1;
      act === 'retry' && void tryOut(target, {}, place);
      await ask({
        title: `${KINDS[act]} ${nameOf(target)}?`,
        body: [place, note].filter(Boolean),
        actions: [
          curlAction(isOne ? `failed/${target.hashes?.[0]}/${act}` : 'failed/' + act, () =>
            isOne ? more() : { ...bodyOf(target), ...more() },
          ),
          {
            label: KINDS[act],
            kind: act === 'discard' ? 'bad' : 'main',
            run: () =>
              (!note || hasNote(note)) &&
              (isOne ? one(target.hashes?.[0] ?? '', act, more()) : many(target, act, more())),
          },
        ],
      });
    },
    /**
     * Says what another schema would understand of them. A host reads by one schema while it runs, so that no event
     * gets two ids: what is found here is given to the host, and then they are retried.
     * @param {Target} target
     * @param {any} [document]
     */
    async otherSchema(target, document) {
      // The rules in force name the library that reads by them; a schema file does not.
      const { library, ...given } = document ?? (await api.get('schema').catch(() => ({}))).document ?? {};
      const value = JSON.stringify(given, null, 2);
      const box = el('textarea', { class: 'schema', rows: '14', spellcheck: 'false', 'aria-label': 'Schema', value });
      const place = el('div', { class: 'answer', 'aria-live': 'polite' });
      const schema = () => {
        try {
          return { schema: JSON.parse(box.value) };
        } catch (error) {
          fill(place, el('p', { class: 'bad' }, `This is no JSON: ${/** @type {Error} */ (error).message}`));
          return null;
        }
      };
      const attempt = async () => {
        const more = schema();
        if (more && (await tryOut(target, more, place))) {
          place.append(el('p', { class: 'quiet' }, 'To read them so, give the host this schema, then retry them.'));
        }
        return false;
      };
      document && void attempt();
      await ask({
        title: `Try another schema on ${nameOf(target)}`,
        wide: true,
        body: [box, place],
        closeLabel: 'Close',
        actions: [
          curlAction('failed/retry', () => ({ ...bodyOf(target), ...schema(), dry_run: true })),
          { label: 'Copy the schema', run: () => take(box.value, 'the schema') },
          { label: 'Try', kind: 'main', run: attempt },
        ],
      });
    },
  };
}
