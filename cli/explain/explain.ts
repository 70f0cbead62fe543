import { readFileSync } from 'node:fs';
import {
  eventDetailSchema,
  previewAnswerSchema,
  type EventDetail,
  type PreviewAnswer,
  type SubscriptionExplanation,
} from '@deskhook/contracts';
import { apiPath } from '../api-client.js';
import { messageOf, UsageError } from '../cli-error.js';
import { DELIVERY_COLUMNS } from '../deliveries/deliveries.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Output } from '../output.js';
import { printable } from '../printable.js';
import type { OutputOptions, Session } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import { subscriptionId } from '../subscription-id.js';
import { conditionLines } from './condition-lines.js';

export interface ExplainOptions extends ConnectionOptions, OutputOptions {
  readonly file?: string;
  readonly limit: number;
}

/** Why a subscription does or does not fire for an event: a stored one, or with a file one that is only written. */
export async function explain(
  session: Session,
  words: readonly string[],
  options: ExplainOptions,
): Promise<ExitCode> {
  const [first, second] = words;
  if (options.file === undefined) return explainStored(session, first, second, options.limit);
  if (first === undefined || second !== undefined)
    throw new UsageError('with -f name the subscription alone: deskhook explain -f event.json sub_1');
  return explainWritten(session, options.file, first);
}

async function explainStored(
  session: Session,
  id: string | undefined,
  named: string | undefined,
  limit: number,
): Promise<ExitCode> {
  if (id === undefined)
    throw new UsageError('which event? Name its id (deskhook events finds it), or give -f with a file');
  const { api, output } = session;
  const subscription = named === undefined ? undefined : await subscriptionId(session, named);
  const path = apiPath`/v1/tenants/${await session.tenant()}/events/${id}`;
  const event = await api.get(path, eventDetailSchema, { subscription, explanations: limit });
  output.document(event);
  output.text(`${output.styled('bold', printable(event.id))}  ${printable(event.type)}`);
  for (const line of publicationLines(event)) output.text(line);
  // The document says so, too: --json writes no other beside it.
  if (event.explanations === null) {
    output.failure(event.explanationsDetail ?? 'nobody can explain it');
    return event.refusal === null ? EXIT.unavailable : EXIT.failed;
  }
  for (const one of event.explanations) for (const line of explanationLines(output, one)) output.text(line);
  if (event.explanations.length === 0) output.text('the tenant has no subscriptions');
  if (event.explanationsTruncated) output.note(`(the first ${limit} subscriptions; --limit shows more)`);
  const deliveries = event.deliveries.filter(
    (one) => subscription === undefined || one.subscriptionId === subscription,
  );
  if (deliveries.length > 0) output.text();
  if (deliveries.length > 0) output.table(DELIVERY_COLUMNS, deliveries);
  return EXIT.ok;
}

function publicationLines({ refusal, publications, derived }: EventDetail): readonly string[] {
  return [
    ...(refusal === null ? [] : [`refused: ${printable(refusal.detail)}`]),
    ...(publications.length > 1
      ? publications.map(({ outcome, detail }) => `published, ${outcome}: ${printable(detail)}`)
      : []),
    ...derived.map(({ type }) => `derived from it: ${printable(type)}`),
  ];
}

function explanationLines(output: Output, one: SubscriptionExplanation): readonly string[] {
  return [
    '',
    `${output.styled('bold', printable(one.name))}  ${printable(one.subscriptionId)}`,
    `  ${verdict(output, one.fired)} ${one.reason} on ${printable(one.eventType)}: ${printable(one.detail)}`,
    ...conditionLines(output, one.explanation).map((line) => `  ${line}`),
  ];
}

async function explainWritten(session: Session, file: string, named: string): Promise<ExitCode> {
  const { api, output } = session;
  const id = await subscriptionId(session, named);
  const path = apiPath`/v1/tenants/${await session.tenant()}/subscriptions/preview`;
  const answer = await api.post(path, previewAnswerSchema, { subscriptionId: id, event: eventIn(file) });
  output.document(answer);
  for (const line of previewLines(output, answer)) output.text(line);
  return EXIT.ok;
}

function previewLines(
  output: Output,
  { matched, reason, detail, explanation, considered, requests }: PreviewAnswer,
): readonly string[] {
  return [
    `${verdict(output, matched && reason === 'fired')} ${reason}: ${printable(detail)}`,
    ...conditionLines(output, explanation),
    ...considered.map((one) => `considered: ${printable(one.type)}, ${one.reason}`),
    ...requests.map(
      ({ method, url, body }) => `would send ${method} ${printable(url)}, ${Buffer.byteLength(body)} bytes`,
    ),
  ];
}

const verdict = (output: Output, fires: boolean): string =>
  fires ? output.styled('green', 'fires:') : output.styled('yellow', 'does not fire:');

function eventIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new UsageError(`${file} is no JSON that can be read: ${messageOf(cause)}`, [], { cause });
  }
}
