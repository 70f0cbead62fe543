import { HEADERS, subjects, type Evaluation } from '@deskhook/contracts';
import { incomingHeaders, type IncomingMessage } from '@deskhook/messaging';
import { cpuSeconds, cpuSecondsOfTree } from '../machine/cpu-time.js';
import { Random } from '../matching/random.js';
import type { BenchLog } from './bench-log.js';
import { occurrence, type Occurrence } from './helpdesk-day.js';

const DAY_MS = 86_400_000;
/** What a batch of the service holds at most. */
const BATCH = 500;
const REPORT_EVERY = 250_000;

/** What filling the log came to. */
export interface Filled {
  readonly events: number;
  readonly deliveries: number;
  readonly attempts: number;
  /** Spent on storing; making up what is stored does not count. */
  readonly seconds: number;
  readonly attemptsPerSecond: number;
  /** CPU time of 1,000 attempts with their events and deliveries, in seconds. */
  readonly nodeCpuPer1000: number;
  readonly postgresCpuPer1000: number;
}

interface Place {
  readonly postgresPid: number;
  readonly say: (line: string) => void;
}

interface Plan {
  readonly attempts: number;
  readonly days: number;
  readonly now: number;
}

/** Stores made-up days through the service's own consumers, the oldest first, as three consumers do it at once. */
export async function fill(log: BenchLog, plan: Plan, { postgresPid, say }: Place): Promise<Filled> {
  const random = new Random(7);
  const count = { events: 0, deliveries: 0, attempts: 0 };
  const spent = { ms: 0, node: 0, postgres: 0 };
  const begin = plan.now - plan.days * DAY_MS;
  while (count.attempts < plan.attempts) {
    const batch: Occurrence[] = [];
    for (let attempts = 0; attempts < BATCH && count.attempts < plan.attempts;) {
      const at = Math.floor(begin + (count.attempts / plan.attempts) * plan.days * DAY_MS);
      const one = occurrence(random, count.events, at);
      count.events += 1;
      count.deliveries += one.deliveries.length;
      count.attempts += one.reports.length;
      attempts += one.reports.length;
      batch.push(one);
    }
    const messages = messagesOf(batch, count.events);
    const [node, postgres, began] = [
      cpuSeconds(process.pid),
      cpuSecondsOfTree(postgresPid),
      performance.now(),
    ];
    await keep(log, messages);
    spent.ms += performance.now() - began;
    spent.node += cpuSeconds(process.pid) - node;
    spent.postgres += cpuSecondsOfTree(postgresPid) - postgres;
    if (count.attempts % REPORT_EVERY < BATCH / 2)
      say(`${count.attempts} attempts, ${(count.attempts / (spent.ms / 1_000)).toFixed(0)} a second`);
  }
  const per1000 = (seconds: number) => (seconds / count.attempts) * 1_000;
  return {
    ...count,
    seconds: spent.ms / 1_000,
    attemptsPerSecond: count.attempts / (spent.ms / 1_000),
    nodeCpuPer1000: per1000(spent.node),
    postgresCpuPer1000: per1000(spent.postgres),
  };
}

type Messages = Record<'events' | 'deliveries' | 'attempts' | 'deadLetters', IncomingMessage[]>;

async function keep(log: BenchLog, messages: Messages): Promise<void> {
  const outcomes = await Promise.all([
    log.events.keep(messages.events),
    log.deliveries.keep(messages.deliveries),
    log.attempts.keep(messages.attempts),
    log.deadLetters.keep(messages.deadLetters),
  ]);
  const lost = outcomes.flat().find((outcome) => outcome.kind !== 'ack');
  if (lost !== undefined) throw new Error(`the log did not keep everything: ${JSON.stringify(lost)}`);
}

function messagesOf(batch: readonly Occurrence[], sequence: number): Messages {
  return {
    events: batch.map(({ event }, n) => ({
      ...empty(sequence + n),
      subject: subjects.event(event.tenant, event.type),
      payload: event.payload,
      storedAt: event.at,
    })),
    deliveries: batch.flatMap((one, n) => [
      ...one.deliveries.map((delivery) => ({
        ...withHeader(sequence, HEADERS.delivery, delivery),
        subject: subjects.delivery(delivery.tenant, delivery.subscriptionId),
        storedAt: delivery.acceptedAt + 2,
      })),
      {
        ...withHeader(sequence, HEADERS.evaluation, evaluationOf(one, sequence + n)),
        subject: subjects.evaluation(one.event.tenant),
      },
    ]),
    attempts: batch.flatMap(({ reports }) =>
      reports.map((report) => ({
        ...empty(sequence),
        subject: subjects.attempt(report.tenant, report.subscriptionId),
        payload: Buffer.from(JSON.stringify(report)),
      })),
    ),
    deadLetters: batch.flatMap(({ deadLetter }) =>
      deadLetter === null
        ? []
        : [
            {
              ...withHeader(sequence, HEADERS.deadLetter, deadLetter),
              subject: subjects.dead('acme', 'EVENTS'),
            },
          ],
    ),
  };
}

function evaluationOf({ event, deliveries }: Occurrence, sequence: number): Evaluation {
  const { tenant, id: eventId, at: acceptedAt } = event;
  return {
    tenant,
    eventId,
    sequence,
    acceptedAt,
    deliveries: deliveries.length,
    deliveryIds: deliveries.map(({ id }) => id),
    part: 0,
    filtered: 0,
    commands: 0,
  };
}

function withHeader(sequence: number, name: string, value: object) {
  const text = JSON.stringify(value);
  return { ...empty(sequence), header: (wanted: string) => (wanted === name ? text : null) };
}

function empty(sequence: number) {
  return { ...incomingHeaders(undefined), subject: '', payload: Buffer.alloc(0), sequence, storedAt: 0 };
}
