import { z } from 'zod';

/** One fault of the input: a JSON pointer and what to do about it. */
export const problemErrorSchema = z.object({ pointer: z.string(), detail: z.string() });
export type ProblemError = z.infer<typeof problemErrorSchema>;

/** RFC 9457 problem details, the shape of every error answer. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  errors: z.array(problemErrorSchema).optional(),
  traceId: z
    .string()
    .optional()
    .describe('Of answers of 500 and above: the trace in which the fault is found'),
});
export type Problem = z.infer<typeof problemSchema>;

/** Kinds of failure that services report by name; the gateway alone turns them into HTTP. */
export const FAILURE_KINDS = {
  invalid: { status: 422, title: 'The input is not valid' },
  malformed: { status: 400, title: 'The request cannot be read' },
  unauthenticated: { status: 401, title: 'A valid API key is needed' },
  'wrong-signature': { status: 401, title: 'The signature does not fit' },
  forbidden: { status: 403, title: 'The API key may not do this' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'The path does not know this method' },
  conflict: { status: 409, title: 'The state does not allow this' },
  'precondition-failed': { status: 412, title: 'It has changed in the meantime' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The content type is not supported' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'A part that is needed is not available' },
  internal: { status: 500, title: 'Deskhook failed' },
} as const;
export const failureKindSchema = z.enum([
  'invalid',
  'malformed',
  'unauthenticated',
  'wrong-signature',
  'forbidden',
  'not-found',
  'method-not-allowed',
  'conflict',
  'precondition-failed',
  'too-large',
  'unsupported-media-type',
  'too-many-requests',
  'unavailable',
  'internal',
]);
export type FailureKind = z.infer<typeof failureKindSchema>;

export const failureSchema = z.object({
  kind: failureKindSchema,
  detail: z.string(),
  errors: z.array(problemErrorSchema).optional(),
  /** Further members of the problem (RFC 9457, section 3.2). */
  extensions: z.record(z.string(), z.unknown()).optional(),
});
/** A failure as a value, as it crosses the request/reply between services. */
export type Failure = z.infer<typeof failureSchema>;
