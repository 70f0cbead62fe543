import { memberOf } from './event.js';
import type { Outcome } from './transport.js';

/** What the gateway answered to a batch. */
export interface Answer {
  readonly status: number;
  /** As long as it asked for; null when it did not. */
  readonly afterMs: number | null;
  readonly text: string;
}

const TEMPORARY: readonly number[] = [408, 425, 429];
const INDEX = /^\/(\d+)(\/.*)?$/;

/** What became of each event of a batch: the problem details name each bad one by its index, the others are stored. */
export function outcomesOf(answer: Answer, count: number): readonly Outcome[] {
  const { status } = answer;
  if (status >= 200 && status < 300) return Array.from({ length: count }, () => stored);
  const problem = parse(answer.text);
  const all = outcome(answer, detailOf(problem) ?? `the gateway answered ${status}`);
  // Only an answer that counts what it stored has looked at each event.
  if (typeof memberOf(problem, 'accepted') !== 'number') return Array.from({ length: count }, () => all);
  const faults = faultsByIndex(problem);
  return Array.from({ length: count }, (_, index) => {
    const fault = faults.get(index);
    return fault === undefined ? stored : outcome(answer, fault);
  });
}

const stored: Outcome = { kind: 'stored', sequence: null };

function outcome({ status, afterMs }: Answer, message: string): Outcome {
  const error = new Error(message);
  if (status < 500 && !TEMPORARY.includes(status)) return { kind: 'refused', error };
  return { kind: 'retry', error, ...(afterMs === null ? {} : { afterMs }) };
}

function faultsByIndex(problem: unknown): ReadonlyMap<number, string> {
  const faults = new Map<number, string>();
  const errors = memberOf(problem, 'errors');
  for (const one of Array.isArray(errors) ? errors : []) {
    const [, index, pointer = ''] = INDEX.exec(String(memberOf(one, 'pointer'))) ?? [];
    if (index === undefined) continue;
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
