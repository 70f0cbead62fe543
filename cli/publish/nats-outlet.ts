import { randomBytes } from 'node:crypto';
import { acceptEvent, HEADERS, subjects } from '@deskhook/contracts';
import { HOP_LIMIT_DEFAULT, isTenantId } from '@deskhook/domain';
import { Publisher } from '@deskhook/messaging';
import { brokerSettings, connectOnce } from '../broker-connection.js';
import { messageOf, UsageError } from '../cli-error.js';
import type { Outlet, PublishResult, ReadyEvent, Unsettled } from './publication.js';

const BATCH_MAX = 250;

export interface NatsOptions {
  readonly nats: string;
  readonly creds?: string;
  readonly tenant: string;
}

/** Publishes to JetStream itself, as helpdesks do; what could not be accepted is not sent. */
export async function natsOutlet(
  { nats, creds, tenant }: NatsOptions,
  env: NodeJS.ProcessEnv,
): Promise<Outlet> {
  if (!isTenantId(tenant)) throw new UsageError(`"${tenant}" is no tenant id`);
  const settings = {
    ...brokerSettings(env),
    url: nats,
    ...(creds === undefined ? {} : { credsFile: creds }),
  };
  const broker = await connectOnce(settings);
  const publisher = new Publisher(broker);
  return {
    batchMax: BATCH_MAX,
    publish: (events) => Promise.all(events.map((event) => publish(publisher, tenant, event))),
    close: () => broker.connection.close(),
  };
}

async function publish(
  publisher: Publisher,
  tenant: string,
  { text, place }: ReadyEvent,
): Promise<PublishResult | Unsettled> {
  const subject = subjects.event(tenant, typeOf(text));
  const payload = Buffer.from(text);
  const acceptance = acceptEvent({ subject, payload, attributes: {} }, HOP_LIMIT_DEFAULT);
  if (!acceptance.ok) {
    const { pointer = '', detail } = acceptance.refusal;
    return { outcome: 'refused', place, pointer, detail };
  }
  const traceId = randomBytes(16).toString('hex');
  const headers = { [HEADERS.traceparent]: `00-${traceId}-${randomBytes(8).toString('hex')}-01` };
  try {
    await publisher.publish({ subject, payload, headers });
    return { outcome: 'stored', id: acceptance.event.id, traceId };
  } catch (error) {
    const { cause } = error instanceof Error ? error : { cause: undefined };
    const detail = `${messageOf(error)}${cause === undefined ? '' : `: ${messageOf(cause)}`}; it may or may not be stored: publish it again under the same id`;
    return { outcome: 'unsettled', place, pointer: '', detail };
  }
}

function typeOf(text: string): string {
  const event: unknown = JSON.parse(text);
  return typeof event === 'object' && event !== null && 'type' in event ? String(event.type) : '';
}
