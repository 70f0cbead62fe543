import { BUCKETS, CLAIM_MS_MAX } from '@deskhook/contracts';
import type { JetStreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { isStreamNotFound } from './api-error.js';
import { assertBrokerFit, BrokerUnfitError } from './broker-version.js';
import type { Broker } from './nats-connection.js';
import { streamDeclarations, type StreamDeclaration, type StreamSettings } from './stream-declarations.js';
import { untilBrokerAnswers } from './until-broker-answers.js';

/** Creates what is missing, brings what differs up to date, and checks that the broker can do it. Idempotent. */
export async function ensureStreams(broker: Broker, settings: StreamSettings): Promise<void> {
  assertBrokerFit(broker);
  for (const declaration of streamDeclarations(settings))
    await untilBrokerAnswers(() => ensureStream(broker.jsm, declaration));
  for (const bucket of Object.values(BUCKETS))
    await untilBrokerAnswers(() => ensureBucket(broker, bucket, settings));
}

/** Entries of these vanish by age; a form that is forgotten costs one more probe. */
const BUCKET_MS_MAX: Readonly<Record<string, number>> = {
  [BUCKETS.claims]: CLAIM_MS_MAX,
  [BUCKETS.endpoints]: 30 * 86_400_000,
};

/** Each entry of these may have an age of its own. */
const WITH_AGEING_ENTRIES: ReadonlySet<string> = new Set([BUCKETS.timers, BUCKETS.leases]);

async function ensureBucket(broker: Broker, bucket: string, { replicas }: StreamSettings): Promise<void> {
  const ttl = BUCKET_MS_MAX[bucket] ?? 0;
  await new Kvm(broker.js).create(bucket, { history: 1, replicas, ttl });
  if (WITH_AGEING_ENTRIES.has(bucket)) await allowEntriesToAge(broker.jsm, `KV_${bucket}`);
}

/** A bucket that was made before may not do it yet; once it does, it does for ever. */
async function allowEntriesToAge(jsm: JetStreamManager, stream: string): Promise<void> {
  const known = await streamConfig(jsm, stream);
  if (known?.['allow_msg_ttl'] !== true) await jsm.streams.update(stream, { ...known, allow_msg_ttl: true });
}

async function ensureStream(jsm: JetStreamManager, declaration: StreamDeclaration): Promise<void> {
  const known = await streamConfig(jsm, declaration.name);
  if (known === null) await jsm.streams.add(declaration);
  else if (differs(known, declaration)) await jsm.streams.update(declaration.name, declaration);
  if (declaration.allow_msg_schedules !== true) return;
  const created = await streamConfig(jsm, declaration.name);
  if (created?.['allow_msg_schedules'] === true) return;
  throw new BrokerUnfitError(
    `the broker ignored allow_msg_schedules on stream ${declaration.name}, so retries would never fire: use nats-server 2.12 or newer`,
  );
}

async function streamConfig(
  jsm: JetStreamManager,
  name: string,
): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    return { ...(await jsm.streams.info(name)).config };
  } catch (error) {
    if (isStreamNotFound(error)) return null;
    throw error;
  }
}

function differs(known: Readonly<Record<string, unknown>>, declaration: StreamDeclaration): boolean {
  return Object.entries(declaration).some(
    ([key, value]) => JSON.stringify(known[key]) !== JSON.stringify(value),
  );
}
