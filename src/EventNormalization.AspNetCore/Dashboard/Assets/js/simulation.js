// @ts-check
// Stores that fail on purpose: the group that switches it, and the strip across the page while it is on.
import { ApiProblem, get, send } from './api.js';
import { button, el, fill, redraw } from './dom.js';
import { counted, timeText } from './format.js';
import { say } from './toast.js';

const modes = [
  ['off', 'Off', 'stores work'], ['before_write', 'Before the write', 'the store fails, nothing is written'],
  ['answer_lost', 'Answer lost', 'it is written, the answer does not arrive'], ['slow', 'Slow', 'each call takes long'],
  ['down', 'Down', 'every call fails'],
];

/** @type {any} */ let known = {};
/** @type {Set<() => void>} */ const watchers = new Set();

/** @param {any} state */
function learn(state) {
  known = state;
  watchers.forEach((watch) => watch());
}

// What was read last is shown until something else is: failures that are simulated may be why nothing is.
const read = () => document.hidden || known.allowed === false || get('simulation').then(learn, () => learn(known));

/** @param {string} mode */
async function switchTo(mode) {
  const { ok, status, body } = await send('PUT', 'simulation', { mode }).catch(() => ({ ok: false, status: 0, body: { title: 'The host did not answer.' } }));
  if (!ok) {
    say(new ApiProblem(status, body).message, { kind: 'bad' });
  }
  learn(ok ? body : known);
}

/** The strip across the page. @param {HTMLElement} place @param {import('./main.js').Context} context */
export function createStrip(place, context) {
  const words = el('span');
  fill(place, words, !context.settings.readOnly && button('Turn off', () => switchTo('off'), { class: 'small' }));
  place.hidden = true;
  watchers.add(() => {
    // Plans can end before anybody reads again; a plan of the failed-event store alone has no text.
    place.hidden = !known.until || Date.parse(known.until) <= Date.now();
    const what = modes.find(([mode]) => mode === known.mode)?.[2] ?? known.plan;
    redraw(words, known, () => [el('b', null, 'Failures are simulated'), ` for every event that this host takes: ${what || 'the store of failed events fails'}`,
      `, until ${timeText(known.until)}`, known.injected ? `; ${counted(known.injected, 'fault')} so far` : '']);
  });
  void read();
  context.live.on('poll', read);
  // Another tab or another person may switch it on.
  document.addEventListener('visibilitychange', read);
  setInterval(read, 5000);
}

/** The group of switches, shown only where the host allows it. */
export function simulationGroup() {
  const group = el('fieldset', { class: 'simulate', hidden: true }, el('legend', null, 'Simulate failures'));
  const inputs = modes.map(([mode, label, title]) => {
    const input = el('input', { type: 'radio', name: 'simulate', value: mode, on: { change: () => switchTo(mode) } });
    group.append(el('label', { title }, input, label));
    return input;
  });
  const draw = () => {
    group.hidden = !known.allowed;
    inputs.forEach((input) => { input.checked = input.value === (known.until ? known.mode : 'off'); });
  };
  watchers.add(draw);
  draw();
  return group;
}
