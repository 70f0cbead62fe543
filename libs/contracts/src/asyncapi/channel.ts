import type { StreamName } from '../streams.js';
import type { Json } from './json-schemas.js';

/** A subject, or a family of them, with the one kind of message that it carries. */
export interface Channel {
  /** Key in the document. */
  readonly key: string;
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: Json;
  readonly stream: StreamName;
  /** What Deskhook does. */
  readonly action: 'receive' | 'send';
  readonly tag: string;
  readonly contentType: string;
  /** JSON Schema of the message's headers. */
  readonly headers: Json;
  readonly payload: Json;
  /** Headers and payload of messages. */
  readonly examples: readonly { readonly headers?: Json; readonly payload?: unknown }[];
}

export const TENANT_PARAMETER = {
  tenant: { description: 'Id of the tenant: [a-z0-9][a-z0-9-]{0,62}', examples: ['acme'] },
} as const;

/** A key of the document, which may not hold dots: `ticket.status_changed` → `ticketStatusChanged`. */
export function keyOf(name: string): string {
  return name.replaceAll(/[._-]([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}
