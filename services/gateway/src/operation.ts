import type { FailureKind, Permission } from '@deskhook/contracts';
import type { z } from 'zod';

/** What answers a request that went well. */
export interface Answer {
  readonly status: 200 | 201 | 202 | 204;
  readonly description: string;
  /** Absent: no body. */
  readonly schema?: z.ZodType;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the audit log is told of an operation that went well. */
export interface AuditedOperation {
  /** What it acts upon; the id is that of the path, else that of the answer. */
  readonly kind: string;
  /** Members of the body that say how. */
  readonly shows?: readonly string[];
  /** Members of the body of which it only says that they were given: a log that nobody may be erased from must not have them. */
  readonly hides?: readonly string[];
}

/**
 * One operation of the API. The routes, the guard, the validation and the OpenAPI document all read this declaration,
 * so that they cannot disagree.
 */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** What the caller must be allowed to do; `authenticated`: anybody with a key may call it, `public`: anybody, `signature`: whoever signed it. */
  readonly access: Permission | 'authenticated' | 'public' | 'signature';
  /** Whether the gateway itself makes sure that the tenant in the path exists. */
  readonly knownTenant?: boolean;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body as content types and descriptions, where it is not one JSON schema: the handler reads it itself. */
  readonly rawBody?: Readonly<Record<string, z.ZodType>>;
  readonly answer: Answer;
  /** What else may answer a request that went well. */
  readonly alsoAnswers?: Answer;
  /** Absent for what only reads, and for changes of the configuration: the service that keeps it tells of them. */
  readonly audited?: AuditedOperation;
  /** Failures beside those that every operation can have. */
  readonly failures?: readonly FailureKind[];
}

/** Declares an operation, keeping the types of its schemas. */
export function operation<const O extends Operation>(declared: O): O {
  return declared;
}

/** The parsed parts of a request, as the operation declares them. */
export interface InputOf<O extends Operation> {
  readonly params: O extends { readonly params: infer S extends z.ZodType } ? z.output<S> : undefined;
  readonly query: O extends { readonly query: infer S extends z.ZodType } ? z.output<S> : undefined;
  readonly headers: O extends { readonly headers: infer S extends z.ZodType } ? z.output<S> : undefined;
  readonly body: O extends { readonly body: infer S extends z.ZodType } ? z.output<S> : undefined;
}
