// @ts-check
// Reasons in words, and the line of a profile by which a candidate would be the reading.

/** @typedef {{ code: string, field: string, path?: string | null, found: string, expected: string, message: string,
 *   candidates?: string[] }} Reason */

/** @type {Record<string, string>} */
const PROBLEMS = {
  missing: 'is missing',
  conflict: 'stands twice and differs',
  kind: 'is of another kind of JSON',
  format: 'is in no known form',
  ambiguous: 'has several readings',
  sign: 'has no sign word',
  incomplete: 'is not whole',
  nonexistent: 'does not exist',
  range: 'is out of range',
  precision: 'has too many digits',
  too_long: 'is too long',
  characters: 'has invisible characters',
  parser_failed: 'broke its parser',
};

/** @type {Record<string, string>} */
const WHOLE = {
  'json.syntax': 'no JSON',
  'json.encoding': 'no UTF-8',
  'json.duplicate_key': 'a name stands twice',
  'json.too_deep': 'nested too deeply',
  'json.too_large': 'too large',
  'json.kind': 'no JSON object',
  'json.records': 'several events in one',
  'json.schema_unknown': 'no schema wants it',
  'json.schema_ambiguous': 'two schemas want it',
  'store.unavailable': 'the store did not answer',
  'key.conflict': 'its key belongs to another event',
};

/** A reason code in words. @param {string} code @param {string} field */
export function inWords(code, field) {
  const last = code.slice(code.lastIndexOf('.') + 1);
  const problem = Object.hasOwn(PROBLEMS, last) && PROBLEMS[last];
  return WHOLE[code] ?? (problem ? `${field.replaceAll('_', ' ')} ${problem}` : code);
}

/** @type {[unit: string, perSecond: number, secondsTo1970: number][]} */
const UNITS = [
  ['seconds', 1, 0],
  ['milliseconds', 1e3, 0],
  ['microseconds', 1e6, 0],
  ['nanoseconds', 1e9, 0],
  ['apple_seconds', 1, -978307200],
  ['days', 1 / 86400, 0],
  ['excel_days', 1 / 86400, 2209161600],
  ['dotnet_ticks', 1e7, 62135596800],
  ['windows_filetime', 1e7, 11644473600],
];

/** @param {string} found @param {string} candidate */
function epochUnit(found, candidate) {
  const number = Number(/-?\d+(\.\d+)?/.exec(found)?.[0]);
  const unit = UNITS.find(([, per, before]) => Math.abs((number / per - before) * 1e3 - Date.parse(candidate)) < 1e3);
  return unit && { epoch_unit: unit[0] };
}

/** @param {Reason} reason @param {string} candidate */
function ofTime(reason, candidate) {
  const first = Number(/\d+/.exec(reason.found)?.[0]);
  const candidates = reason.candidates ?? [];
  if (reason.expected.includes('date order')) {
    return { date_order: Number(candidate.slice(5, 7)) === first ? 'month_first' : 'day_first' };
  }
  if (/occurs twice|go forward/.test(reason.expected)) {
    const isEarlier = candidates.every((one) => Date.parse(candidate) <= Date.parse(one));
    return { local_time: isEarlier ? 'earlier' : 'later' };
  }
  return epochUnit(reason.found, candidate);
}

/** @param {Reason} reason @param {string} candidate */
function ofAmount(reason, candidate) {
  if (!reason.expected.includes('number format')) {
    const isSmaller = (reason.candidates ?? []).every((one) => Math.abs(Number(candidate)) <= Math.abs(Number(one)));
    return isSmaller ? { amount_unit: 'minor' } : { amount_scale: 0 };
  }
  const mark = reason.found.match(/[.,]/g)?.at(-1);
  const isDecimal = (reason.candidates ?? []).every((one) => Math.abs(Number(candidate)) <= Math.abs(Number(one)));
  return mark && { number_format: (mark === ',') === isDecimal ? 'decimal_comma' : 'decimal_point' };
}

/**
 * What a schema file would say for this reading: members of a client's profile, or of the schema; nothing where only
 * the sender can tell.
 * @param {Reason} reason
 * @param {string} candidate
 * @returns {{profile?: Record<string, unknown>, schema?: Record<string, unknown>}}
 */
export function settingFor(reason, candidate) {
  if (reason.code === 'client_id.ambiguous') {
    const name = (reason.path ?? '').split(', ')[(reason.candidates ?? []).indexOf(candidate)];
    return name ? { schema: { fields: { client_id: { aliases: [name] } } } } : {};
  }
  const profile = reason.code.startsWith('timestamp.')
    ? ofTime(reason, candidate)
    : reason.code === 'amount.ambiguous'
      ? ofAmount(reason, candidate)
      : undefined;
  return profile ? { profile } : {};
}

const isObject = (/** @type {any} */ value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {any} base @param {any} more @returns {any} entries, since a client may be called __proto__ */
const merged = (base, more) =>
  Object.fromEntries([
    ...Object.entries(base ?? {}),
    ...Object.entries(more).map(([name, value]) => [
      name,
      isObject(value) ? merged(isObject(base?.[name]) ? base[name] : {}, value) : value,
    ]),
  ]);

/** The schema document with a setting in it. @param {any} document @param {ReturnType<typeof settingFor>} setting
 * @param {string | null} client a client's own profile, or that of all */
export function withSetting(document, setting, client) {
  const profile = client === null ? { profile: setting.profile } : { profiles: { [client]: setting.profile } };
  return merged(document, setting.schema ?? (setting.profile ? profile : {}));
}
