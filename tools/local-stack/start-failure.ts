const logLinesMax = 12;

export class StartFailedError extends Error {
  override readonly name = 'StartFailedError';
}

/** A server that did not come up, with the end of what it wrote: the reason usually stands there. */
export function startFailure(what: string, log: string, cause: unknown): StartFailedError {
  const tail = log.trimEnd().split('\n').slice(-logLinesMax).join('\n');
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StartFailedError(`${what} did not start: ${reason}\n${tail}`, { cause });
}
