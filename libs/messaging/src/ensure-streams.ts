import { BUCKETS, CLAIM_MS_MAX } from '@deskhook/contracts';
import type { JetStreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { nanos } from '@nats-io/transport-node';
import { isStreamNameInUse, isStreamNotFound, isTooManyReplicas } from './api-error.js';
import { assertBrokerFit, BrokerUnfitError } from './broker-version.js';
import type { Broker } from './nats-connection.js';
import { differingKeys, notProvisioned } from './provisioned.js';
import { streamDeclarations, type StreamDeclaration, type StreamSettings } from './stream-declarations.js';
import { NotKnownYetError, untilBrokerAnswers } from './until-broker-answers.js';

/** Creates what is missing, brings what differs up to date, and checks that the broker can do it. Idempotent. */
export async function ensureStreams(broker: Broker, settings: StreamSettings): Promise<void> {
  assertBrokerFit(broker);
  try {
    for (const declaration of streamDeclarations(settings))
      await untilBrokerAnswers(() => ensureStream(broker.jsm, declaration));
    for (const bucket of Object.values(BUCKETS))
      await untilBrokerAnswers(() => ensureBucket(broker, bucket, settings));
  } catch (error) {
    throw isTooManyReplicas(error) ? tooManyReplicas(settings, error) : error;
  }
}

function tooManyReplicas({ replicas }: StreamSettings, cause: Error): BrokerUnfitError {
  return new BrokerUnfitError(
    `the broker has too few servers for DESKHOOK_STREAM_REPLICAS=${replicas} (${cause.message}): set it to 1 for a single ` +
      'server, and to 3 for a cluster of three or more',
    { cause },
  );
}

/**
 * Checks that the broker has every stream and bucket as declared, and changes nothing. Throws a BrokerUnfitError that names
 * what is missing or differs.
 */
export async function checkStreams(broker: Broker, settings: StreamSettings): Promise<void> {
  assertBrokerFit(broker);
  const faults = await Promise.all(
    wantedStreams(settings).map((declaration) => untilBrokerAnswers(() => faultOf(broker.jsm, declaration))),
  );
  const found = faults.filter((fault) => fault !== null);
  if (found.length > 0) throw notProvisioned(found.join('; '));
}

/** Every stream, also those of buckets, with what is wrong with it, or null; asks once, and throws what the broker says. */
export async function streamFaults(
  { jsm }: Broker,
  settings: StreamSettings,
): Promise<readonly { readonly name: string; readonly fault: string | null }[]> {
  return Promise.all(
    wantedStreams(settings).map(async (wanted) => ({ name: wanted.name, fault: await faultOf(jsm, wanted) })),
  );
}

function wantedStreams(settings: StreamSettings): readonly { readonly name: string }[] {
  return [...streamDeclarations(settings), ...Object.values(BUCKETS).map(bucketDeclaration(settings))];
}

async function faultOf(
  jsm: JetStreamManager,
  { name, ...wanted }: { readonly name: string },
): Promise<string | null> {
  const known = await streamConfig(jsm, name);
  if (known === null) return `the stream ${name} is missing`;
  const differences = differingKeys(known, wanted);
  return differences.length === 0 ? null : `the stream ${name} differs in ${differences.join(', ')}`;
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
  await madeOnce(`KV_${bucket}`, () => new Kvm(broker.js).create(bucket, { history: 1, replicas, ttl }));
  if (WITH_AGEING_ENTRIES.has(bucket)) await allowEntriesToAge(broker.jsm, `KV_${bucket}`);
}

/** What of a bucket's stream matters to those who use it. */
function bucketDeclaration({ replicas }: StreamSettings) {
  return (bucket: string) => ({
    name: `KV_${bucket}`,
    max_msgs_per_subject: 1,
    max_age: nanos(BUCKET_MS_MAX[bucket] ?? 0),
    num_replicas: replicas,
    allow_direct: true,
    ...(WITH_AGEING_ENTRIES.has(bucket) ? { allow_msg_ttl: true } : {}),
  });
}

/** A bucket that was made before may not do it yet; once it does, it does for ever. */
async function allowEntriesToAge(jsm: JetStreamManager, stream: string): Promise<void> {
  const known = await streamConfig(jsm, stream);
  if (known?.['allow_msg_ttl'] === true) return;
  try {
    await jsm.streams.update(stream, { ...known, allow_msg_ttl: true });
  } catch (error) {
    if (isStreamNotFound(error)) throw new NotKnownYetError(`the broker does not know ${stream} yet`);
    throw error;
  }
}

async function ensureStream(jsm: JetStreamManager, declaration: StreamDeclaration): Promise<void> {
  const known = await streamConfig(jsm, declaration.name);
  if (known !== null && differingKeys(known, declaration).length === 0) return;
  const { config } =
    known === null
      ? await madeOnce(declaration.name, () => jsm.streams.add(declaration))
      : await jsm.streams.update(declaration.name, declaration);
  if (declaration.allow_msg_schedules !== true || config.allow_msg_schedules === true) return;
  throw new BrokerUnfitError(
    `the broker ignored allow_msg_schedules on stream ${declaration.name}, so retries would never fire: use nats-server 2.12 or newer`,
  );
}

/** Replicas boot at the same time: what another one has made and changed meanwhile is looked at again, not an error. */
async function madeOnce<T>(stream: string, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (isStreamNameInUse(error)) throw new NotKnownYetError(`another one has just made ${stream}`);
    throw error;
  }
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
