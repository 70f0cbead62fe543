import { spokenFault } from './field-faults.js';
import type { Problem } from './types.js';

/** Nothing answered, or not in the way of the API: the network, a proxy, a gateway that restarts. */
const UNREACHABLE = 0;

export interface FieldFault {
  /** JSON pointer into what was sent. */
  readonly pointer: string;
  readonly detail: string;
}

/** A refusal of the API (RFC 9457), or that it could not be reached. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly faults: readonly FieldFault[] = [],
  ) {
    super(detail || title);
  }

  get isUnreachable(): boolean {
    return this.status === UNREACHABLE;
  }
}

export function unreachable(): ProblemError {
  return new ProblemError(
    UNREACHABLE,
    'Deskhook does not answer',
    'The gateway could not be reached. Check the network and whether it runs; this page tries again by itself.',
  );
}

/** What an answer that is no success says. */
export function problemOf(status: number, body: unknown): ProblemError {
  const { title, detail, errors } = isRecord(body) ? (body as Partial<Problem>) : {};
  const faults = (errors ?? []).map((fault) => ({
    pointer: fault.pointer ?? '',
    detail: spokenFault(fault.detail),
  }));
  return new ProblemError(status, title ?? `Answered with ${status}`, detail ?? '', faults);
}

/** Anything that was thrown, as a problem that can be shown. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError(-1, 'Something went wrong here', error instanceof Error ? error.message : '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
