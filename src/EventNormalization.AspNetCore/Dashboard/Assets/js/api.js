// @ts-check
// All calls of the HTTP API; addresses are relative to the page, so that any prefix works.

/** An answer that is no success; `problem` is what the server said (RFC 9457), or a title made of the status. */
export class ApiProblem extends Error {
  /** @param {number} status @param {any} problem */
  constructor(status, problem) {
    super(problem.detail || problem.title || `The server answered ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

/** Parses JSON; a number that a double cannot hold exactly stays text, so that no amount is ever rounded. */
export const parse = (/** @type {string} */ text) =>
  JSON.parse(text, /** @type {any} */ ((/** @type {string} */ _, /** @type {any} */ value, /** @type {any} */ context) =>
    typeof value === 'number' && context?.source && String(value) !== context.source ? context.source : value));

/** @param {string} path @param {Record<string, any>} [params] empty values are left out */
export function address(path, params = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== '') {
      query.set(name, String(value));
    }
  }
  const text = query.toString();
  return 'api/' + path + (text ? '?' + text : '');
}

/** @param {Response} response */
async function read(response) {
  const text = await response.text();
  try {
    return text ? parse(text) : {};
  } catch {
    return { title: text.slice(0, 300) || `The server answered ${response.status}.` };
  }
}

/** Gets JSON; throws an ApiProblem. @param {string} path @param {Record<string, any>} [params] @param {AbortSignal} [signal] */
export async function get(path, params, signal) {
  const response = await fetch(address(path, params), { signal, headers: { Accept: 'application/json' } });
  const body = await read(response);
  if (!response.ok) {
    throw new ApiProblem(response.status, body);
  }
  return body;
}

/**
 * Sends; a text goes as it is, anything else as JSON. Gives the answer of any status: a rejected event is no exception.
 * @param {string} method @param {string} path @param {any} [body] @param {AbortSignal} [signal]
 * @returns {Promise<{ ok: boolean, status: number, body: any }>}
 */
export async function send(method, path, body, signal) {
  const response = await fetch(address(path), {
    method,
    signal,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body ?? {}),
  });
  return { ok: response.ok, status: response.status, body: await read(response) };
}

const quoted = (/** @type {string} */ text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The same call as a line for a shell. @param {string} method @param {string} path @param {any} [given] parameters of a GET, else the body */
export function curl(method, path, given) {
  const url = new URL(address(path, method === 'GET' ? given : undefined), document.baseURI).href;
  if (method === 'GET') {
    return `curl ${quoted(url)}`;
  }
  const body = typeof given === 'string' ? given : JSON.stringify(given ?? {});
  return `curl -X ${method} -H 'Content-Type: application/json' --data-binary ${quoted(body)} ${quoted(url)}`;
}
