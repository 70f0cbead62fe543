import createClient, { type Middleware } from 'openapi-fetch';
import { currentKey, endSession } from '../app/session.js';
import { problemOf, unreachable } from './problem.js';
import type { paths } from './schema.gen.js';

const UNAUTHENTICATED = 401;

/** Whoever signed in with a key that is not accepted any more has to sign in again. */
const authenticated: Middleware = {
  onRequest({ request }) {
    const key = currentKey();
    if (key !== null && !request.headers.has('authorization'))
      request.headers.set('authorization', `Bearer ${key}`);
    return request;
  },
  onResponse({ request, response }) {
    if (response.status === UNAUTHENTICATED) endSession(bearerOf(request));
  },
};

const bearerOf = ({ headers }: Request): string => headers.get('authorization')?.replace('Bearer ', '') ?? '';

/** The HTTP API, typed by its OpenAPI document. Calls go through `ask`. */
export const api = createClient<paths>({ baseUrl: window.location.origin });
api.use(authenticated);

interface Outcome<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The answer of a call; throws a ProblemError for every other outcome.
 *
 * @example const page = await ask(api.GET('/v1/tenants/{tenant}/events', { params: { path: { tenant } }, signal }));
 */
export async function ask<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw unreachable();
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an answer without content has none: T is undefined then
  if (response.ok) return data as T;
  throw problemOf(response.status, error);
}
