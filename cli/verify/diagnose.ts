import { bodyForms } from './body-forms.js';
import { contentForms, secondsOf } from './content-forms.js';
import { fault, warning, type Diagnosis, type Finding } from './diagnosis.js';
import { framingFindings } from './framing.js';
import { headerValue, type HeaderValue } from './header-values.js';
import type { ReceivedRequest } from './received-request.js';
import { schemeOf, SIGNATURE_HEADERS, type Scheme } from './schemes.js';
import { search, type Match, type SearchSpace, type SignatureForm } from './search.js';
import { bodySecrets, standardSecrets, standardSignature } from './secrets.js';
import { singleToken, standardTokens, type SignatureToken } from './signature-forms.js';
import { timestampFindings } from './timestamp.js';

export interface Judgement {
  /** Secrets to try, the current one first. */
  readonly secrets: readonly string[];
  /** When the request is judged, in epoch milliseconds: now, or when it came. */
  readonly nowMs: number;
  /** How far its timestamp may be from that. */
  readonly toleranceMs: number;
}

const CONTENT_SHOWN = 120;

/** Whether a request is genuine, and if not, what is wrong with it: with the request, with the secret, or with what lies between. */
export function diagnose(request: ReceivedRequest, judgement: Judgement): Diagnosis {
  const scheme = schemeOf(request);
  if (scheme === null) return unsigned(request);
  return scheme.kind === 'standard'
    ? diagnoseStandard(request, judgement)
    : diagnoseBody(request, judgement, scheme);
}

function unsigned(request: ReceivedRequest): Diagnosis {
  const detail = `there is none of the headers that a signature stands in: ${SIGNATURE_HEADERS.join(', ')}`;
  const fix =
    'if the subscription has a secret, something on the way takes the headers away; dialects that do not sign carry a token in the URL';
  return diagnosisOf(null, [fault('signature-missing', detail, fix), ...framingFindings(request)], null);
}

function diagnoseStandard(request: ReceivedRequest, { secrets, nowMs, toleranceMs }: Judgement): Diagnosis {
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headerValue(request, name),
  );
  const missing = missingHeaders({
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signature,
  });
  const found = [id, timestamp, signature].flatMap((header) => header?.findings ?? []);
  if (id == null || timestamp == null || signature == null)
    return diagnosisOf('Standard Webhooks', [...missing, ...found, ...framingFindings(request)], null);
  const tokens = standardTokens(signature.value);
  const space = {
    secrets: secrets.flatMap((secret, index) => standardSecrets(secret, index + 1)),
    prefixes: contentForms(id.value, timestamp.value),
    bodies: bodyForms(request.body),
    signatures: tokens.flatMap(formsOf),
  };
  const match = search(space);
  const isSwapped = match?.changes.some(({ code }) => code === 'headers-swapped') === true;
  const findings = [
    ...found,
    ...timestampFindings(isSwapped ? id.value : timestamp.value, nowMs, toleranceMs),
    ...signatureFindings(request, space, match, versionFindings(tokens, space)),
  ];
  const prefix = match?.prefix ?? `${id.value}.${secondsOf(timestamp.value) ?? timestamp.value}.`;
  const signed = match?.body ?? request.body;
  return {
    ...diagnosisOf('Standard Webhooks', findings, match),
    received: signature.value,
    expected: expectedOf(secrets, match, prefix, signed),
    signedContent: beginningOf(prefix, signed),
  };
}

function diagnoseBody(
  request: ReceivedRequest,
  { secrets }: Judgement,
  scheme: Scheme & { readonly kind: 'body' },
): Diagnosis {
  const { header, dialect, title } = scheme;
  const signature = headerValue(request, header);
  const received = signature?.value ?? '';
  const space = {
    secrets: secrets.flatMap((secret, index) => bodySecrets(dialect, header, secret, index + 1)),
    prefixes: [{ value: '', changed: null }],
    bodies: bodyForms(request.body),
    signatures: formsOf(singleToken(received)),
  };
  const match = search(space);
  const findings = [...(signature?.findings ?? []), ...signatureFindings(request, space, match, [])];
  const used = secrets[(match?.secret ?? 1) - 1];
  const signed = match?.body ?? request.body;
  const expected =
    used === undefined
      ? null
      : (dialect.signer([used])({ deliveryId: '', at: 0, body: signed })[header] ?? null);
  return {
    ...diagnosisOf(title, findings, match),
    received,
    expected,
    signedContent: beginningOf('', signed),
  };
}

/** Every way that each signature of the header may be meant. */
const formsOf = ({ version, bytes }: SignatureToken): readonly SignatureForm[] =>
  bytes.map((form) => ({ version, ...form }));

function signatureFindings(
  request: ReceivedRequest,
  { secrets }: SearchSpace,
  match: Match | null,
  version: readonly Finding[],
): readonly Finding[] {
  if (match !== null)
    return [...match.changes, ...rotationFindings(match), ...warningsOnly(framingFindings(request))];
  if (secrets.length === 0) {
    const fix = 'give it as Deskhook shows it: whsec_ and base64, or whpk_ for signatures of the version v1a';
    return [fault('secret-form', 'none of what was given can be a secret of this kind', fix)];
  }
  const framing = framingFindings(request);
  if (version.length > 0) return [...version, ...framing];
  const isExplained = framing.some(({ level }) => level === 'fault');
  const fix =
    'compare the secret with that of the subscription (after a rotation give the one before it, too); verify the bytes as they came; --delivery shows what was sent';
  return [
    ...framing,
    ...(isExplained
      ? []
      : [fault('signature-wrong', 'the signature is of another secret, or of another body', fix)]),
  ];
}

/** A body that verifies is whole, whatever its headers say. */
const warningsOnly = (findings: readonly Finding[]): readonly Finding[] =>
  findings.map((finding) => ({ ...finding, level: 'warning' as const }));

function rotationFindings({ secret }: Match): readonly Finding[] {
  if (secret === 1) return [];
  const detail = `it is signed with secret ${secret} of those that were given, not with the first`;
  return [
    warning(
      'secret-previous',
      detail,
      'take both until the overlap of the rotation is over, then the new one alone',
    ),
  ];
}

/** Versions that none of the secrets can make or check. */
function versionFindings(tokens: readonly SignatureToken[], { secrets }: SearchSpace): readonly Finding[] {
  const able = new Set(secrets.map(({ version }) => version));
  if (tokens.some(({ version }) => able.has(version))) return [];
  const versions = [...new Set(tokens.map(({ version }) => version))].join(', ');
  const detail = `the signatures are of version ${versions || 'none'}, the secrets of ${[...able].join(', ')}`;
  return [
    fault(
      'signature-version',
      detail,
      'v1 needs the secret whsec_…, v1a the public key whpk_…; other versions are not of Deskhook',
    ),
  ];
}

function missingHeaders(
  headers: Readonly<Record<string, HeaderValue | null | undefined>>,
): readonly Finding[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value == null
      ? [
          fault(
            'header-missing',
            `the header ${name} is missing`,
            'Deskhook sends it: see what removes it between the sender and you',
          ),
        ]
      : [],
  );
}

function expectedOf(
  secrets: readonly string[],
  match: Match | null,
  prefix: string,
  body: Uint8Array,
): string | null {
  const used = secrets[(match?.secret ?? 1) - 1];
  return used === undefined ? null : standardSignature(used, prefix, body);
}

function beginningOf(prefix: string, body: Uint8Array): string {
  const text = prefix + Buffer.from(body.subarray(0, CONTENT_SHOWN)).toString('utf8');
  return text.length > CONTENT_SHOWN ? `${text.slice(0, CONTENT_SHOWN)}…` : text;
}

function diagnosisOf(scheme: string | null, findings: readonly Finding[], match: Match | null): Diagnosis {
  const genuine = match !== null && findings.every(({ level }) => level !== 'fault');
  return {
    genuine,
    scheme,
    secret: match?.secret ?? null,
    findings,
    expected: null,
    received: null,
    signedContent: null,
  };
}
