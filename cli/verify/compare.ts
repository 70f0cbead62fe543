import type { ReceivedRequest } from './received-request.js';

/** Where what was received begins to differ from what was sent. */
export interface Difference {
  /** `body`, or the name of a header. */
  readonly part: string;
  /** Bytes before the first difference; null for headers. */
  readonly offset: number | null;
  readonly sent: string;
  readonly received: string;
}

const AROUND_BYTES = 20;
const SHOWN_BYTES = 60;
/** What connections add and change by right. */
const OF_CONNECTIONS = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'via',
  'keep-alive',
]);

/** What the log keeps in the place of a login, and of the subscription's own headers, which may be one. */
const HIDDEN: ReadonlySet<string> = new Set(['[hidden]', '[redacted]']);

/** Headers that were lost or changed, and the first byte of the body that is another one. */
export function differences(sent: ReceivedRequest, received: ReceivedRequest): readonly Difference[] {
  const came = new Map(received.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const ofHeaders = sent.headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name, value]) => !OF_CONNECTIONS.has(name) && came.get(name) !== value)
    .filter(([name, value]) => !HIDDEN.has(value) || !came.has(name))
    .map(([name, value]) => ({
      part: name,
      offset: null,
      sent: value,
      received: came.get(name) ?? '(missing)',
    }));
  const ofBody = bodyDifference(sent.body, received.body);
  return ofBody === null ? ofHeaders : [...ofHeaders, ofBody];
}

/** The first difference of two bodies, with what stands around it; null: they are the same. */
export function bodyDifference(sent: Uint8Array, received: Uint8Array): Difference | null {
  const offset = sent.findIndex((byte, at) => received[at] !== byte);
  const at = offset >= 0 ? offset : sent.length;
  if (at === sent.length && sent.length === received.length) return null;
  return { part: 'body', offset: at, sent: around(sent, at), received: around(received, at) };
}

function around(bytes: Uint8Array, at: number): string {
  const from = Math.max(0, at - AROUND_BYTES);
  return Buffer.from(bytes.subarray(from, from + SHOWN_BYTES)).toString('utf8') || '(nothing)';
}
