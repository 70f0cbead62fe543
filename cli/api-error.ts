import { CliError, type Fault } from './cli-error.js';
import { exitCodeOfStatus } from './exit-codes.js';

/** The API answered with a problem. */
export class ApiError extends CliError {
  override readonly name = 'ApiError';

  constructor(
    message: string,
    /** HTTP status. */
    readonly status: number,
    faults: readonly Fault[],
    /** The problem details as they came; the body's text where it was none. */
    readonly problem: unknown,
  ) {
    super(message, exitCodeOfStatus(status), faults);
  }
}

/** What an answer that is no success says, as an error. */
export function apiError(status: number, text: string): ApiError {
  const problem = jsonOrText(text);
  if (status >= 300 && status < 400)
    return new ApiError(
      `the address answers with a redirect (${status}): name the API itself`,
      status,
      [],
      problem,
    );
  const detail = member(problem, 'detail') ?? member(problem, 'title');
  const message =
    typeof detail === 'string'
      ? detail
      : `the answer was ${status} and not of Deskhook: ${text.slice(0, 200)}`;
  return new ApiError(message, status, faultsOf(problem), problem);
}

function faultsOf(problem: unknown): readonly Fault[] {
  const errors = member(problem, 'errors');
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error: unknown) => {
    const [pointer, detail] = [member(error, 'pointer'), member(error, 'detail')];
    return typeof pointer === 'string' && typeof detail === 'string' ? [{ pointer, detail }] : [];
  });
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

/** A body as JSON; its text where it is none. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
