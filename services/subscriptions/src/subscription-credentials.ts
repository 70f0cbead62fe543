import {
  FailureError,
  type AuthInput,
  type AuthRecord,
  type SubscriptionPatch,
  type TlsInput,
  type TlsRecord,
} from '@deskhook/contracts';
import {
  SecretBoxError,
  subscriptionAuthContext,
  subscriptionTlsContext,
  type Logger,
  type SecretBox,
} from '@deskhook/runtime';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import { authRecord, givenCredential, keptCredential } from './receiver-auth.js';
import { parseStored } from './stored-subscription.js';

interface Owner {
  readonly tenant: string;
  readonly id: string;
}

/** How a subscription shows receivers who it is, as the table keeps it. */
export interface Credentials {
  readonly auth: AuthRecord;
  readonly tls: TlsRecord | null;
}

const NOTHING: Credentials = { auth: { type: 'none' }, tls: null };

/** Seals what a subscription authenticates itself with. What was given has been judged before (`accessFaults`). */
export class SubscriptionCredentials {
  constructor(
    private readonly box: SecretBox,
    private readonly logger: Logger,
  ) {}

  /** For a new subscription. */
  forNew(owner: Owner, input: { readonly auth: AuthInput; readonly tls: TlsInput | null }): Credentials {
    return this.sealed(owner, input, NOTHING);
  }

  /** After a patch: each is replaced as a whole, only a secret part that was not given stays. */
  afterPatch(row: SubscriptionEntity, { auth, tls }: SubscriptionPatch): Credentials {
    const kept = parseStored(row);
    const owner = { tenant: row.tenantId, id: row.id };
    const given = this.sealed(owner, { auth: auth ?? { type: 'none' }, tls: tls ?? null }, kept);
    return {
      auth: auth === undefined ? kept.auth : given.auth,
      tls: tls === undefined ? kept.tls : given.tls,
    };
  }

  /** For a copy: credentials are sealed for one subscription, so they are opened and sealed anew. */
  forCopy(row: SubscriptionEntity, copy: Owner): Credentials {
    const { auth, tls } = parseStored(row);
    const from = { tenant: row.tenantId, id: row.id };
    return {
      auth:
        auth.type === 'none' ? auth : { ...auth, sealed: this.moved(auth.sealed, authContext, from, copy) },
      tls: tls === null ? null : { ...tls, sealed: this.moved(tls.sealed, tlsContext, from, copy) },
    };
  }

  /** The private key that is stored; null when there is none, or when it was sealed with a key that is not ours. */
  keptKey(row: SubscriptionEntity): string | null {
    const { tls } = parseStored(row);
    if (tls === null) return null;
    try {
      return this.box.open(tls.sealed, tlsContext({ tenant: row.tenantId, id: row.id }));
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
      this.logger.error({ err: error, tenant: row.tenantId, subscription: row.id }, 'secret.unreadable');
      return null;
    }
  }

  private sealed(
    owner: Owner,
    { auth, tls }: { readonly auth: AuthInput; readonly tls: TlsInput | null },
    kept: Credentials,
  ): Credentials {
    const value = givenCredential(auth)?.value ?? null;
    const credential =
      value === null ? keptCredential(kept.auth, auth.type) : this.box.seal(value, authContext(owner));
    return {
      auth: authRecord(auth, credential ?? ''),
      tls: tls === null ? null : this.sealedTls(owner, tls, kept),
    };
  }

  private sealedTls(owner: Owner, { certificate, key }: TlsInput, { tls }: Credentials): TlsRecord {
    const isNew = key !== null && key !== undefined;
    return { certificate, sealed: isNew ? this.box.seal(key, tlsContext(owner)) : (tls?.sealed ?? '') };
  }

  private moved(sealed: string, context: (owner: Owner) => string, from: Owner, to: Owner): string {
    try {
      return this.box.seal(this.box.open(sealed, context(from)), context(to));
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
      throw unreadable(error);
    }
  }
}

const authContext = ({ tenant, id }: Owner) => subscriptionAuthContext(tenant, id);
const tlsContext = ({ tenant, id }: Owner) => subscriptionTlsContext(tenant, id);

function unreadable(cause: SecretBoxError): FailureError {
  const detail =
    'Its credentials were sealed with another secrets key: set them anew first, or restore DESKHOOK_SECRETS_KEY';
  return new FailureError({ kind: 'conflict', detail }, { cause });
}
