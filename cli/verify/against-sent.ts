import { bodyDifference } from './compare.js';
import { RAW_FIX } from './body-forms.js';
import { fault, type Diagnosis, type Finding } from './diagnosis.js';
import { headerValue } from './header-values.js';
import type { ReceivedRequest } from './received-request.js';
import { SIGNATURE_HEADERS } from './schemes.js';

const SIGNED_HEADERS = ['webhook-id', 'webhook-timestamp', ...SIGNATURE_HEADERS];
const BELOW = 'the difference is shown below: see what changes it between the sender and you';

/**
 * What was sent tells what the signature alone cannot: whether the secret is another one, or which part was changed. Takes the
 * place of `signature-wrong`. `isSentGenuine`: what was sent verifies with the given secrets.
 */
export function heldAgainstSent(
  diagnosis: Diagnosis,
  requests: { readonly received: ReceivedRequest; readonly sent: ReceivedRequest },
  isSentGenuine: boolean,
): Diagnosis {
  const isWrong = ({ code }: Finding) => code === 'signature-wrong';
  // The log may have kept no body.
  if (!diagnosis.findings.some(isWrong) || requests.sent.body.length === 0) return diagnosis;
  const changed = [...changedHeaders(requests), ...changedBody(requests)];
  const findings = isSentGenuine ? changed : [...changed, secretWrong(changed.length === 0)];
  if (findings.length === 0) return diagnosis;
  return { ...diagnosis, findings: [...diagnosis.findings.filter((one) => !isWrong(one)), ...findings] };
}

function changedHeaders({ received, sent }: Requests): readonly Finding[] {
  return SIGNED_HEADERS.flatMap((name) => {
    const [was, is] = [headerValue(sent, name)?.value, headerValue(received, name)?.value];
    if (was === undefined || is === undefined || was === is) return [];
    return [fault('header-changed', `${name} was changed: "${was}" was sent`, BELOW)];
  });
}

function changedBody({ received, sent }: Requests): readonly Finding[] {
  const difference = bodyDifference(sent.body, received.body);
  if (difference === null) return [];
  if (isSameJson(sent.body, received.body))
    return [
      fault(
        'body-rewritten',
        'the body was parsed and written anew: it is the same JSON as was sent, in other bytes',
        RAW_FIX,
      ),
    ];
  const from = difference.offset === null ? '' : `, from byte ${difference.offset} on`;
  return [fault('body-changed', `the body is another one than was sent${from}`, BELOW)];
}

function secretWrong(isUnchanged: boolean): Finding {
  const detail = isUnchanged
    ? 'the request is as it was sent: the secret is another one than it was signed with'
    : 'the secret is another one, too: what was sent does not verify with it either';
  const fix =
    'compare the secret with that of the subscription; after a rotation give the one before it, too';
  return fault('signature-wrong', detail, fix);
}

type Requests = Parameters<typeof heldAgainstSent>[1];

function isSameJson(one: Uint8Array, other: Uint8Array): boolean {
  const [first, second] = [one, other].map(canonical);
  return first !== undefined && first === second;
}

/** With sorted keys; undefined: no JSON. */
function canonical(bytes: Uint8Array): string | undefined {
  try {
    const text = Buffer.from(bytes)
      .toString('utf8')
      .replace(/^\ufeff/, '');
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return undefined;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => ({ name, value: sorted(one) }));
}
