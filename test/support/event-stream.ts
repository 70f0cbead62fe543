// Test support: a client of server-sent events that keeps what it is told.
import { waitUntil } from '../../tools/local-stack/wait-until.js';

export interface StreamedEvent {
  readonly id: string;
  readonly event: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into data of any shape
  readonly data: any;
}

export interface EventStream {
  readonly status: number;
  readonly headers: Headers;
  readonly events: readonly StreamedEvent[];
  /** Everything that came, as text. */
  readonly text: () => string;
  /** Whether the other side ended it. */
  readonly ended: () => boolean;
  /** Waits until so many events of that kind have come. */
  received(count: number, event?: string): Promise<readonly StreamedEvent[]>;
  closed(): Promise<void>;
  close(): void;
}

const TIMEOUT_MS = 60_000;

/** Opens an event stream; its answer may also be a refusal. */
export async function openEventStream(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<EventStream> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  let text = '';
  let ended = false;
  const events: StreamedEvent[] = [];
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n').slice(0, -1);
      events.splice(0, events.length, ...blocks.map(parse).filter((one) => one !== null));
    }
  };
  void read()
    .catch(() => undefined)
    .finally(() => {
      ended = true;
    });
  const of = (event: string) => events.filter((one) => one.event === event);
  return {
    status: response.status,
    headers: response.headers,
    events,
    text: () => text,
    ended: () => ended,
    received: (count, event = 'attempt') =>
      waitUntil(() => (of(event).length >= count ? of(event) : undefined), {
        what: `${count} events "${event}"`,
        timeoutMs: TIMEOUT_MS,
      }),
    closed: () =>
      waitUntil(() => ended || undefined, { what: 'the end of the stream', timeoutMs: TIMEOUT_MS }).then(
        () => undefined,
      ),
    close: () => abort.abort(),
  };
}

/** An event of a block of lines; null for one without data, which clients do not dispatch. */
function parse(block: string): StreamedEvent | null {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const;
    }),
  );
  const data = fields.get('data');
  if (data === undefined) return null;
  return { id: fields.get('id') ?? '', event: fields.get('event') ?? 'message', data: JSON.parse(data) };
}
