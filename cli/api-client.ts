import { apiError, jsonOrText } from './api-error.js';
import { CliError, messageOf, type Fault } from './cli-error.js';
import { EXIT } from './exit-codes.js';
import type { Settings } from './settings.js';

export { ApiError } from './api-error.js';

/** What reads an answer: a zod schema. */
export interface Reads<T> {
  parse(value: unknown): T;
}

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export interface ApiRequest {
  readonly query?: Query;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, with its own content type. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON; its text where it is none, null where it is empty. */
  readonly body: unknown;
}

/** Path of the API with each value encoded: apiPath`/v1/tenants/${tenant}/events`. */
export function apiPath(texts: TemplateStringsArray, ...values: readonly string[]): string {
  return String.raw({ raw: texts }, ...values.map(encodeURIComponent));
}

/** Deskhook's HTTP API with a key. Whatever is not a success is an ApiError, or a CliError where nothing answered. */
export class ApiClient {
  constructor(
    private readonly settings: Settings,
    /** What messages about a connection say of the proxy that is between. */
    private readonly proxyNote: string | null = null,
  ) {}

  async get<T>(path: string, schema: Reads<T>, query: Query = {}, signal?: AbortSignal): Promise<T> {
    const { body } = await this.request('GET', path, {
      query,
      ...(signal === undefined ? {} : { signal }),
    });
    return understood(schema, body);
  }

  async post<T>(path: string, schema: Reads<T>, json: unknown): Promise<T> {
    const { body } = await this.request('POST', path, { json });
    return understood(schema, body);
  }

  /** The items of a list, page by page, at most `limit`. */
  async *items<T>(
    path: string,
    page: Reads<Page<T>>,
    query: Query,
    limit: number,
    signal?: AbortSignal,
  ): AsyncGenerator<T> {
    let cursor: string | undefined;
    for (let left = limit; left > 0;) {
      const paged = { ...query, limit: Math.min(left, PAGE_ITEMS_MAX), cursor };
      const { items, nextCursor } = await this.get(path, page, paged, signal);
      yield* items.slice(0, left);
      left -= items.length;
      if (nextCursor === null) return;
      cursor = nextCursor;
    }
  }

  async request(method: string, path: string, request: ApiRequest = {}): Promise<ApiAnswer> {
    const timeout = AbortSignal.timeout(request.timeoutMs ?? this.settings.timeoutMs);
    const signal = request.signal === undefined ? timeout : AbortSignal.any([timeout, request.signal]);
    const response = await this.send(method, path, { ...request, signal });
    const body = await this.unlessUnreachable(response.text());
    if (!response.ok) throw apiError(response.status, body);
    return {
      status: response.status,
      headers: response.headers,
      body: body === '' ? null : jsonOrText(body),
    };
  }

  /** An answer without an end, such as server-sent events; ended by the signal. The time limit is for its beginning. */
  async stream(path: string, request: ApiRequest): Promise<Response> {
    const ended = new AbortController();
    const timer = setTimeout(() => ended.abort(timedOut()), this.settings.timeoutMs);
    try {
      const signal = AbortSignal.any([
        ended.signal,
        ...(request.signal === undefined ? [] : [request.signal]),
      ]);
      const response = await this.send('GET', path, { ...request, signal });
      if (!response.ok) throw apiError(response.status, await response.text());
      return response;
    } finally {
      clearTimeout(timer);
    }
  }

  private send(method: string, path: string, request: ApiRequest): Promise<Response> {
    const body = request.json === undefined ? request.body : JSON.stringify(request.json);
    const sent = fetch(this.address(path, request.query ?? {}), {
      method,
      headers: {
        authorization: `Bearer ${this.settings.key}`,
        accept: 'application/json, application/problem+json, */*;q=0.5',
        ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(body === undefined ? {} : { body }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
      // A key goes to the address that was named and no further.
      redirect: 'manual',
    });
    return this.unlessUnreachable(sent);
  }

  private address(path: string, query: Query): URL {
    const url = new URL(this.settings.url);
    url.pathname = url.pathname.replace(/\/$/, '') + path;
    for (const [name, value] of Object.entries(query)) {
      const values = Array.isArray(value) ? value : [value];
      for (const each of values) if (each !== undefined) url.searchParams.append(name, String(each));
    }
    return url;
  }

  private async unlessUnreachable<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (cause) {
      if (cause instanceof Error && cause.name === 'AbortError') throw cause;
      const { origin } = this.settings.url;
      const note = this.proxyNote === null ? '' : ` (${this.proxyNote})`;
      const message = `no answer from ${origin}: ${reasonOf(cause)}${note}`;
      throw new CliError(message, EXIT.unavailable, [], { cause });
    }
  }
}

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Another release may answer otherwise than this one expects. */
function understood<T>(schema: Reads<T>, body: unknown): T {
  try {
    return schema.parse(body);
  } catch (cause) {
    const message =
      'the answer is not what this release expects: use the command line of the same release as Deskhook';
    throw new CliError(message, EXIT.failed, issuesOf(cause), { cause });
  }
}

/** Where the answer differs, as zod tells it. */
function issuesOf(error: unknown): readonly Fault[] {
  if (!(error instanceof Error) || !('issues' in error) || !Array.isArray(error.issues)) return [];
  return error.issues
    .slice(0, ISSUES_SHOWN_MAX)
    .map((issue: Issue) => ({ pointer: `/${issue.path.map(String).join('/')}`, detail: issue.message }));
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const ISSUES_SHOWN_MAX = 5;

/** Most that the API gives in one page. */
const PAGE_ITEMS_MAX = 200;

const timedOut = () => new DOMException('The operation timed out', 'TimeoutError');

/** fetch hides what happened in the cause of its "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'it took too long (--timeout gives it more)';
  const { cause } = error;
  if (cause instanceof AggregateError) return cause.errors.map(messageOf).join(', ');
  return cause instanceof Error ? cause.message : error.message;
}
