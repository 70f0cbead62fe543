import type { ConnectorOption, OptionValues } from './options.js';
import type { JsonObject } from './reading.js';

/** What a helpdesk sent. */
export interface InboundRequest {
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes that were signed. */
  readonly body: Uint8Array;
  /** What the address says as `?token=`; null where it says nothing. */
  readonly token: string | null;
}

/** Why a request is not taken for the helpdesk's. The caller is told none of it. */
export type VerificationFault = 'no_signature' | 'bad_signature' | 'stale';
export type Verification = { readonly ok: true } | { readonly ok: false; readonly reason: VerificationFault };

/** What a signature is judged with. */
export interface VerifyContext {
  readonly secret: string;
  readonly options: OptionValues;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** An event as the canonical model has it, without what the connector itself adds to it. */
export interface MappedEvent {
  readonly type: string;
  /** What it is about, as CloudEvents' `subject`: `tickets/123`. */
  readonly subject: string;
  /** When it happened, RFC 3339; null where the helpdesk does not tell. */
  readonly time: string | null;
  /** What the helpdesk calls the action, where it tells of it in several requests. */
  readonly correlation?: string | null;
  readonly data: JsonObject;
}

/** What a request comes to. */
export type Mapping =
  | { readonly kind: 'events'; readonly events: readonly MappedEvent[] }
  /** Understood, and nothing of the canonical model. */
  | { readonly kind: 'ignored'; readonly why: string }
  /** Not understood: what is missing, and how to put it right. */
  | { readonly kind: 'unmapped'; readonly detail: string };

/** One helpdesk: how its webhooks are signed, and what they mean. */
export interface Connector {
  readonly kind: string;
  /** The helpdesk's own name. */
  readonly title: string;
  /** Who makes the secret: where the helpdesk does, there is none until it is pasted in. */
  readonly secretMadeBy: 'deskhook' | 'helpdesk';
  /** Customers are numbered by themselves there: an id names one of them, and somebody else who works there. */
  readonly numbersCustomersApart?: true;
  readonly options: Readonly<Record<string, ConnectorOption>>;
  verify(request: InboundRequest, context: VerifyContext): Verification;
  /** The JSON in the body, where it is not the body itself. */
  readonly json?: (request: InboundRequest) => Uint8Array;
  /** What the helpdesk calls this sending, the same when it sends again; null: nothing, so that the body stands for it. */
  deliveryKey(request: InboundRequest, payload: JsonObject): string | null;
  toEvents(payload: JsonObject, request: InboundRequest, options: OptionValues): Mapping;
}
