// @ts-check
// What changes, as it changes: one stream for all tabs of a browser, read with fetch; polled where it cannot be read.
import { address, parse } from './api.js';

/**
 * @typedef {{ paused: boolean, waiting: number, status: string, on: (name: string, handler: (data: any) => void) => () => void,
 *   pause: () => void, resume: () => void, sent: () => void }} Live
 * Names: `outcome`, `totals`, `operation`; `status` (the stream's state), `waiting` (a count while paused),
 * `poll` (something may have been missed: read again), `resumed`.
 */

/** @returns {Live} */
export function createLive() {
  /** @type {Map<string, Set<(data: any) => void>>} */
  const handlers = new Map();
  const tell = (/** @type {string} */ name, /** @type {any} */ data) => handlers.get(name)?.forEach((handler) => {
    try {
      handler(data);
    } catch (error) {
      // What one part of the page makes of it ends neither the stream nor the other parts.
      reportError(error);
    }
  });
  const room = new URL('.', document.baseURI).pathname;
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('events ' + room) : null;

  const live = {
    paused: false,
    waiting: 0,
    status: 'connecting',
    on(/** @type {string} */ name, /** @type {(data: any) => void} */ handler) {
      const set = handlers.get(name) ?? new Set();
      handlers.set(name, set.add(handler));
      return () => { set.delete(handler); };
    },
    pause() { live.paused = true; live.waiting = 0; tell('waiting', 0); },
    /** Something was sent from here: without the stream, what is shown is read again. */
    sent() { live.status === 'live' || tell('poll', null); },
    resume() { live.paused = false; live.waiting = 0; tell('waiting', 0); tell('resumed', null); },
  };

  /** @param {{ name: string, data: any }} message */
  function take({ name, data }) {
    if (name === 'status') {
      live.status = data;
    }
    if (live.paused && /^(outcome|dropped)$/.test(name)) {
      live.waiting += name === 'dropped' ? data.count : 1;
      tell('waiting', live.waiting);
      return;
    }
    tell(name === 'dropped' ? 'poll' : name, data);
  }

  /** @param {string} name @param {any} data */
  function share(name, data) {
    channel?.postMessage({ name, data });
    take({ name, data });
  }

  let leading = false;
  channel?.addEventListener('message', (event) => {
    if (event.data.name === 'who' && leading) {
      channel.postMessage({ name: 'status', data: live.status });
    } else if (event.data.name !== 'who') {
      take(event.data);
    }
  });

  const lead = () => {
    leading = true;
    return follow(share);
  };
  if (channel && navigator.locks) {
    // The tab that holds the lock reads for all; when it closes the next one does.
    void navigator.locks.request('events ' + room, lead);
    channel.postMessage({ name: 'who' });
  } else {
    void lead();
  }
  return live;
}

const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Reads the stream for ever; polls between attempts. @param {(name: string, data: any) => void} share */
async function follow(share) {
  const seen = { last: '' };
  for (let failures = 0; ; failures++) {
    const began = Date.now();
    try {
      await readStream(share, seen);
    } catch {
      // What the network says does not help a reader; the state of the stream does.
    }
    failures = Date.now() - began > 10_000 ? 0 : failures;
    share('status', 'polling');
    await wait(Math.min(15_000, 1000 * 2 ** Math.min(failures, 4)));
    share('poll', null);
  }
}

/** @param {(name: string, data: any) => void} share @param {{ last: string }} seen the last id, kept for the next attempt */
async function readStream(share, seen) {
  const headers = /** @type {Record<string, string>} */ ({ Accept: 'text/event-stream' });
  if (seen.last) {
    headers['Last-Event-ID'] = seen.last;
  }
  const response = await fetch(address('stream', { outcomes: true, totals: true, operations: true }), { headers });
  if (!response.ok || !response.body) {
    throw new Error(String(response.status));
  }
  share('status', 'live');
  // What came between what was read and now is in no stream.
  share('poll', null);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const blocks = (rest + part.value).split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? '';
      blocks.forEach((block) => tellBlock(block, share, seen));
    }
  } finally {
    // A reader that broke off has nothing to cancel.
    reader.cancel().catch(() => {});
  }
}

/** @param {string} block @param {(name: string, data: any) => void} share @param {{ last: string }} seen */
function tellBlock(block, share, seen) {
  const fields = /** @type {Record<string, string>} */ ({});
  for (const line of block.split(/\r?\n/)) {
    const at = line.indexOf(':');
    if (at > 0) {
      const name = line.slice(0, at);
      const text = line.slice(at + 1).replace(/^ /, '');
      fields[name] = name === 'data' && fields.data !== undefined ? fields.data + '\n' + text : text;
    }
  }
  seen.last = fields.id ?? seen.last;
  if (fields.data !== undefined) {
    share(fields.event ?? 'message', parse(fields.data));
  }
}
