import type { IntegerIds } from './canonical/integer-ids.js';
import type { TenantSettings } from './canonical/tenant-settings.js';
import type { NativeEvent } from './native-event.js';
import type { Sample } from './sample.js';
import type { DialectOption, OptionValues } from './options.js';

/** Signing keys as a subscription holds them: the current one first, then those still valid during a rotation. */
export type SigningSecrets = readonly string[];

/** An accepted event as a dialect sees it, with what its rendering depends on. */
export interface RenderInput {
  /** `structured`: the payload is the whole CloudEvent. `binary`: it is `data`, the attributes stand beside it. */
  readonly mode: 'structured' | 'binary';
  readonly payload: Uint8Array;
  readonly attributes: Readonly<Record<string, string>>;
  /** Native event that is delivered; null in dialects that send canonical types as they are. */
  readonly trigger: string | null;
  readonly deliveryId: string;
  readonly subscriptionId: string;
  /** When the broker stored the event, in epoch milliseconds: the time of events that state none. */
  readonly acceptedAt: number;
  readonly tenant: TenantSettings;
  /** The subscription's `dialectOptions`, with defaults resolved. */
  readonly options: OptionValues;
  /** The current signing secret, for dialects that sign inside the body. */
  readonly secret: string | null;
  /** Which of the dialect's alternative forms the endpoint is known to take; null: not known. */
  readonly variant: string | null;
  /** Gives the per-tenant integers that stand for keys which are none. */
  readonly ids: IntegerIds;
}

/** A request that every attempt of a delivery sends unchanged. */
export interface Rendered {
  readonly contentType: string;
  readonly body: Uint8Array;
  /** Further headers, by lower-case name. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What the log should know: truncated, unusually large. One sentence each. */
  readonly warnings?: readonly string[] | undefined;
  /** Which of the dialect's alternative forms this is. */
  readonly variant?: string | undefined;
}

export interface SignInput {
  readonly deliveryId: string;
  /** When this attempt is made, in epoch milliseconds. */
  readonly at: number;
  readonly body: Uint8Array;
}

/** How a dialect delivers unless the subscription says otherwise (dialects page, section 8). */
export interface DeliveryDefaults {
  /** For the whole exchange. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly retrySchedule: readonly string[];
  readonly successCodes: string;
  /** How many redirects are followed; with 0 a redirect is an answer like any other. */
  readonly maxRedirects: number;
}

/** What the vendor's own forms refuse. */
export interface DialectLimits {
  readonly nameLengthMax: number;
  readonly urlLengthMax: number;
  readonly httpsOnly: boolean;
}

/** One wire format: what is sent, how it is signed, and how it is delivered by default. */
export interface Dialect {
  readonly name: string;
  readonly title: string;
  readonly defaults: DeliveryDefaults;
  readonly limits: DialectLimits;
  /** The vendor's own events; null where canonical types go out under their own names. */
  readonly events: readonly NativeEvent[] | null;
  /** Whether `custom.<name>` events go out, under that name. */
  readonly sendsCustomEvents: boolean;
  /** What shows each native event; by its name. */
  readonly samples?: Readonly<Record<string, Sample>>;
  /** What `dialectOptions` may hold, by name. */
  readonly options: Readonly<Record<string, DialectOption>>;
  /** Beginnings, in lower case, of header names that are the dialect's own: a subscription may not set such. */
  readonly reservedHeaders?: readonly string[];
  /** Whether a secret is made when neither the subscription nor its tenant brings one. */
  readonly signsByDefault: boolean;
  /** Whether it also signs with keys of Ed25519 (`whsk_…`), which receivers verify by the public half. */
  readonly takesSigningKeys: boolean;
  /** Why a text cannot be a signing secret of this dialect, or null when it can. */
  secretProblem(secret: string): string | null;
  /** A new secret from 24 to 64 random bytes. */
  encodeSecret(random: Uint8Array): string;
  /** Why these options cannot go together, by option; null when they can. For rules beyond a single option. */
  optionsProblem?(options: OptionValues): { readonly option: string; readonly problem: string } | null;
  render(input: RenderInput): Rendered;
  /** The signature depends on the body alone: retries repeat it, even when the secret has changed meanwhile. */
  readonly signsOnce?: true;
  /** Prepares the secrets once; the returned function gives the signature headers of one attempt. */
  signer(secrets: SigningSecrets): (input: SignInput) => Record<string, string>;
  /** Another form of the same request that is worth one immediate try after this answer; null when there is none. */
  alternative?(sent: Rendered, code: number, secret: string | null, options: OptionValues): Rendered | null;
}
