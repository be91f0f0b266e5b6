// The event id of identity.md in JavaScript. `node identity.mjs [identity-vectors.json]` checks every vector;
// `node identity.mjs FILE.ndjson` hashes every record that `eventnorm normalize` printed.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

// One text for all spellings of one decimal: its digits without zeros at the ends, and a power of ten.
const decimal = text => {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text);
  const digits = (whole + fraction).replace(/^0+/, ''), bare = digits.replace(/0+$/, '');
  return bare && `${sign}${bare}e${Number(exponent) - fraction.length + digits.length - bare.length}`;
};

// Rule 3: a number if the shortest text of its double is the same decimal, else its plain digits as text.
const amount = plain => decimal(String(Number(plain))) === decimal(plain) ? Number(plain) : plain;

// JSON.stringify and the default sort are what RFC 8785 asks for, of texts without lone surrogates.
const canonical = identity =>
  '{' + Object.keys(identity).sort().map(k => JSON.stringify(k) + ':' + JSON.stringify(identity[k])).join(',') + '}';

const sha256 = text => createHash('sha256').update(text, 'utf8').digest('hex');

const text = readFileSync(process.argv[2] ?? new URL('identity-vectors.json', import.meta.url), 'utf8');
const isPrinted = process.argv[2]?.endsWith('.ndjson');
const vectors = isPrinted
  ? text.split('\n').filter(line => line.startsWith('{"event_id"')).map(line => JSON.parse(line))
  : JSON.parse(text);
const isWrongLine = ({ event_id, record, identity }) => sha256(canonical(identity ?? record)) !== event_id;
const isWrongVector = ({ record, decimals = [], ...expected }) => {
  const exact = ['amount', ...decimals].map(name => [name, amount(record[name])]);
  const text = canonical({ ...record, ...Object.fromEntries(exact) });
  return text !== expected.canonical || sha256(text) !== expected.sha256;
};
const wrong = vectors.filter(isPrinted ? isWrongLine : isWrongVector);
wrong.forEach(vector => console.error('wrong: ' + JSON.stringify(vector)));
console.log(`${vectors.length - wrong.length} of ${vectors.length} ${isPrinted ? 'records' : 'vectors'} agree`);
process.exitCode = wrong.length === 0 && vectors.length > 0 ? 0 : 1;
