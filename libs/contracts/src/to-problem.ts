import { FAILURE_KINDS, type Failure, type FailureKind, type Problem } from './problem.schema.js';

/** A failure as RFC 9457 problem details. */
export function toProblem(failure: Failure): Problem & Readonly<Record<string, unknown>> {
  const { status, title } = FAILURE_KINDS[failure.kind];
  return {
    type: problemType(failure.kind),
    title,
    status,
    detail: failure.detail,
    ...(failure.errors === undefined ? {} : { errors: failure.errors }),
    ...failure.extensions,
  };
}

/** The stable name of a kind of problem. */
function problemType(kind: FailureKind): string {
  return `urn:deskhook:problem:${kind}`;
}
