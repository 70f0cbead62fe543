import type { SendResult } from './response-collector.js';

const HIDDEN = '[hidden]';
/** What is shorter could be anything. */
const LENGTH_MIN = 8;

/** An answer for the log: receivers that echo requests would write credentials into it. */
export function concealedAnswer(result: SendResult, credentials: readonly string[]): SendResult {
  const secrets = credentials.filter(({ length }) => length >= LENGTH_MIN);
  if (result.kind === 'error' || secrets.length === 0) return result;
  const conceal = (text: string) => secrets.reduce((left, secret) => left.replaceAll(secret, HIDDEN), text);
  const headers = Object.fromEntries(
    Object.entries(result.headers).map(([name, value]) => [name, conceal(value)]),
  );
  return { ...result, headers, body: conceal(result.body) };
}
