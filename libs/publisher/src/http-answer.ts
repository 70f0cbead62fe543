import { memberOf } from './event.js';
import type { Outcome } from './transport.js';

/** What was answered to a batch. */
export interface Answer {
  /** Who answered. */
  readonly url: string;
  readonly status: number;
  /** Where a redirect leads to; null when the answer is none. */
  readonly location: string | null;
  /** As long as it asked for; null when it did not. */
  readonly afterMs: number | null;
  readonly text: string;
}

const TEMPORARY: readonly number[] = [408, 425, 429];
const INDEX = /^\/(\d+)(\/.*)?$/;

/**
 * What became of each event of a batch. Only what the gateway counts is stored: login pages, redirects and other services answer
 * as well. The problem details name each bad event by its index, the others are stored.
 */
export function outcomesOf(answer: Answer, count: number): readonly Outcome[] {
  const { status, location } = answer;
  if (location !== null) return all(count, { kind: 'refused', error: redirected(answer, location) });
  const body = parse(answer.text);
  const accepted = memberOf(body, 'accepted');
  const isSuccess = status >= 200 && status < 300;
  if (!isSuccess && typeof accepted !== 'number') return all(count, outcome(answer, detailOf(body)));
  const faults = isSuccess ? new Map<number, string>() : faultsByIndex(body, count);
  if (accepted !== count - faults.size) return all(count, { kind: 'retry', error: uncounted(answer) });
  return Array.from({ length: count }, (_, index) => {
    const fault = faults.get(index);
    return fault === undefined ? stored : outcome(answer, fault);
  });
}

function all(count: number, one: Outcome): readonly Outcome[] {
  return Array.from({ length: count }, () => one);
}

/** Neither the key nor events are sent to a place that nobody named. */
function redirected({ url, status }: Answer, location: string): Error {
  return new Error(
    `${url} redirects to ${location} (${status}): give the address that Deskhook's gateway itself answers at as \`url\``,
  );
}

function uncounted({ url, status }: Answer): Error {
  return new Error(
    `${url} answered ${status} and did not count the events as stored: this is not Deskhook's gateway, but a login page or another service; correct \`url\`, or let requests with an API key through`,
  );
}

const stored: Outcome = { kind: 'stored', sequence: null };

function outcome({ url, status, afterMs }: Answer, why: string | null): Outcome {
  const error = new Error(
    why ?? `${url} answered ${status} without a reason: a proxy on the way, or not Deskhook's gateway`,
  );
  if (status < 500 && !TEMPORARY.includes(status)) return { kind: 'refused', error };
  return { kind: 'retry', error, ...(afterMs === null ? {} : { afterMs }) };
}

function faultsByIndex(problem: unknown, count: number): ReadonlyMap<number, string> {
  const faults = new Map<number, string>();
  const errors = memberOf(problem, 'errors');
  for (const one of Array.isArray(errors) ? errors : []) {
    const [, index, pointer = ''] = INDEX.exec(String(memberOf(one, 'pointer'))) ?? [];
    if (index === undefined || Number(index) >= count) continue;
    const detail = String(memberOf(one, 'detail'));
    faults.set(Number(index), pointer === '' ? detail : `${pointer}: ${detail}`);
  }
  return faults;
}

function detailOf(problem: unknown): string | null {
  const detail = memberOf(problem, 'detail');
  return typeof detail === 'string' ? detail : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Milliseconds of a Retry-After header: seconds, or an instant; null when it is neither. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
