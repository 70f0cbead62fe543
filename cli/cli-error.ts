import { EXIT, type ExitCode } from './exit-codes.js';

/** Details of a failure: what is wrong where, and what to do about it. */
export interface Fault {
  /** JSON pointer, `file:line`, or another place; empty for the whole. */
  readonly pointer: string;
  readonly detail: string;
}

/** A failure that was expected: shown as its sentence and faults, without a stack. */
export class CliError extends Error {
  override readonly name: string = 'CliError';

  constructor(
    message: string,
    readonly exitCode: ExitCode = EXIT.failed,
    readonly faults: readonly Fault[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The command line, a setting or a file of the user's is wrong; nothing was tried. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';

  constructor(message: string, faults: readonly Fault[] = [], options?: ErrorOptions) {
    super(message, EXIT.usage, faults, options);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
