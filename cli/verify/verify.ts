import { subscriptionSchema } from '@deskhook/contracts';
import { apiPath } from '../api-client.js';
import { CliError, UsageError } from '../cli-error.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Output } from '../output.js';
import { printable } from '../printable.js';
import type { OutputOptions, Session } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import { heldAgainstSent } from './against-sent.js';
import { differences, type Difference } from './compare.js';
import { diagnose } from './diagnose.js';
import type { Diagnosis, Finding } from './diagnosis.js';
import { receivedRequest, sentRequest, type RequestOptions, type SentRequest } from './request-input.js';
import { readSecrets, SECRET_VARIABLE } from './secret-input.js';

export interface VerifyOptions extends ConnectionOptions, OutputOptions, RequestOptions {
  readonly secretFile?: readonly string[];
  /** Milliseconds. */
  readonly tolerance: number;
  readonly at?: string;
}

/** Checks a request as a receiver does, and says what is wrong with it. */
export async function verify(session: Session, options: VerifyOptions): Promise<ExitCode> {
  const received = receivedRequest(options);
  const sent =
    options.delivery === undefined ? null : await sentRequest(session, options.delivery, options.attempt);
  const request = received ?? sent;
  if (request === null)
    throw new UsageError(
      'which request? Give --request with a file of it, --header and --body, or --delivery with an id',
    );
  const secrets = await secretsFor(session, options.secretFile ?? [], sent);
  const nowMs = instantOf(options.at) ?? (received === null ? sent?.at : undefined) ?? Date.now();
  const judgement = { secrets, nowMs, toleranceMs: options.tolerance };
  const found = diagnose(request, judgement);
  const diagnosis =
    received === null || sent === null
      ? found
      : heldAgainstSent(
          found,
          { received, sent },
          diagnose(sent, { ...judgement, nowMs: sent.at }).secret !== null,
        );
  const changed = received !== null && sent !== null ? differences(sent, received) : [];
  session.output.document({ ...diagnosis, differences: changed });
  tell(session.output, diagnosis, changed);
  return diagnosis.genuine ? EXIT.ok : EXIT.faultFound;
}

/** Those that are given; else, of a delivery, that of its subscription, for keys that may see it. */
async function secretsFor(
  session: Session,
  files: readonly string[],
  sent: SentRequest | null,
): Promise<readonly string[]> {
  const given = await readSecrets(files, session.surroundings, sent === null);
  if (given.length > 0) return given;
  if (sent === null)
    throw new UsageError(
      `the signing secret is needed: set ${SECRET_VARIABLE}, or give --secret-file with the path of a file that holds it`,
    );
  const path = apiPath`/v1/tenants/${await session.tenant()}/subscriptions/${sent.subscriptionId}`;
  const { secret, hasSecret } = await session.api.get(path, subscriptionSchema);
  if (secret !== null) return [secret];
  if (hasSecret)
    throw new CliError(
      `this key may not see the signing secret: use one of an editor or admin, set ${SECRET_VARIABLE}, or give --secret-file`,
      EXIT.notAllowed,
    );
  throw new CliError('the subscription has no signing secret, so that its requests are not signed');
}

function instantOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = /^\d{9,11}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(at))
    throw new UsageError('--at takes an instant such as 2026-02-17T14:45:00Z, or seconds since 1970');
  return at;
}

function tell(output: Output, diagnosis: Diagnosis, changed: readonly Difference[]): void {
  const { genuine, scheme, secret, findings, expected, received, signedContent } = diagnosis;
  const by = secret === null ? '' : `, signed with secret ${secret}`;
  output.text(
    `${genuine ? output.styled('green', 'genuine') : output.styled('red', 'not genuine')} (${scheme ?? 'not signed'}${by})`,
  );
  for (const finding of findings) for (const line of findingLines(output, finding)) output.text(line);
  for (const { part, offset, sent, received: came } of changed) {
    output.text(
      `  differs from what was sent: ${printable(part)}${offset === null ? '' : ` from byte ${offset} on`}`,
    );
    output.text(`    sent      ${printable(sent)}`);
    output.text(`    received  ${printable(came)}`);
  }
  if (genuine || received === null) return;
  output.text(`  signature received  ${printable(received)}`);
  const ofWhat = secret === null ? 'what you have, by the secret given' : 'what was sent, as far as found';
  if (expected !== null) output.text(`  signature expected  ${printable(expected)}  (of ${ofWhat})`);
  if (signedContent !== null) output.text(`  of the content      ${printable(signedContent)}`);
}

function findingLines(output: Output, { level, code, detail, fix }: Finding): readonly string[] {
  const style = level === 'fault' ? 'red' : 'yellow';
  return [
    `  ${output.styled(style, level)} ${code}: ${printable(detail)}`,
    `    ${output.styled('dim', printable(fix))}`,
  ];
}
