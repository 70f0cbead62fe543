import { STREAMS, TIMER_STREAMS } from '@deskhook/contracts';
import {
  accountFacts,
  brokerFacts,
  isForbidden,
  isVersionFit,
  streamDeclarations,
  streamFacts,
  streamFaults,
  type Broker,
  type BrokerFacts,
  type StreamSettings,
} from '@deskhook/messaging';
import { commonConfigSchema, readConfig, streamSettings } from '@deskhook/runtime';
import { brokerSettings, connectOnce, UnknownUserError, withoutCredentials } from '../broker-connection.js';
import { messageOf } from '../cli-error.js';
import { checksOf, clockCheck, inMebibytes, MEBIBYTE, type Check } from './check.js';
import { consumerChecks, permissionChecks } from './broker-permission-checks.js';
import type { LoginName } from './service-needs.js';

const { ok, warning, fault, skipped } = checksOf('broker');
const PAYLOAD_WANTED = 8 * MEBIBYTE;
const PROVISION =
  'run: node dist/services/main.js provision (as the provisioning user, with the settings of the services)';
const AS_WHOM =
  'services take their own names: give --as with the name of the service whose environment this is, such as --as gateway';

/** The broker as services find it: with their settings, and with `as` with that service's login. */
export async function* brokerChecks(
  env: NodeJS.ProcessEnv,
  as: LoginName | undefined,
): AsyncGenerator<Check> {
  const service = as === 'provision' ? undefined : as;
  let settings: StreamSettings;
  let broker: Broker;
  try {
    settings = streamSettings(readConfig(commonConfigSchema, env));
    broker = await connectOnce(brokerSettings(env, as));
  } catch (error) {
    if (error instanceof UnknownUserError) {
      yield fault('login', error.message, AS_WHOM);
      return;
    }
    yield fault(
      'connection',
      messageOf(error),
      'check DESKHOOK_NATS_URL, what lies between, and the login (DESKHOOK_NATS_CREDS, _NKEY, _USER, _PASSWORD)',
    );
    return;
  }
  try {
    const facts = brokerFacts(broker);
    if (facts === null) {
      yield fault('connection', 'the connection was lost at once', 'see the log of the server');
      return;
    }
    yield* serverChecks(facts, settings);
    if (!facts.jetStream) {
      yield fault(
        'JetStream',
        'is not enabled',
        'set jetstream { … } in the server, and for the account where there are accounts',
      );
      return;
    }
    yield* accountChecks(broker, settings);
    yield* guarded('streams', () => streamChecks(broker, settings));
    yield* guarded('consumers', () => consumerChecks(broker, service));
    if (service !== undefined) yield* guarded('permissions', () => permissionChecks(broker, service));
    yield skipped(
      'sync_interval',
      'a client cannot see it: set it to always, or a power cut can lose what was acknowledged (docs/operations/nats-cluster.md)',
    );
  } finally {
    await broker.connection.close();
  }
}

function* serverChecks(
  { server, version, maxPayload, encrypted, cluster }: BrokerFacts,
  { replicas }: StreamSettings,
): Generator<Check> {
  yield ok(
    'connection',
    `${withoutCredentials(server)}, nats-server ${version}${cluster === null ? '' : `, cluster ${cluster}`}`,
  );
  yield isVersionFit(version)
    ? ok('version', version)
    : fault(
        'version',
        `nats-server ${version} accepts scheduled messages and never fires them`,
        'use nats-server 2.12 or newer: retries and timers would be lost',
      );
  const isLocal = /^(.*\/\/)?(127\.|localhost|\[?::1)/.test(server);
  if (encrypted) yield ok('encryption', 'the server speaks TLS');
  else if (isLocal) yield skipped('encryption', 'the broker is on this machine');
  else
    yield warning(
      'encryption',
      'the connection is in clear',
      'set tls { … } in the server and tls:// in DESKHOOK_NATS_URL, unless the network is trusted',
    );
  yield maxPayload >= PAYLOAD_WANTED
    ? ok('max_payload', inMebibytes(maxPayload))
    : warning(
        'max_payload',
        `${inMebibytes(maxPayload)}: answers of the log with several large bodies do not fit`,
        'set max_payload: 8MB in the server',
      );
  if (cluster !== null && replicas === 1)
    yield warning(
      'replicas',
      'the broker is a cluster, and streams are kept on one node of it',
      'set DESKHOOK_STREAM_REPLICAS=3 and provision again',
    );
  if (cluster === null && replicas > 1)
    yield fault(
      'replicas',
      `DESKHOOK_STREAM_REPLICAS is ${replicas}, and the broker is no cluster`,
      'set it to 1, or name the cluster in DESKHOOK_NATS_URL',
    );
}

async function* accountChecks(broker: Broker, settings: StreamSettings): AsyncGenerator<Check> {
  try {
    const { storageLimit, storageUsed, apiLevel, streamLimit } = await accountFacts(broker);
    const wanted = reservedBytes(settings);
    if (apiLevel !== null)
      yield ok('JetStream', `on, API level ${apiLevel}, ${inMebibytes(storageUsed)} in use`);
    yield storageLimit >= 0 && storageLimit < wanted
      ? fault(
          'storage',
          `the account may keep ${inMebibytes(storageLimit)}, the streams reserve ${inMebibytes(wanted)}`,
          'raise max_file of the account (max_file_store of the server), or lower DESKHOOK_STREAM_MIB_MAX',
        )
      : ok(
          'storage',
          storageLimit < 0
            ? 'no limit of the account'
            : `${inMebibytes(storageLimit)} for ${inMebibytes(wanted)} that are reserved`,
        );
    if (streamLimit >= 0 && streamLimit < STREAM_COUNT)
      yield fault(
        'stream limit',
        `the account may have ${streamLimit} streams, ${STREAM_COUNT} are needed`,
        'raise max_streams of the account',
      );
  } catch (error) {
    if (isForbidden(error))
      yield skipped(
        'storage',
        'this user may not ask for the limits of its account; that of provisioning may: --as provision with its password',
      );
    else yield fault('JetStream', messageOf(error), 'enable JetStream in the server and for the account');
  }
}

/** Streams and the streams of buckets. */
const STREAM_COUNT = Object.keys(STREAMS).length + 7;

/** What streams with a size take of the account's storage, on all their nodes. */
function reservedBytes(settings: StreamSettings): number {
  const sizes = streamDeclarations(settings).map(({ max_bytes: bytes = -1 }) => Math.max(0, bytes));
  return sizes.reduce((sum, bytes) => sum + bytes, 0) * settings.replicas;
}

async function* streamChecks(broker: Broker, settings: StreamSettings): AsyncGenerator<Check> {
  const all = await streamFaults(broker, settings);
  const wrong = all.filter(({ fault: found }) => found !== null);
  for (const one of wrong) yield fault(`stream ${one.name}`, one.fault ?? '', PROVISION);
  if (wrong.length === 0) yield ok('streams', `${all.length} streams and buckets are as declared`);
  if (wrong.some(({ name }) => name === STREAMS.events)) return;
  const began = Date.now();
  const { brokerTimeMs } = await streamFacts(broker, STREAMS.events);
  const roundTripMs = Date.now() - began;
  if (brokerTimeMs !== null)
    yield clockCheck('broker', brokerTimeMs - (began + roundTripMs / 2), roundTripMs / 2);
  yield* replicaChecks(broker, settings);
}

async function* replicaChecks(broker: Broker, { replicas }: StreamSettings): AsyncGenerator<Check> {
  if (replicas === 1) return;
  const facts = await Promise.all(
    [STREAMS.events, STREAMS.deliveries, STREAMS.attempts, ...TIMER_STREAMS].map(async (stream) => ({
      stream,
      ...(await streamFacts(broker, stream)),
    })),
  );
  for (const { stream, missing } of facts)
    if (missing.length > 0)
      yield warning(
        `replicas of ${stream}`,
        `${missing.join(', ')} is not there or behind`,
        'see what is wrong with that node: another one that fails may stop the stream',
      );
  if (facts.every(({ missing }) => missing.length === 0))
    yield ok('replicas', `${replicas} of each stream, all of them current`);
}

async function* guarded(what: string, checks: () => AsyncGenerator<Check>): AsyncGenerator<Check> {
  try {
    yield* checks();
  } catch (error) {
    const detail =
      error instanceof Error && error.cause instanceof Error
        ? `${error.message}: ${error.cause.message}`
        : messageOf(error);
    if (isForbidden(error))
      yield fault(
        what,
        `this user may not look at them: ${detail}`,
        'give it the permissions of deploy/nats, or run it as another user',
      );
    else yield fault(what, detail, 'see the log of the server');
  }
}
