// @ts-check
// A table of which only the visible rows are in the document; rows are walked with j and k and opened with Enter.
import { el, fill, held, put } from './dom.js';

/**
 * @typedef {{ name: string, title: string, width: string, cell: (row: any) => any, sort?: string, class?: string, wide?: boolean }} Column
 * `width` is a grid track; `wide` columns are hidden on a phone; `sort` is the name of the order for `onSort`.
 */

/**
 * What of the rows that were there lies behind a page that was read again: a page has an end, and a search ends after a second.
 * @param {any[]} read @param {{ next?: string | null, searched_to?: string }} page @param {any[]} rows @param {(row: any) => string} key
 */
export function beyond(read, page, rows, key) {
  const known = new Set(read.map(key));
  const end = rows.findLastIndex((row) => known.has(key(row)));
  // Where no row of before was read again, there may be others between.
  return page.next && (end >= 0 || page.searched_to) ? rows.slice(end + 1) : [];
}

/** The row itself, a control in it, or none. @param {Element} row */
const stops = (row) => [row, ...row.querySelectorAll('button, input')];

/** @type {{ element: HTMLElement, key: (name: string) => boolean, focus: () => void } | null} */
let active = null;

/** Gives a key to the table in view. @param {string} name @returns {boolean} whether it was used */
export const tableKey = (name) => active !== null && active.element.isConnected && active.key(name);

/** Gives the focus back to the row that it was at. */
export const tableFocus = () => active?.element.isConnected && active.focus();

/**
 * @param {{ label: string, columns: Column[], key: (row: any) => string, onOpen: (row: any) => void,
 *   onSort?: (sort: string) => void, onEnd?: () => void, rowClass?: (row: any) => string }} given
 */
export function createTable(given) {
  const { columns, key } = given;
  /** @type {any[]} */ let rows = [];
  /** @type {Map<string, any>} */ let drawn = new Map();
  let current = '';
  let open = '';
  let height = 32;
  let asked = -1;
  let [frame, holding] = [0, 0];

  const head = el('div', { role: 'row', class: 'table-row head' });
  const group = el('div', { role: 'rowgroup', class: 'table-body' });
  const foot = el('div', { class: 'table-foot' });
  const scroller = el('div', { class: 'table-scroll' });
  const table = el('div', { role: 'table', class: 'table', 'aria-label': given.label },
    el('div', { role: 'rowgroup', class: 'table-head' }, head), group);
  put(scroller, table, foot);
  table.style.setProperty('--columns', columns.map((column) => column.width).join(' '));
  table.style.setProperty('--columns-phone', columns.filter((column) => !column.wide).map((column) => column.width).join(' '));

  const classOf = (/** @type {Column} */ column) => `col-${column.name} ${column.class ?? ''}` + (column.wide ? ' wide' : '');

  /** @param {string} [sort] @param {string} [direction] */
  function drawHead(sort, direction) {
    fill(head, ...columns.map((column) => {
      const on = column.sort !== undefined && column.sort === sort;
      const content = column.sort === undefined || !given.onSort ? column.title || el('span', { class: 'away' }, column.name)
        : el('button', { type: 'button', class: 'sort', on: { click: () => given.onSort?.(column.sort ?? '') } },
          column.title, el('span', { 'aria-hidden': 'true' }, on ? (direction === 'asc' ? ' \u2191' : ' \u2193') : ''));
      return el('div', {
        role: 'columnheader', class: classOf(column), 'aria-sort': on ? (direction === 'asc' ? 'ascending' : 'descending') : null,
      }, content);
    }));
  }

  /** @param {any} row */
  function drawRow(row) {
    const id = key(row);
    const element = el('div', {
      role: 'row', class: 'table-row ' + (given.rowClass?.(row) ?? ''), tabindex: id === current ? '0' : '-1',
      'aria-current': id === open ? 'true' : null, data: { key: id },
    }, ...columns.map((column) => el('div', { role: 'cell', class: classOf(column), 'data-title': column.title }, ...[column.cell(row)].flat())));
    // A row is one stop of the Tab key and its controls are others; a value in it is neither.
    element.querySelectorAll('.value').forEach((/** @type {HTMLElement} */ value) => { value.tabIndex = -1; });
    element.addEventListener('click', () => { setCurrent(id); given.onOpen(row); });
    return element;
  }

  /** @param {any} element @param {number} index */
  function place(element, index) {
    element.style.top = index * height + 'px';
    element.setAttribute('aria-rowindex', String(index + 2));
  }

  function draw() {
    frame = 0;
    height = parseFloat(getComputedStyle(table).getPropertyValue('--row')) || 32;
    group.style.height = rows.length * height + 'px';
    const first = Math.max(0, Math.floor(scroller.scrollTop / height) - 8);
    const last = Math.min(rows.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / height) + 8);
    let kept = new Map();
    for (let index = first; index < last; index++) {
      const row = rows[index];
      const before = drawn.get(key(row));
      const one = before?.row === row ? before : { row, element: drawRow(row) };
      place(one.element, index);
      kept.set(key(row), one);
    }
    let focused = document.activeElement;
    for (const [id, one] of drawn) {
      const now = kept.get(id);
      const index = now || !one.element.contains(focused) ? -1 : indexOf(id);
      if (index >= 0) {
        // The row that has the focus stays in the document, so that the keyboard goes on from it.
        place(one.element, index);
        kept = new Map(index < first ? [[id, one], ...kept] : [...kept, [id, one]]);
      } else if (now !== one) {
        const stop = focused && now ? stops(one.element).indexOf(focused) : -1;
        focused = stop < 0 ? focused : stops(now.element)[stop] ?? now.element;
        one.element.remove();
      }
    }
    drawn = kept;
    // What is read aloud and walked by Tab is the order of the document.
    let next = group.firstChild;
    for (const { element } of kept.values()) {
      if (element === next) {
        next = next.nextSibling;
      } else {
        group.insertBefore(element, next);
      }
    }
    if (focused !== document.activeElement && group.contains(focused)) {
      /** @type {HTMLElement} */ (focused).focus({ preventScroll: true });
    }
    table.setAttribute('aria-rowcount', String(rows.length + 1));
    if (rows.length > 0 && last >= rows.length - 4 && asked !== rows.length && given.onEnd) {
      asked = rows.length;
      given.onEnd();
    }
  }

  const later = () => { frame ||= requestAnimationFrame(draw); };

  /** @param {string} id */
  function setCurrent(id) {
    drawn.get(current)?.element.setAttribute('tabindex', '-1');
    current = id;
    drawn.get(current)?.element.setAttribute('tabindex', '0');
  }

  /** @param {number} index */
  function focusRow(index) {
    if (index < 0 || index >= rows.length) {
      return;
    }
    const top = index * height;
    const headHeight = head.offsetHeight;
    if (top < scroller.scrollTop) {
      scroller.scrollTop = top;
    } else if (top + height + headHeight > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = top + height + headHeight - scroller.clientHeight;
    }
    draw();
    setCurrent(key(rows[index]));
    drawn.get(current)?.element.focus({ preventScroll: true });
  }

  const indexOf = (/** @type {string} */ id) => rows.findIndex((row) => key(row) === id);

  scroller.addEventListener('scroll', later, { passive: true });
  new ResizeObserver(later).observe(scroller);
  group.addEventListener('focusin', (/** @type {any} */ event) => {
    const id = event.target.closest('[data-key]')?.dataset.key;
    id && setCurrent(id);
  });
  group.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const moves = /** @type {Record<string, string>} */ ({ ArrowDown: 'j', ArrowUp: 'k', Enter: 'Enter', Home: 'Home', End: 'End' });
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.getAttribute('role') === 'row' && moves[event.key] && self.key(moves[event.key])) {
      event.preventDefault();
      event.stopPropagation();
    }
  });

  const self = {
    element: scroller,
    foot,
    /** The row that the keyboard is at. */
    get current() { return rows[indexOf(current)]; },
    /** Shows these rows; a row that has not changed is not drawn again. @param {any[]} next @param {boolean} [top] */
    setRows(next, top = false) {
      clearTimeout(holding);
      if (!top && held(group)) {
        // What is pressed, or selected as text, stays until it is let go.
        holding = setTimeout(() => self.setRows(next), 200);
        return;
      }
      // Rows that come in above what is read do not move it.
      const anchor = scroller.scrollTop > height && !top ? rows[Math.floor(scroller.scrollTop / height)] : null;
      const before = anchor ? indexOf(key(anchor)) : -1;
      const known = new Map(rows.map((row) => [key(row), row]));
      rows = next.map((row) => {
        const same = known.get(key(row));
        return same === row || (same && JSON.stringify(same) === JSON.stringify(row)) ? same : row;
      });
      if (next.length < asked || top) {
        asked = -1;
      }
      if (indexOf(current) < 0) {
        current = rows.length > 0 ? key(rows[0]) : '';
      }
      if (top) {
        scroller.scrollTop = 0;
      } else if (anchor) {
        const after = indexOf(key(anchor));
        group.style.height = rows.length * height + 'px';
        scroller.scrollTop += after >= 0 ? (after - before) * height : 0;
      }
      later();
    },
    /** @param {string} [sort] @param {string} [direction] */
    setSort: drawHead,
    /** Marks the row that is open. @param {string} [id] */
    setOpen(id = '') {
      drawn.get(open)?.element.removeAttribute('aria-current');
      open = id;
      drawn.get(open)?.element.setAttribute('aria-current', 'true');
      if (id && indexOf(id) >= 0) {
        setCurrent(id);
      }
    },
    focus() { focusRow(Math.max(0, indexOf(current))); },
    /** The end of the rows is told again when it is seen. */
    again() { asked = -1; },
    /** Draws again what a row shows. */
    refresh() { drawn.forEach(({ element }) => element.remove()); drawn = new Map(); later(); },
    /** @param {string} name @returns {boolean} */
    key(name) {
      const at = indexOf(current);
      const inside = group.contains(document.activeElement);
      if (name === 'j' || name === 'k') {
        focusRow(inside ? Math.min(rows.length - 1, Math.max(0, at + (name === 'j' ? 1 : -1))) : Math.max(0, at));
        return true;
      }
      if (inside && (name === 'Home' || name === 'End')) {
        focusRow(name === 'Home' ? 0 : rows.length - 1);
        return true;
      }
      // A button in a row does what it says.
      if (name === 'Enter' && inside && document.activeElement?.matches('[role=row]') && rows[at]) {
        given.onOpen(rows[at]);
        return true;
      }
      return false;
    },
  };
  active = self;
  drawHead();
  return self;
}
