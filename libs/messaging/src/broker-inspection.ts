import type { StreamName } from '@deskhook/contracts';
import { JetStreamApiError } from '@nats-io/jetstream';
import { headers, PermissionViolationError, RequestError } from '@nats-io/transport-node';
import { isConsumerNotFound } from './api-error.js';
import type { Broker } from './nats-connection.js';

/** What a broker says of itself to whoever connects. */
export interface BrokerFacts {
  readonly server: string;
  readonly version: string;
  readonly maxPayload: number;
  readonly encrypted: boolean;
  /** Null: it is no member of a cluster. */
  readonly cluster: string | null;
  readonly jetStream: boolean;
}

/** What the account may use of JetStream; -1 where there is no limit. */
export interface AccountFacts {
  readonly storageLimit: number;
  readonly storageUsed: number;
  readonly streamLimit: number;
  readonly consumerLimit: number;
  /** Level of the JetStream API; null where the server does not tell. */
  readonly apiLevel: number | null;
}

/** Where a stream is kept, and the broker's clock. */
export interface StreamFacts {
  readonly replicas: number;
  /** Nodes that hold it and are not there or far behind. */
  readonly missing: readonly string[];
  readonly leader: string | null;
  readonly brokerTimeMs: number | null;
}

export interface ConsumerFacts {
  readonly pending: number;
  readonly unsettled: number;
  readonly paused: boolean;
}

/** No stream bears this name, so that a publication which expects it is refused by whichever would have stored it. */
const NO_STREAM = 'DESKHOOK_DOCTOR_STORES_NOTHING';
const EXPECTED_STREAM = 'Nats-Expected-Stream';
const ASK_MS = 2_000;

export function brokerFacts({ connection }: Broker): BrokerFacts | null {
  const { info } = connection;
  if (info === undefined) return null;
  return {
    server: connection.getServer(),
    version: info.version,
    maxPayload: info.max_payload,
    encrypted: info.tls_required === true || info.tls_available === true,
    cluster: info.cluster ?? null,
    jetStream: info.jetstream === true,
  };
}

export async function accountFacts({ jsm }: Broker): Promise<AccountFacts> {
  const { limits, storage, api } = await jsm.getAccountInfo();
  return {
    storageLimit: limits.max_storage,
    storageUsed: storage,
    streamLimit: limits.max_streams,
    consumerLimit: limits.max_consumers,
    apiLevel: typeof api.level === 'number' ? api.level : null,
  };
}

export async function streamFacts({ jsm }: Broker, stream: StreamName): Promise<StreamFacts> {
  const { config, cluster, ts } = await jsm.streams.info(stream);
  const at = typeof ts === 'string' ? Date.parse(ts) : Number.NaN;
  return {
    replicas: config.num_replicas,
    missing: (cluster?.replicas ?? []).filter((one) => one.offline || !one.current).map(({ name }) => name),
    leader: cluster?.leader ?? null,
    brokerTimeMs: Number.isNaN(at) ? null : at,
  };
}

/** How a durable consumer fares; null when there is none. */
export async function consumerFacts(
  { jsm }: Broker,
  stream: StreamName,
  durable: string,
): Promise<ConsumerFacts | null> {
  try {
    const info = await jsm.consumers.info(stream, durable);
    return { pending: info.num_pending, unsettled: info.num_ack_pending, paused: info.paused === true };
  } catch (error) {
    if (isConsumerNotFound(error)) return null;
    throw error;
  }
}

/**
 * Whether this user may publish on a subject of a stream. Nothing is stored: the publication expects a stream of another name
 * (ADR-31 of NATS), so that the one which hears it refuses it.
 */
export async function mayPublish({ connection }: Broker, subject: string): Promise<boolean> {
  const expecting = headers();
  expecting.set(EXPECTED_STREAM, NO_STREAM);
  try {
    await connection.request(subject, undefined, { timeout: ASK_MS, headers: expecting });
    return true;
  } catch (error) {
    // No answer means that nobody listens there, which is another matter.
    return !isForbidden(error);
  }
}

/** True when the broker refused because of the user's permissions. */
export function isForbidden(error: unknown): boolean {
  if (error instanceof PermissionViolationError) return true;
  if (error instanceof JetStreamApiError) return false;
  return error instanceof RequestError && error.cause instanceof PermissionViolationError;
}
