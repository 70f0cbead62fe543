import { createHash } from 'node:crypto';
import type { AttemptReport, DeadLetterHeader, Delivery } from '@deskhook/contracts';
import { deliveryId } from '@deskhook/domain';
import type { Random } from '../matching/random.js';

/** What is published, announced and reported of one event. */
export interface Occurrence {
  readonly event: {
    readonly id: string;
    readonly tenant: string;
    readonly type: string;
    readonly payload: Buffer;
    readonly at: number;
  };
  readonly deliveries: readonly Delivery[];
  readonly reports: readonly AttemptReport[];
  readonly deadLetter: DeadLetterHeader | null;
}

export const TENANTS = ['acme', 'globex', 'initech', 'umbrella'] as const;
export const SUBSCRIPTIONS = 40;
export const TYPES = [
  'ticket.created',
  'ticket.status_changed',
  'ticket.assigned',
  'ticket.fields_changed',
  'ticket.closed',
  'reply.created',
  'note.created',
  'user.created',
] as const;
export const TICKETS = 100_000;
/** Of each tenant's subscriptions, how many one event goes to at most. */
const FAN_OUT = 3;

const FAILURES = [
  { code: 500, reason: 'the endpoint answered 500', error: null },
  { code: 503, reason: 'the endpoint answered 503', error: null },
  { code: 404, reason: 'the endpoint answered 404', error: null },
  { code: null, reason: 'no answer within 15000 ms', error: 'ETIMEDOUT: no answer within 15000 ms' },
  { code: null, reason: 'the connection failed', error: 'ECONNREFUSED: connect to 203.0.113.7:443' },
] as const;

const TEXTS = [
  'Since the update this morning I cannot log in any more: the page says that my session has expired, again and again.',
  'Invoice 4711 shows the wrong VAT number, please send a corrected one before Friday; our accounting closes then.',
  'The printer on floor three prints blank pages after the toner was changed. I restarted it twice, to no avail.',
  'Please add Maria Lopez to the billing group and remove the access of Tom, who has left us in May.',
] as const;

export const subscriptionOf = (tenant: string, n: number): string => `sub_${tenant}_${n}`;
export const urlOf = (tenant: string, n: number): string =>
  `https://hooks.${tenant}.example/in/${n}?token=t${n}`;

/** The n-th event of the benchmark, at an instant, with what came of it: most are delivered at once, some fail and end well or not. */
export function occurrence(random: Random, n: number, at: number): Occurrence {
  const tenant = random.chance(0.7) ? TENANTS[0] : random.pick(TENANTS);
  const type = random.pick(TYPES);
  const ticketId = 1 + random.below(TICKETS);
  const id = `evt-${n}`;
  const payload = Buffer.from(eventText(random, { id, tenant, type, ticketId, at }));
  const event = { id, tenant, type, payload, at };
  const first = random.below(SUBSCRIPTIONS);
  const deliveries = Array.from({ length: 1 + random.below(FAN_OUT) }, (_, k) => {
    const number = (first + k * 7) % SUBSCRIPTIONS;
    const [subscriptionId, url] = [subscriptionOf(tenant, number), urlOf(tenant, number)];
    const identity = { tenant, occurrence: id, subscriptionId, url, trigger: null };
    const rest = { mode: 'structured' as const, number: 1, numberBefore: 0, acceptedAt: at };
    return {
      id: deliveryId(identity),
      tenant,
      eventId: id,
      type,
      ticketId: String(ticketId),
      subscriptionId,
      url,
      ...rest,
    };
  });
  const reports = deliveries.flatMap((delivery) => attemptsOf(random, delivery, payload));
  const deadLetter = random.below(500) === 0 ? deadLetterOf(tenant, n, at) : null;
  return { event, deliveries, reports, deadLetter };
}

function eventText(
  random: Random,
  {
    id,
    tenant,
    type,
    ticketId,
    at,
  }: { id: string; tenant: string; type: string; ticketId: number; at: number },
): string {
  const time = new Date(at).toISOString();
  const text = () => random.pick(TEXTS);
  const person = random.below(50_000);
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: `/helpdesk/${tenant}`,
    type,
    subject: `tickets/${ticketId}`,
    time,
    datacontenttype: 'application/json',
    data: {
      actor: {
        id: random.below(90),
        name: `Agent ${random.below(90)}`,
        email: `agent${random.below(90)}@helpdesk.example`,
        is_agent: true,
      },
      ticket: {
        id: ticketId,
        subject: `${text().slice(0, 40)} (${random.below(10_000)})`,
        body: { text: `${text()} ${text()} ${random.below(1_000_000)}` },
        status: { id: 4, slug: 'pending', name: 'Pending', base: 'stopped' },
        priority: { id: 3, slug: 'high', name: 'High' },
        requester: { id: person, name: `Person ${person}`, email: `person${person}@example.com` },
        tags: [{ id: 9, name: 'login', slug: 'login' }],
        custom_fields: { product: `Widget ${random.below(50)}`, region: `eu-${random.below(9)}` },
        timestamps: { created: time, updated: time },
      },
      changes: [{ field: 'status', old: 'open', new: 'pending', old_label: 'Open', new_label: 'Pending' }],
    },
  });
}

/** Nine of ten go well at once; of the others most do after one failure, some are dead after three, some wait. */
function attemptsOf(random: Random, delivery: Delivery, payload: Buffer): AttemptReport[] {
  const report = (number: number, end: Partial<AttemptReport>) =>
    reportOf(random, delivery, payload, number, end);
  if (random.below(10) > 0) return [report(1, delivered(random))];
  const failure = random.pick(FAILURES);
  const failed = (status: 'retrying' | 'dead') => ({
    status,
    reason: failure.reason,
    error: failure.error,
    ...(failure.code === null ? {} : { response: answer(failure.code, 'upstream failure') }),
  });
  const fate = random.below(10);
  if (fate < 7) return [report(1, failed('retrying')), report(2, delivered(random))];
  if (fate < 9) return [1, 2, 3].map((number) => report(number, failed(number === 3 ? 'dead' : 'retrying')));
  return [report(1, failed('retrying'))];
}

function delivered(random: Random): Partial<AttemptReport> {
  const code = random.below(20) === 0 ? 204 : 200;
  return { status: 'delivered', reason: null, response: answer(code, code === 204 ? '' : '{"ok":true}') };
}

function answer(code: number, body: string): NonNullable<AttemptReport['response']> {
  const headers = {
    date: 'Tue, 17 Feb 2026 14:45:00 GMT',
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(body.length),
    connection: 'keep-alive',
    server: 'nginx',
    'x-request-id': `req-${code}-${body.length}`,
  };
  return { code, headers, body, truncated: false };
}

/** Two of three subscriptions get the event as it is; the others' dialects render bodies of their own. */
function reportOf(
  random: Random,
  delivery: Delivery,
  payload: Buffer,
  number: number,
  end: Partial<AttemptReport>,
): AttemptReport {
  const { id: deliveryId, tenant, eventId, subscriptionId, url, type, ticketId, acceptedAt } = delivery;
  const at = acceptedAt + 5 + (number - 1) * 300_000;
  const rendersOwn = Number(subscriptionId.split('_').at(-1)) % 3 === 0;
  const body = rendersOwn
    ? Buffer.from(`{"hook":"${subscriptionId}",${payload.subarray(1).toString()}`)
    : payload;
  const bodyHash = createHash('sha256').update(body).digest('base64url');
  const hex = (length: number) =>
    createHash('sha256').update(`${deliveryId}.${number}`).digest('hex').slice(0, length);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Deskhook/0.1.0',
    'webhook-id': deliveryId,
    'webhook-timestamp': String(Math.floor(at / 1_000)),
    'webhook-signature': `v1,${createHash('sha256').update(`${deliveryId}${at}`).digest('base64')}`,
    traceparent: `00-${hex(32)}-${hex(16)}-01`,
    'content-length': String(body.length),
  };
  return {
    deliveryId,
    tenant,
    eventId,
    subscriptionId,
    url,
    type,
    ticketId,
    acceptedAt,
    number,
    at,
    status: 'delivered',
    reason: null,
    nextAttemptAt: end.status === 'retrying' ? at + 300_000 : null,
    durationMs: 5 + random.below(1_000) ** 2 / 1_000,
    request: {
      headers,
      contentType: 'application/json',
      bodyHash,
      ...(rendersOwn ? { body: body.toString('base64') } : {}),
    },
    error: null,
    traceId: hex(32),
    spanId: hex(16),
    ...end,
  };
}

function deadLetterOf(tenant: string, n: number, at: number): DeadLetterHeader {
  const reasons = ['not_json', 'schema_violation', 'hop_limit'] as const;
  return {
    id: `dead_${n}`,
    reason: reasons[n % reasons.length] ?? 'not_json',
    detail: 'the payload is not JSON',
    subject: `events.${tenant}.ticket.created`,
    stream: 'EVENTS',
    sequence: 1_000_000_000 + n,
    receivedAt: at,
    headers: {},
  };
}
