import type { JsMsg } from '@nats-io/jetstream';
import type { MsgHdrs } from '@nats-io/transport-node';

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
    ...incomingHeaders(message.headers),
  };
}

/** The headers of a message as handlers see them. */
export function incomingHeaders(headers: MsgHdrs | undefined): Pick<IncomingMessage, 'header' | 'headers'> {
  return {
    header: (name) => {
      const value = headers?.get(name);
      return value === undefined || value === '' ? null : value;
    },
    headers: () => {
      const found: Record<string, string> = {};
      for (const [name, values] of headers ?? []) found[name] = values[0] ?? '';
      return found;
    },
  };
}
