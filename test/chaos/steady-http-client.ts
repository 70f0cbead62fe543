import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  /** The only answer that is right. */
  readonly expects: number;
}

interface Settings {
  readonly url: string;
  readonly key: string;
  readonly perSecond: number;
  /** Makes the n-th request, from 0. */
  readonly call: (nth: number) => HttpCall;
}

/** Longer than the gateway takes for anything: what takes longer has failed. */
const ANSWER_MS_MAX = 60_000;
const SHOWN_MAX = 300;

/** Asks at a steady rate over connections that it keeps, and tries nothing twice: every request that is cut counts. */
export class SteadyHttpClient {
  readonly failures: string[] = [];
  answered = 0;
  longestMs = 0;
  /** Connections that it had to make; the fewer, the more of them are used again and again. */
  connections = 0;
  /** With a timeout it heeds how long the gateway asks it to keep a connection that it does not use. */
  readonly #agent = new Agent({ keepAlive: true, timeout: ANSWER_MS_MAX });
  readonly #open = new Set<Promise<void>>();
  #running = false;
  #work: Promise<void> = Promise.resolve();

  constructor(private readonly settings: Settings) {}

  start(): void {
    this.#running = true;
    this.#work = this.#askSteadily();
  }

  /** Waits for every answer that is still to come. */
  async finish(): Promise<void> {
    this.#running = false;
    await this.#work;
    await Promise.all(this.#open);
    this.#agent.destroy();
  }

  async #askSteadily(): Promise<void> {
    const everyMs = 1_000 / this.settings.perSecond;
    let nth = 0;
    while (this.#running) {
      const asked: Promise<void> = this.#ask(this.settings.call(nth++)).finally(() =>
        this.#open.delete(asked),
      );
      this.#open.add(asked);
      await delay(everyMs);
    }
  }

  async #ask(call: HttpCall): Promise<void> {
    const begun = performance.now();
    const failure = await this.#send(call).catch((error: unknown) => String(error));
    this.longestMs = Math.max(this.longestMs, performance.now() - begun);
    if (failure === null) this.answered += 1;
    else this.failures.push(`${new Date().toISOString()} ${call.method} ${call.path}: ${failure}`);
  }

  /** Null when the answer is right. */
  #send({ method, path, body, expects }: HttpCall): Promise<string | null> {
    const { url, key } = this.settings;
    const headers = {
      authorization: `Bearer ${key}`,
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    return new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(ANSWER_MS_MAX);
      const sent = httpRequest(url + path, { method, headers, agent: this.#agent, signal }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve(answer.statusCode === expects ? null : `${answer.statusCode} ${text.slice(0, SHOWN_MAX)}`),
        );
      });
      sent.once('socket', () => (this.connections += sent.reusedSocket ? 0 : 1));
      sent.once('error', reject);
      sent.end(body);
    });
  }
}
