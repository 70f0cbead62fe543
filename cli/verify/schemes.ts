import { DIALECTS, type Dialect } from '@deskhook/dialects';
import { headerValue } from './header-values.js';
import type { ReceivedRequest } from './received-request.js';

/** How a request is signed: Standard Webhooks, or by a dialect over the body alone. */
export type Scheme =
  | { readonly kind: 'standard'; readonly title: string }
  | { readonly kind: 'body'; readonly title: string; readonly header: string; readonly dialect: Dialect };

const STANDARD: Scheme = { kind: 'standard', title: 'Standard Webhooks' };
const PROBE = 'a-secret-that-signs-nothing';

/** The header that a dialect signs the body in; null: it does not, or as Standard Webhooks do. */
const BODY_SCHEMES: readonly Scheme[] = Object.values(DIALECTS).flatMap(
  (dialect: Dialect): readonly Scheme[] => {
    if (!dialect.signsOnce && dialect.secretProblem(PROBE) !== null) return [];
    const headers = Object.keys(dialect.signer([PROBE])({ deliveryId: 'x', at: 0, body: Buffer.from('') }));
    const [header] = headers;
    return header === undefined || headers.length > 1
      ? []
      : [{ kind: 'body', title: `dialect ${dialect.name}`, header, dialect }];
  },
);

/** Every header that a signature may stand in. */
export const SIGNATURE_HEADERS: readonly string[] = [
  'webhook-signature',
  ...BODY_SCHEMES.flatMap((scheme) => (scheme.kind === 'body' ? [scheme.header] : [])),
];

/** How the request is signed by the headers that it has; null: it has none of a signature. */
export function schemeOf(request: ReceivedRequest): Scheme | null {
  const ofBody = BODY_SCHEMES.find(
    (scheme) => scheme.kind === 'body' && headerValue(request, scheme.header) !== null,
  );
  if (ofBody !== undefined) return ofBody;
  const parts = ['webhook-signature', 'webhook-timestamp', 'webhook-id'];
  return parts.some((name) => headerValue(request, name) !== null) ? STANDARD : null;
}
