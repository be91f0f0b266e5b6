// @ts-check
// Sending events by hand: what would be read is shown before, the answer after.
import { curl, send } from './api.js';
import { button, el, fill, plain, shown } from './dom.js';
import { copyAndSay, counted, outcome, shortId, time } from './format.js';
import { marked, marksOf } from './json-text.js';
import { fieldTable, reasonList } from './reading.js';
import { samples } from './samples.js';
import { simulationGroup } from './simulation.js';
import { say } from './toast.js';

/** @param {import('./main.js').Context} context */
export function createSubmit(context) {
  const layer = el('div', { class: 'layer', 'aria-hidden': 'true' });
  const box = el('textarea', { 'aria-label': 'Raw event JSON', rows: '9', spellcheck: 'false', autocomplete: 'off', wrap: 'soft',
    placeholder: 'One event, several, or an array: any spelling.\nOr drop a file here.' });
  const go = el('button', { type: 'submit', class: 'main', title: 'Ctrl+Enter' }, 'Submit');
  const sample = el('select', { 'aria-label': 'Samples' }, el('option', { value: '' }, 'Samples'),
    ...samples.map(([name], index) => el('option', { value: String(index) }, name)));
  const reading = el('div', { class: 'reading', 'aria-live': 'polite' });
  const answer = el('div', { class: 'answer', role: 'status' });
  const form = el('form', { class: 'compose', on: { submit } },
    el('div', { class: 'editor' }, layer, box),
    el('div', { class: 'actions' }, go, sample, el('span', { class: 'grow' }), button('Copy as curl', () => copyAndSay(curl('POST', 'events', box.value), 'the call'), { class: 'link' })),
    simulationGroup());
  const element = el('aside', { class: 'submit', 'aria-label': 'New event' },
    el('header', { class: 'pane-head' }, el('h2', null, 'New event'),
      button('\u00d7', () => context.go({ submit: 'closed' }), { class: 'plain', 'aria-label': 'Close', title: 'Close' })),
    el('div', { class: 'pane-body' }, form, answer, reading));

  let timer = 0;
  /** @type {AbortController | null} */ let asking = null;
  try {
    box.value = localStorage.getItem('last text') ?? '';
  } catch {
    // Without storage the box begins empty.
  }

  sample.addEventListener('change', () => {
    sample.value && write(samples[Number(sample.value)][1]);
    sample.value = '';
  });
  box.addEventListener('input', () => { later(300); });
  box.addEventListener('scroll', () => { layer.scrollTop = box.scrollTop; });
  box.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      form.requestSubmit();
    }
  });
  box.addEventListener('dragover', (/** @type {DragEvent} */ event) => event.preventDefault());
  box.addEventListener('drop', async (/** @type {DragEvent} */ event) => {
    const file = event.dataTransfer?.files[0];
    if (file) {
      event.preventDefault();
      file.size > 1 << 20 ? say(`${file.name} is over 1 MiB; send it with the API or the tool.`, { kind: 'bad' }) : write(await file.text());
    }
  });

  /** @param {string} text */
  function write(text) {
    box.value = text;
    fill(answer);
    later(0);
  }

  /** @param {number} ms */
  function later(ms) {
    clearTimeout(timer);
    asking?.abort();
    fill(layer);
    timer = setTimeout(explain, ms);
  }

  async function explain() {
    const text = box.value;
    try {
      text.length < 200_000 && localStorage.setItem('last text', text);
    } catch {
      // It is not kept then.
    }
    if (!text.trim()) {
      fill(reading);
      return;
    }
    asking = new AbortController();
    try {
      const { ok, body } = await send('POST', 'explain', text, asking.signal);
      ok ? drawReading(text, body.explanations) : fill(reading, el('p', { class: 'quiet' }, ...shown(body.detail ?? body.title)));
    } catch (error) {
      /** @type {Error} */ (error).name === 'AbortError' || fill(reading, el('p', { class: 'quiet' }, 'What would be read cannot be shown: the host does not answer.'));
    }
  }

  /** @param {string} text @param {any[]} explanations */
  function drawReading(text, explanations) {
    if (explanations.length === 1 && text.length < 50_000) {
      fill(layer, ...marked(text, marksOf(text, explanations[0])), '\n');
      layer.scrollTop = box.scrollTop;
    }
    fill(reading, el('h3', null, explanations.length === 1 ? 'What would be read' : `What would be read: ${counted(explanations.length, 'event')}`),
      ...explanations.slice(0, 20).map((one) => el('div', { class: 'would' },
        el('p', { class: 'verdict' }, outcome(one.verdict === 'accepted' ? (one.stored ? 'duplicate' : 'accepted') : 'rejected'),
          el('span', { class: 'quiet' }, one.verdict !== 'accepted' ? counted(one.errors.length, 'reason') : one.stored ? 'this id is stored already' : 'new'),
          one.event_id && shortId(one.event_id)),
        one.errors?.length > 0 && reasonList(one.errors),
        one.fields?.length > 0 && fieldTable(one.fields),
        one.canonical && explanations.length === 1 && el('pre', { class: 'bytes' }, ...shown(one.canonical)))),
      explanations.length > 20 && el('p', { class: 'quiet' }, `and ${explanations.length - 20} more`));
  }

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    if (go.disabled) {
      return;
    }
    if (!box.value.trim()) {
      say('There is nothing to submit: write an event, or pick a sample.');
      box.focus();
      return;
    }
    go.disabled = true;
    fill(answer, el('p', { class: 'quiet' }, 'Sending\u2026'));
    try {
      const { status, body } = await send('POST', 'events', box.value);
      const results = body.results ?? (body.outcome ? [body] : null);
      results ? drawAnswer(results, body.counts) : drawRefusal(status, body);
    } catch (error) {
      drawRefusal(0, { title: 'No answer came', detail: 'The host did not answer. Submitting it again is safe: it is counted once.' });
    }
    go.disabled = false;
    later(0);
    context.live.sent();
  }

  /** @param {number} status @param {any} problem */
  const drawRefusal = (status, problem) => fill(answer, el('div', { class: 'result bad' }, outcome('not_kept'),
    el('span', null, ...shown(problem.detail ?? problem.title ?? `The server answered ${status}.`))));

  /** @param {any[]} results @param {any} counts */
  function drawAnswer(results, counts) {
    fill(answer,
      results.length > 1 && counts && el('p', { class: 'quiet' }, Object.entries(counts).filter(([, count]) => count).map(([name, count]) => `${count} ${name}`).join(', ')),
      ...results.slice(0, 20).map((one) => el('div', { class: 'result' }, outcome(one.outcome), one.event_id
        ? el('a', { href: context.link({ view: 'events', row: one.event_id }), 'data-go': '', 'aria-label': 'Show the event ' + one.event_id.slice(0, 8) }, shortId(one.event_id))
        : one.hash && el('a', { href: context.link({ view: 'failed', row: one.hash }), 'data-go': '' }, 'See why it failed'),
      el('span', { class: 'quiet' }, ...words(one)))));
  }

  /** @param {any} one */
  function words(one) {
    switch (one.outcome) {
      case 'accepted': return ['stored now, counted once'];
      case 'duplicate': return ['seen ', counted(one.occurrences, 'time'), ', first ', time(one.first_received_at)];
      case 'deferred': return ['the store failed; kept, and retried by itself'];
      case 'not_kept': return ['not kept: send it again'];
      default: return shown((one.errors ?? []).map((/** @type {any} */ error) => error.code).join(', ') || plain(one.detail ?? ''));
    }
  }

  box.value && later(0);
  return {
    element,
    focus() { box.focus(); },
    /** @param {string} text */
    edit(text) { write(text); context.go({ submit: 'open', row: null }); box.focus(); },
  };
}
