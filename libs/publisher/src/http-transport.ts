import { memberOf } from './event.js';
import { outcomesOf, retryAfterMs, type Answer } from './http-answer.js';
import type { Outcome, Outgoing, Transport } from './transport.js';

export interface HttpPlace {
  /** Where Deskhook's gateway is, for example `https://deskhook.example.com`. */
  readonly url: string;
  /** An API key of the tenant with the role `publisher`. */
  readonly key: string;
  /** Events of one request, at most; 500 when absent. */
  readonly batchMax?: number;
  /** How long an answer is waited for, in milliseconds; 30,000 when absent. */
  readonly timeoutMs?: number;
}

const BATCH_MAX = 500;
/** Below what proxies commonly let through. */
const BATCH_BYTES_MAX = 900_000;
const TIMEOUT_MS = 30_000;
const TOO_LARGE = 413;

/** Posts events as a batch of CloudEvents: an event is stored when the gateway has answered so. */
export class HttpTransport implements Transport {
  readonly requestsMax = 1;
  /** Becomes smaller where a proxy on the way takes less. */
  batchMax: number;
  readonly batchBytesMax = BATCH_BYTES_MAX;
  private readonly url: URL;
  private readonly closing = new AbortController();

  constructor(
    private readonly place: HttpPlace,
    tenant: string,
  ) {
    this.batchMax = place.batchMax ?? BATCH_MAX;
    const base = place.url.endsWith('/') ? place.url : `${place.url}/`;
    this.url = new URL(`v1/tenants/${tenant}/events`, base);
  }

  watch(): void {
    // There is no connection to watch: each request tells.
  }

  async send(batch: readonly Outgoing[]): Promise<readonly Outcome[]> {
    try {
      const answer = await this.post(batch);
      return this.tooLarge(answer, batch.length) ?? outcomesOf(answer, batch.length);
    } catch (error) {
      const outcome = { kind: 'retry', error: unreachable(this.url, error) } as const;
      return batch.map(() => outcome);
    }
  }

  close(): Promise<void> {
    this.closing.abort();
    return Promise.resolve();
  }

  /** Who refused the request looked at no event: a smaller one may pass. An event that is too large alone is refused. */
  private tooLarge({ status }: Answer, count: number): readonly Outcome[] | null {
    if (status !== TOO_LARGE || count === 1) return null;
    this.batchMax = Math.max(1, Math.floor(count / 2));
    // The same text each time: it is one obstacle.
    const error = new Error(
      'requests of this size are too large for a proxy on the way: smaller ones are sent from now on',
    );
    return Array.from({ length: count }, () => ({ kind: 'retry', error }) as const);
  }

  private async post(batch: readonly Outgoing[]): Promise<Answer> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.place.key}`,
        'content-type': 'application/cloudevents-batch+json',
      },
      body: `[${batch.map(({ body }) => new TextDecoder().decode(body)).join(',')}]`,
      signal: AbortSignal.any([this.closing.signal, AbortSignal.timeout(this.place.timeoutMs ?? TIMEOUT_MS)]),
      // Answers in the place of the gateway are told by where they lead to.
      redirect: 'manual',
    });
    const { status } = response;
    const afterMs = retryAfterMs(response.headers.get('retry-after'), Date.now());
    const url = this.url.origin + this.url.pathname;
    return { url, status, location: this.locationOf(response), afterMs, text: await response.text() };
  }

  /** Without its query, which may hold what a login must not tell. */
  private locationOf({ status, headers }: Response): string | null {
    const location = headers.get('location');
    if (location === null || status < 300 || status >= 400) return null;
    const base = this.url.href;
    if (!URL.canParse(location, base)) return location;
    const { origin, pathname } = new URL(location, base);
    return origin + pathname;
  }
}

function unreachable(url: URL, error: unknown): Error {
  return new Error(`no answer from ${url.origin}: ${reasonOf(error)}`, { cause: error });
}

/** What fetch says is in its cause; where a name has several addresses, the error of them all has a code alone. */
function reasonOf(error: unknown): string {
  const cause = memberOf(error, 'cause') ?? error;
  const said = [memberOf(cause, 'message'), memberOf(cause, 'code')];
  return said.find((one) => typeof one === 'string' && one !== '')?.toString() ?? String(cause);
}
