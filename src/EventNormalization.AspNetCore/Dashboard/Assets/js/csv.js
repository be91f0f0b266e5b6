// @ts-check
// RFC 4180, as `aggregate --csv` writes it: no cell begins as a formula, whatever separator a spreadsheet uses.

const FORMULA = /(^|[,;|\t\r\n"])([ "]*)([=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** @param {string} text */
const inert = (text) => text.replace(FORMULA, "$1$2'$3");

/** @param {string} cell */
const quoted = (cell) => (/[,;"\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/**
 * @param {{name: string, number?: boolean}[]} columns numbers stand as they are
 * @param {(string | null | undefined)[][]} rows
 */
export function csv(columns, rows) {
  const lines = [
    columns.map((column) => inert(column.name)),
    ...rows.map((row) => row.map((cell, i) => (columns[i].number ? (cell ?? '') : inert(cell ?? '')))),
  ];
  return lines.map((line) => line.map(quoted).join(',') + '\r\n').join('');
}
