import {
  jsonPointer,
  type AuthInput,
  type AuthRecord,
  type ProblemError,
  type TlsInput,
} from '@deskhook/contracts';
import { endpointUrlProblem, type AddressPolicy } from '@deskhook/domain';
import { clientCertificateErrors } from './client-certificate.js';
import { pointed, type Fault } from './faults.js';
import { givenCredential, keptCredential } from './receiver-auth.js';

/** How a subscription shows who it is; what is absent stays unjudged. */
export interface AccessParts {
  readonly auth?: { readonly given: AuthInput; readonly kept: AuthRecord } | undefined;
  readonly tls?: { readonly given: TlsInput; readonly keptKey: string | null } | undefined;
  /** Whether there are URLs of origins that nothing was sent to so far: a stored credential was not given for those. */
  readonly goesElsewhere?: boolean | undefined;
  /** The headers that go out beside an authentication. */
  readonly beside?: Readonly<Record<string, string>> | undefined;
}

/** The characters that a header's token, and a scope of OAuth 2.0 (RFC 6749, section 3.3), may have. */
const VISIBLE = /^[\x21-\x7e]+$/;
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
// eslint-disable-next-line no-control-regex -- control characters are what must be kept out (RFC 7617, section 2)
const CONTROL = /[\x00-\x1f\x7f]/;

/** What is wrong with authentication and client certificate. */
export function accessFaults(parts: AccessParts, policy: AddressPolicy, now: number): Fault[] {
  const { auth, tls, beside, goesElsewhere = false } = parts;
  return [
    ...(auth === undefined
      ? []
      : pointed(authErrors(auth.given, { stored: auth.kept, goesElsewhere }, policy))),
    ...(beside === undefined ? [] : pointed(headerErrors(beside))),
    ...(tls === undefined ? [] : pointed(tlsErrors(tls.given, { stored: tls.keptKey, goesElsewhere }, now))),
  ];
}

/** What is stored, and whether requests are to go where they did not go with it. */
interface Kept<Stored> {
  readonly stored: Stored;
  readonly goesElsewhere: boolean;
}

const NOT_ELSEWHERE =
  'is required with a URL of another origin: the stored one is only sent to those it was given for';

function authErrors(auth: AuthInput, kept: Kept<AuthRecord>, policy: AddressPolicy): ProblemError[] {
  const credential = givenCredential(auth);
  const isLeftOut = credential?.value === null;
  const missing = isLeftOut ? whyMissing(auth, kept) : null;
  const errors = missing === null ? [] : [{ pointer: `/auth/${credential?.name}`, detail: missing }];
  return [...errors, ...formErrors(auth, policy)];
}

/** Why a credential cannot be left out. Who may not see a stored one must not have it sent to a place of their choice either. */
function whyMissing(auth: AuthInput, { stored, goesElsewhere }: Kept<AuthRecord>): string | null {
  if (keptCredential(stored, auth.type) === null) return 'is required: nothing is stored for it yet';
  const isMoved = auth.type === 'oauth2' && stored.type === 'oauth2' && auth.tokenUrl !== stored.tokenUrl;
  if (isMoved)
    return 'is required with another tokenUrl: the stored one is only sent to the one it was given for';
  return goesElsewhere ? NOT_ELSEWHERE : null;
}

function formErrors(auth: AuthInput, policy: AddressPolicy): ProblemError[] {
  switch (auth.type) {
    case 'none':
      return [];
    case 'basic':
      return [
        ...(auth.username.includes(':')
          ? [{ pointer: '/auth/username', detail: 'must not have a colon, which ends it (RFC 7617)' }]
          : []),
        ...(['username', 'password'] as const).flatMap((name) =>
          CONTROL.test(auth[name] ?? '')
            ? [{ pointer: `/auth/${name}`, detail: 'must not have control characters' }]
            : [],
        ),
      ];
    case 'bearer':
      return auth.token === null || auth.token === undefined || VISIBLE.test(auth.token)
        ? []
        : [{ pointer: '/auth/token', detail: 'must be visible ASCII characters without blanks' }];
    case 'oauth2':
      return [...tokenUrlErrors(auth.tokenUrl, policy), ...scopeErrors(auth.scopes)];
    default:
      return auth satisfies never;
  }
}

function tokenUrlErrors(url: string, policy: AddressPolicy): ProblemError[] {
  const problem = endpointUrlProblem(url, policy);
  return problem === null ? [] : [{ pointer: '/auth/tokenUrl', detail: problem }];
}

function scopeErrors(scopes: readonly string[]): ProblemError[] {
  const detail = 'must be one scope: visible ASCII characters without blanks, " and \\';
  return scopes.flatMap((scope, index) =>
    SCOPE.test(scope) ? [] : [{ pointer: `/auth/scopes/${index}`, detail }],
  );
}

function headerErrors(headers: Readonly<Record<string, string>>): ProblemError[] {
  const detail = '`auth` sets it: leave one of the two away';
  const set = Object.keys(headers).filter((name) => name.toLowerCase() === 'authorization');
  return set.map((name) => ({ pointer: jsonPointer(['headers', name]), detail }));
}

function tlsErrors(
  { certificate, key }: TlsInput,
  { stored, goesElsewhere }: Kept<string | null>,
  now: number,
): ProblemError[] {
  const used = key ?? stored;
  if (used === null) return [{ pointer: '/tls/key', detail: 'is required: no key is stored yet' }];
  if (used !== key && goesElsewhere) return [{ pointer: '/tls/key', detail: NOT_ELSEWHERE }];
  return clientCertificateErrors(certificate, used, now);
}
