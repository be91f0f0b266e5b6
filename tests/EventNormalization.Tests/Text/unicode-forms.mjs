// Prints the version of Unicode of the ICU inside Node, and the SHA-256 of what that ICU makes of every character and of
// the texts that are given: NFC, 0xFF, small letters, and a byte that tells what is invisible or unknown.
import { createHash } from 'node:crypto';

const hash = createHash('sha256');
const unknown = /^[\p{Cn}\p{Co}]$/u;
const invisible = new RegExp(
  '^[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\u2800]$', 'u');
const lower = character => character === '\u0130' ? character : character.toLowerCase();
const add = text => {
  const characters = [...text];
  const fault = characters.some(c => invisible.test(c)) ? 1 : characters.some(c => unknown.test(c)) ? 2 : 0;
  hash.update(text.normalize('NFC')).update(Buffer.of(0xFF));
  hash.update(characters.map(lower).join('')).update(Buffer.of(0xFC + fault));
};

for (let code = 0; code <= 0x10FFFF; code++) {
  if (code < 0xD800 || code > 0xDFFF) add(String.fromCodePoint(code));
}
process.argv[2].split(' ').forEach(add);
console.log(process.versions.unicode, hash.digest('hex'));
