import type { AuthRecord, SubscriptionRecord } from '@deskhook/contracts';
import { subscriptionAuthContext, subscriptionTlsContext, type SecretBox } from '@deskhook/runtime';
import type { ClientCertificate } from './connector.js';

/** A client of an OAuth 2.0 token endpoint (RFC 6749, section 4.4). */
export interface TokenClient {
  /** Whose tokens they are: no other subscription gets them. */
  readonly owner: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  readonly audience: string | null;
  readonly clientAuthentication: 'basic' | 'body';
}

/** How requests authenticate themselves at the receiver, with the secrets opened. */
export type Authorization =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly scheme: 'Basic' | 'Bearer'; readonly credentials: string }
  | { readonly kind: 'token'; readonly scheme: 'Bearer'; readonly client: TokenClient };

/** Opens what a subscription authenticates itself with. Throws `SecretBoxError` for secrets of another key. */
export function openAuthorization({ tenant, id, auth }: SubscriptionRecord, box: SecretBox): Authorization {
  const secretOf = ({ sealed }: Exclude<AuthRecord, { type: 'none' }>) =>
    box.open(sealed, subscriptionAuthContext(tenant, id));
  switch (auth.type) {
    case 'none':
      return { kind: 'none' };
    case 'basic': {
      const credentials = Buffer.from(`${auth.username}:${secretOf(auth)}`).toString('base64');
      return { kind: 'fixed', scheme: 'Basic', credentials };
    }
    case 'bearer':
      return { kind: 'fixed', scheme: 'Bearer', credentials: secretOf(auth) };
    case 'oauth2': {
      const { type: _type, sealed: _sealed, ...client } = auth;
      const owner = `${tenant} ${id}`;
      return { kind: 'token', scheme: 'Bearer', client: { ...client, owner, clientSecret: secretOf(auth) } };
    }
    default:
      return auth satisfies never;
  }
}

/** Opens a subscription's client certificate; null: it has none. Throws `SecretBoxError` for a key of another key. */
export function openCertificate(
  { tenant, id, tls }: SubscriptionRecord,
  box: SecretBox,
): ClientCertificate | null {
  if (tls === null) return null;
  return { certificate: tls.certificate, key: box.open(tls.sealed, subscriptionTlsContext(tenant, id)) };
}

/** The header for people to see: how, and not with what. Null: there is none. */
export function shownAuthorization(authorization: Authorization): string | null {
  return authorization.kind === 'none' ? null : `${authorization.scheme} [hidden]`;
}
