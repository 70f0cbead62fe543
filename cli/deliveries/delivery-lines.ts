import type { Attempt, DeliveryDetail } from '@deskhook/contracts';
import { shortInstant } from '../moments.js';
import type { Output } from '../output.js';
import { printable } from '../printable.js';
import { styledStatus } from './delivery-status.js';

/** One delivery for people: what it is, why it stands as it does, and each attempt. */
export function deliveryLines(
  output: Output,
  delivery: DeliveryDetail,
  withBodies: boolean,
): readonly string[] {
  const { id, type, eventId, subscriptionId, url, status, reason, schedule, attempts } = delivery;
  return [
    `${output.styled('bold', printable(id))}  ${styledStatus(output, status)}`,
    `  event         ${printable(eventId)} (${printable(type)})`,
    `  subscription  ${printable(subscriptionId)}`,
    `  url           ${printable(url)}`,
    ...(reason === null ? [] : [`  reason        ${printable(reason)}`]),
    ...(schedule?.next == null
      ? []
      : [`  next attempt  ${shortInstant(schedule.next.at)}, ${printable(schedule.next.why)}`]),
    ...attempts.flatMap((attempt) => ['', ...attemptLines(attempt, withBodies)]),
  ];
}

function attemptLines(attempt: Attempt, withBodies: boolean): readonly string[] {
  const { number, at, durationMs, responseCode, error, traceId, warnings } = attempt;
  const outcome = [responseCode, error].filter((part) => part !== null).join(', ');
  return [
    `  attempt ${number}  ${shortInstant(at)}  ${Math.round(durationMs)} ms  ${printable(outcome)}`,
    `    trace ${printable(traceId)}`,
    ...warnings.map((warning) => `    warning: ${printable(warning)}`),
    ...(withBodies ? exchangeLines(attempt) : []),
  ];
}

function exchangeLines({
  requestHeaders,
  requestBody,
  responseHeaders,
  responseBody,
}: Attempt): readonly string[] {
  return [
    '    request',
    ...headerLines(requestHeaders),
    ...bodyLines(requestBody),
    '    answer',
    ...headerLines(responseHeaders ?? {}),
    ...bodyLines(responseBody),
  ];
}

const headerLines = (headers: Attempt['requestHeaders']): readonly string[] =>
  Object.entries(headers).map(([name, value]) => `      ${printable(`${name}: ${value}`)}`);

const bodyLines = (body: string | null): readonly string[] =>
  body === null || body === '' ? [] : ['', ...body.split('\n').map((line) => `      ${printable(line)}`)];
