import { connector, type InboundRequest, type VerificationFault } from '@deskhook/connectors';
import type { ConnectorRecord } from '@deskhook/contracts';

/** Nobody signs with it: what is compared with it takes as long as what is compared with a secret. */
const NO_SECRET = 'a connector that does not exist';

/** Why a request is not taken, for who may read the connector; whoever sent it is told none of it. */
const WHY: Readonly<Record<VerificationFault, string>> = {
  no_signature:
    "the helpdesk's signature is missing: see that it signs with this connector's secret, and that no proxy drops headers",
  bad_signature: 'the signature does not fit: compare the secret, and see that no proxy changes the body',
  stale: "the signed time is too far from the gateway's clock: see that the clocks agree",
};

/**
 * Why the request is not the helpdesk's own, as a sentence; null: it is, signed with one of the secrets. Without a connector or a
 * secret it does the same work.
 */
export function verificationFault(
  record: ConnectorRecord | undefined,
  secrets: readonly string[],
  request: InboundRequest,
  now: number,
): string | null {
  const judge = connector(record?.kind ?? 'github');
  const options = record?.options ?? {};
  const compared = secrets.length === 0 ? [NO_SECRET] : secrets;
  const verifications = compared.map((secret) => judge.verify(request, { secret, options, now }));
  if (record === undefined) return 'there is no such connector';
  if (secrets.length === 0) return 'the connector has no secret yet: enter the one that the helpdesk shows';
  if (verifications.some(({ ok }) => ok)) return null;
  const [first] = verifications;
  return WHY[first === undefined || first.ok ? 'bad_signature' : first.reason];
}
