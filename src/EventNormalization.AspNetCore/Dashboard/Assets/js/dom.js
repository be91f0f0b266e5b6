// @ts-check
// Elements without HTML: text enters as text alone.

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * An element. `class`, `on` (handlers), `data`, properties that only exist as such, else attributes.
 * @param {string} name @param {Record<string, any> | null} [given] @param {...(Child | Child[])} children
 * @returns {any}
 */
export function el(name, given, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given ?? {})) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (key === 'class') {
      element.className = value;
    } else if (key === 'on') {
      for (const [type, handler] of Object.entries(value)) {
        element.addEventListener(type, /** @type {any} */ (handler));
      }
    } else if (key === 'data') {
      Object.assign(element.dataset, value);
    } else if (key === 'value' || key === 'checked' || key === 'disabled') {
      /** @type {any} */ (element)[key] = value;
    } else {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  put(element, ...children);
  return element;
}

/** Appends, passing over what is empty. @param {Element} parent @param {...(Child | Child[])} children */
export function put(parent, ...children) {
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false && child !== '') {
      parent.append(child instanceof Node ? child : String(child));
    }
  }
  return parent;
}

/** Replaces what an element holds. @param {Element} parent @param {...(Child | Child[])} children */
export function fill(parent, ...children) {
  parent.replaceChildren();
  return put(parent, ...children);
}

// Joiners between letters, and in an emoji, are part of the spelling; all else that is not seen is shown as its escape.
const unseen = new RegExp(
  '(?<![\\p{L}\\p{M}\\p{Extended_Pictographic}\\p{Emoji_Modifier}])[\\u200c\\u200d]' +
  '|[\\u200c\\u200d](?![\\p{L}\\p{M}\\p{Extended_Pictographic}])' +
  '|(?![\\n\\t\\u200c\\u200d])[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0]',
  'gu');

/** The character as JSON's escape. */
export const escaped = (/** @type {string} */ c) => '\\u' + c.codePointAt(0)?.toString(16).padStart(4, '0');

/** Text of an event: bidirectional and invisible characters appear as escapes with a tint. @param {any} given @returns {Node[]} */
export function shown(given) {
  const text = String(given ?? '');
  const nodes = [];
  let start = 0;
  for (const match of text.matchAll(unseen)) {
    nodes.push(document.createTextNode(text.slice(start, match.index)));
    nodes.push(el('span', { class: 'unseen' }, escaped(match[0])));
    start = match.index + match[0].length;
  }
  nodes.push(document.createTextNode(text.slice(start)));
  return nodes;
}

/** The same as plain text, for attributes. @param {any} given */
export const plain = (given) => String(given ?? '').replace(unseen, escaped);

/** Draws again, with the focus where it was: at the control of the same name, else at what holds it. @param {Element} parent @param {() => void} draw */
export function keepFocus(parent, draw) {
  const controls = () => [...parent.querySelectorAll('a, button, input, select, textarea')];
  const nameOf = (/** @type {Element} */ control) => control.getAttribute('aria-label') ?? control.textContent;
  const before = controls();
  const at = before.indexOf(/** @type {Element} */ (document.activeElement));
  draw();
  if (at >= 0) {
    const now = controls().filter((control) => nameOf(control) === nameOf(before[at]));
    /** @type {any} */ (now.length > 1 ? controls()[at] : now[0] ?? parent.querySelector('[tabindex="0"]'))?.focus();
  }
}

/** @type {any} */ let pressed = null;
document.addEventListener('pointerdown', (event) => { pressed = event.target; }, true);
for (const end of ['pointerup', 'pointercancel']) {
  document.addEventListener(end, () => { pressed = null; }, true);
}

/** Is the user's hand on it: a button is pressed there, or text is selected in it? @param {Element} element */
export function held(element) {
  const selection = getSelection();
  return element.contains(pressed) || (selection?.type === 'Range' && element.contains(selection.anchorNode));
}

/** Fills again where what it is drawn from has changed, and nothing under the user's hand otherwise. @param {any} parent @param {any} from @param {() => (Child | Child[])[]} draw */
export function redraw(parent, from, draw) {
  const now = JSON.stringify(from);
  if (parent.drawnFrom !== now) {
    parent.drawnFrom = now;
    keepFocus(parent, () => fill(parent, ...draw()));
  }
}

/** Copies; says whether it worked. @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without a secure context there is no clipboard but the old command.
    const area = el('textarea', { class: 'away', value: text, 'aria-hidden': 'true' });
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

/** A button. @param {string} label @param {(event: Event) => any} run @param {Record<string, any>} [given] */
export const button = (label, run, given = {}) => el('button', { type: 'button', on: { click: run }, ...given }, label);

/** Is text being written here? @param {EventTarget | null} target */
export const writing = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
    && !/^(checkbox|radio|button)$/.test(/** @type {any} */ (target).type));
