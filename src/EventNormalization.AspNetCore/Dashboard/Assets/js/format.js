// @ts-check
// Numbers, times and ids as people read them; the exact value is the title and what is copied.
import { button, copy, el, plain, shown } from './dom.js';
import { say } from './toast.js';

const thin = '\u2009';

/** Digits with thin spaces between thousands; exact, whatever their number. @param {any} value */
export function number(value) {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(String(value ?? ''));
  return match ? (match[1] && '\u2212') + match[2].replace(/\B(?=(\d{3})+$)/g, thin) + (match[3] ?? '') : String(value ?? '');
}

/** An amount in a column, aligned by its point: the fraction has a place of its own. @param {any} value @param {string} [currency] */
export function amount(value, currency) {
  const text = String(value);
  const [whole, fraction] = text.split('.');
  return el('span', { class: 'amount', title: plain(currency ? `${text} ${currency}` : text) },
    el('span', { class: 'whole' }, number(whole)),
    el('span', { class: 'fraction' }, fraction === undefined ? '' : '.' + fraction),
    el('span', { class: 'currency' }, ...shown(currency ?? '')));
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { day: '2-digit', month: 'short' });
const year = new Intl.DateTimeFormat(undefined, { day: '2-digit', month: 'short', year: 'numeric' });

/** A local time with seconds; today without its date. @param {string} instant */
export function timeText(instant) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) {
    return plain(instant);
  }
  const now = new Date();
  const text = clock.format(date);
  return date.toDateString() === now.toDateString() ? text
    : (date.getFullYear() === now.getFullYear() ? day : year).format(date) + ' ' + text;
}

/** A time element; the exact UTC instant on hover. @param {string | null | undefined} instant */
export const time = (instant) => instant
  ? el('time', { datetime: instant, title: plain(instant) }, timeText(instant))
  : el('span', { class: 'quiet' }, 'never');

/** How long ago, in one unit. @param {string} instant */
export function ago(instant) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(instant)) / 1000));
  return seconds < 2 ? 'now' : seconds < 60 ? `${seconds} s ago` : seconds < 3600 ? `${Math.round(seconds / 60)} min ago`
    : seconds < 86400 ? `${Math.round(seconds / 3600)} h ago` : `${Math.round(seconds / 86400)} d ago`;
}

/** Copies, and says whether it did. @param {string} text @param {string} what */
export const copyAndSay = async (text, what) =>
  say(await copy(text) ? `Copied ${what}.` : `The browser did not let the page copy ${what}.`);

/** A button that copies. @param {string} text @param {string} what */
export const copyButton = (text, what, label = 'Copy') => button(label, (event) => {
  event.stopPropagation();
  void copyAndSay(text, what);
}, { class: 'small', 'aria-label': `${label} ${what}` });

/** The first 8 digits of an id or hash, whole on hover. @param {string} value */
export const shortId = (value) => el('code', { class: 'id', title: value }, value.slice(0, 8));

/** An id in full with a copy button. @param {string} value @param {string} what */
export const fullId = (value, what) => el('span', { class: 'full-id' }, el('code', null, value), copyButton(value, what));

const words = /** @type {Record<string, string>} */ ({
  accepted: 'Accepted', duplicate: 'Duplicate', rejected: 'Rejected', deferred: 'Deferred', conflict: 'Conflict',
  not_kept: 'Not kept',
});

/** An outcome or state: a word and a shape, not colour alone. @param {string} kind */
export const outcome = (kind) => el('span', { class: 'outcome ' + kind }, el('i', { 'aria-hidden': 'true' }),
  words[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('_', ' '));

/** Bytes in a unit that people read. @param {number} bytes */
export function size(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let index = 0;
  while (bytes >= 1024 && index < units.length - 1) {
    bytes /= 1024;
    index++;
  }
  return `${bytes < 10 && index ? bytes.toFixed(1) : Math.round(bytes)} ${units[index]}`;
}

/** One or many. @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = one + 's') => `${number(count)} ${count === 1 ? one : many}`;
