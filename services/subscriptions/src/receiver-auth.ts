import type { AuthInput, AuthRecord, Subscription } from '@deskhook/contracts';

/** The one secret part of an authentication: its name in the input, and what was given for it. */
export interface GivenCredential {
  readonly name: 'password' | 'token' | 'clientSecret';
  /** Null: the stored one stays. */
  readonly value: string | null;
}

/** The secret part of what was given; null where there is none to have. */
export function givenCredential(auth: AuthInput): GivenCredential | null {
  switch (auth.type) {
    case 'none':
      return null;
    case 'basic':
      return { name: 'password', value: auth.password ?? null };
    case 'bearer':
      return { name: 'token', value: auth.token ?? null };
    case 'oauth2':
      return { name: 'clientSecret', value: auth.clientSecret ?? null };
    default:
      return auth satisfies never;
  }
}

/** The ciphertext that is stored for that kind of authentication; null when another kind is stored. */
export function keptCredential(kept: AuthRecord, type: AuthInput['type']): string | null {
  return kept.type === 'none' || kept.type !== type ? null : kept.sealed;
}

/** What is stored of an authentication, with its secret part sealed; only `none` has no secret part. */
export function authRecord(auth: AuthInput, ciphertext: string | null): AuthRecord {
  const sealed = ciphertext ?? '';
  switch (auth.type) {
    case 'none':
      return { type: 'none' };
    case 'basic':
      return { type: 'basic', username: auth.username, sealed };
    case 'bearer':
      return { type: 'bearer', sealed };
    case 'oauth2': {
      const { type, tokenUrl, clientId, scopes, audience, clientAuthentication } = auth;
      return { type, tokenUrl, clientId, sealed, scopes, audience, clientAuthentication };
    }
    default:
      return auth satisfies never;
  }
}

/** An authentication as the API shows it: never with its secret part. */
export function shownAuth(record: AuthRecord): Subscription['auth'] {
  switch (record.type) {
    case 'none':
      return { type: 'none' };
    case 'basic':
      return { type: 'basic', username: record.username, password: null };
    case 'bearer':
      return { type: 'bearer', token: null };
    case 'oauth2': {
      const { sealed: _sealed, ...same } = record;
      return { ...same, clientSecret: null };
    }
    default:
      return record satisfies never;
  }
}
