import { FailureError, TransientError, type Failure, type FailureKind } from '@deskhook/contracts';
import { HttpException } from '@nestjs/common';

/** Any error as a failure with a name. What nobody expected is `internal` and tells nothing to the outside. */
export function toFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  if (error instanceof TransientError)
    return { kind: 'unavailable', detail: `${sentence(error)}: try again` };
  const status = statusOf(error);
  const kind = status === null ? 'internal' : kindOf(status);
  if (kind === 'internal' || !(error instanceof Error)) return INTERNAL;
  return { kind, detail: sentence(error) };
}

const INTERNAL: Failure = {
  kind: 'internal',
  detail: "An unexpected error; the gateway's log has it under the answer's x-request-id",
};

const KINDS_BY_STATUS: Readonly<Record<number, FailureKind>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  409: 'conflict',
  412: 'precondition-failed',
  413: 'too-large',
  415: 'unsupported-media-type',
  422: 'invalid',
  429: 'too-many-requests',
  503: 'unavailable',
};

/** The status that Nest or Fastify would have answered with; null for errors that are neither's. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  return typeof error.statusCode === 'number' ? error.statusCode : null;
}

function kindOf(status: number): FailureKind {
  return KINDS_BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'malformed' : 'internal');
}

function sentence(error: Error): string {
  return error.message.charAt(0).toUpperCase() + error.message.slice(1);
}
