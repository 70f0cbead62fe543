import type { CloudEvent } from './event.js';

/** An event ready to be sent: its JSON is made once. */
export interface Outgoing {
  readonly event: CloudEvent;
  readonly body: Uint8Array;
}

/** What became of one event of a request. */
export type Outcome =
  | { readonly kind: 'stored'; readonly sequence: number | null }
  /** Never as it is. */
  | { readonly kind: 'refused'; readonly error: Error }
  /** Not now; `afterMs`: as long as was asked for. */
  | { readonly kind: 'retry'; readonly error: Error; readonly afterMs?: number };

/** How events get to Deskhook. */
export interface Transport {
  /** Requests on their way at once. */
  readonly requestsMax: number;
  /** Events of one request. */
  readonly batchMax: number;
  /** Bytes of one request, unless one event alone has more. */
  readonly batchBytesMax: number;
  /** Tells from now on whether sending makes sense. */
  watch(tell: (isAvailable: boolean, error?: Error) => void): void;
  /** One outcome for each event, in their order. Never rejects. */
  send(batch: readonly Outgoing[]): Promise<readonly Outcome[]>;
  close(): Promise<void>;
}
