import type { JsMsg } from '@nats-io/jetstream';

/** A message as handlers see it: what it says, not how it is acknowledged. */
export interface IncomingMessage {
  readonly subject: string;
  readonly payload: Uint8Array;
  /** Sequence in its stream. */
  readonly sequence: number;
  /** When the broker stored it, in epoch milliseconds. */
  readonly storedAt: number;
  header(name: string): string | null;
  /** Every header, by name, with its first value. */
  headers(): Readonly<Record<string, string>>;
}

/** The handler's view of a JetStream message. */
export function incomingMessage(message: JsMsg): IncomingMessage {
  return {
    subject: message.subject,
    payload: message.data,
    sequence: message.seq,
    storedAt: Math.floor(message.info.timestampNanos / 1e6),
    header: (name) => headerValue(message, name),
    headers: () => allHeaders(message),
  };
}

function headerValue(message: JsMsg, name: string): string | null {
  const value = message.headers?.get(name);
  return value === undefined || value === '' ? null : value;
}

function allHeaders(message: JsMsg): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, values] of message.headers ?? []) found[name] = values[0] ?? '';
  return found;
}
