// @ts-check
// Stores that fail on purpose: the group that switches it, and the strip across the page while it is on.
import { get, send } from './api.js';
import { button, el, fill } from './dom.js';
import { counted, timeText } from './format.js';
import { say } from './toast.js';

const modes = [
  ['off', 'Off', 'stores work'], ['before_write', 'Before the write', 'the store fails, nothing is written'],
  ['answer_lost', 'Answer lost', 'it is written, the answer does not arrive'], ['slow', 'Slow', 'each call takes long'],
  ['down', 'Down', 'every call fails'],
];

/** @type {any} */ let known = { allowed: false, plan: '' };
/** @type {Set<() => void>} */ const watchers = new Set();
let chosen = 'off';

/** @param {any} state */
function learn(state) {
  known = state;
  chosen = state.mode ?? (state.plan ? chosen === 'off' ? '' : chosen : 'off');
  watchers.forEach((watch) => watch());
}

const read = () => get('simulation').then(learn, () => learn({ allowed: false, plan: '' }));

/** @param {string} mode */
async function switchTo(mode) {
  const answer = await send('PUT', 'simulation', { mode });
  if (!answer.ok) {
    say(answer.body.detail ?? answer.body.title ?? 'The simulation could not be switched.', { kind: 'bad' });
    return read();
  }
  chosen = mode;
  learn({ allowed: true, ...answer.body });
}

/** The strip across the page. @param {HTMLElement} place @param {import('./main.js').Context} context */
export function createStrip(place, context) {
  watchers.add(() => {
    const on = known.allowed && known.plan;
    place.hidden = !on;
    fill(place, on && el('span', null, el('b', null, 'Failures are simulated'),
      ` for every event that this host takes: ${modes.find(([mode]) => mode === chosen)?.[2] ?? known.plan}`,
      known.until ? `, until ${timeText(known.until)}` : '', known.injected ? `; ${counted(known.injected, 'fault')} so far` : ''),
    on && !context.settings.readOnly && button('Turn off', () => switchTo('off'), { class: 'small' }));
  });
  place.hidden = true;
  void read();
  context.live.on('poll', read);
  setInterval(() => { (known.plan || !known.allowed) && !document.hidden && known.plan && void read(); }, 5000);
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
    inputs.forEach((input) => { input.checked = input.value === chosen; });
  };
  watchers.add(draw);
  draw();
  return group;
}
