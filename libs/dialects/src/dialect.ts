/** Signing keys as a subscription holds them: the current one first, then those still valid during a rotation. */
export type SigningSecrets = readonly string[];

/** An accepted event as a dialect sees it. */
export interface RenderInput {
  /** `structured`: the payload is the whole CloudEvent. `binary`: it is `data`, the attributes stand beside it. */
  readonly mode: 'structured' | 'binary';
  readonly payload: Uint8Array;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A request body that every attempt of a delivery sends unchanged. */
export interface Rendered {
  readonly contentType: string;
  readonly body: Uint8Array;
}

export interface SignInput {
  readonly deliveryId: string;
  /** When this attempt is made, in epoch milliseconds. */
  readonly at: number;
  readonly body: Uint8Array;
}

/** How a dialect delivers unless the subscription says otherwise (dialects page, section 8). */
export interface DeliveryDefaults {
  readonly timeoutMs: number;
  readonly retrySchedule: readonly string[];
  readonly successCodes: string;
}

/** One wire format: what is sent, how it is signed, and how it is delivered by default. */
export interface Dialect {
  readonly name: string;
  readonly title: string;
  readonly defaults: DeliveryDefaults;
  /** Whether a secret is made when the subscription brings none. */
  readonly signsByDefault: boolean;
  /** Why a text cannot be a signing secret of this dialect, or null when it can. */
  secretProblem(secret: string): string | null;
  /** A new secret from 24 to 64 random bytes. */
  encodeSecret(random: Uint8Array): string;
  render(input: RenderInput): Rendered;
  /** Prepares the secrets once; the returned function gives the signature headers of one attempt. */
  signer(secrets: SigningSecrets): (input: SignInput) => Record<string, string>;
}
