import type { StreamName } from '@deskhook/contracts';
import { AckPolicy, DeliverPolicy, type ConsumerConfig, type JetStreamManager } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { isConsumerNotFound, isStreamNotFound } from './api-error.js';
import type { Broker } from './nats-connection.js';
import { differingKeys, notProvisioned } from './provisioned.js';
import { untilBrokerAnswers } from './until-broker-answers.js';

/** A durable pull consumer that all replicas of a service share. */
export interface ConsumerDeclaration {
  readonly durable: string;
  readonly stream: StreamName;
  readonly filter?: string;
  /** How many messages this process handles at once; for a batch consumer, how many make a batch at most. */
  readonly concurrency: number;
  /** Messages on their way to all replicas together. */
  readonly ackPendingMax: number;
  /** Messages that one process has taken and not settled, those that wait their turn with it; absent: as many as all together. */
  readonly inHandMax?: number;
  /** Batch consumers only: how long a message may wait for others. */
  readonly batchWaitMs?: number;
  /** Batch consumers only: about how many bytes make a batch full before the count does. */
  readonly batchBytesMax?: number;
  /**
   * How long the broker waits for an acknowledgement at most, where the setting allows longer: what a killed process had
   * in hand must not wait long for another one.
   */
  readonly ackWaitMsMax?: number;
  /** Hand out the headers without the payload, for those who need no more. */
  readonly headersOnly?: boolean;
}

/** How long the broker waits for an acknowledgement before it hands a message to somebody else. */
export interface ConsumerSettings {
  readonly ackWaitMs: number;
  readonly replicas: number;
  /** False: consumers are only checked; whoever provisions makes them. */
  readonly provision?: boolean;
}

/** How long the broker waits for an acknowledgement of this consumer's messages. */
export function ackWaitMsOf({ ackWaitMsMax }: ConsumerDeclaration, { ackWaitMs }: ConsumerSettings): number {
  return Math.min(ackWaitMs, ackWaitMsMax ?? Infinity);
}

/**
 * Creates the consumer or brings it up to date. Idempotent. Throws a BrokerUnfitError where its stream is missing, or where it may
 * only check it and finds something else.
 */
export async function ensureConsumer(
  jsm: JetStreamManager,
  declaration: ConsumerDeclaration,
  settings: ConsumerSettings,
): Promise<void> {
  const { durable, stream } = declaration;
  const config = consumerConfig(declaration, settings);
  try {
    const known = await knownConfig(jsm, declaration);
    if (settings.provision === false) return assertProvisioned(declaration, known, config);
    if (known === null) await jsm.consumers.add(stream, config);
    else if (differingKeys(known, config).length > 0) await jsm.consumers.update(stream, durable, config);
  } catch (error) {
    if (isStreamNotFound(error)) throw notProvisioned(`the stream ${stream} is missing`);
    throw error;
  }
}

/** The same for every consumer; a broker that dies meanwhile is waited for. */
export async function ensureConsumers(
  { jsm }: Broker,
  declarations: readonly ConsumerDeclaration[],
  settings: ConsumerSettings,
): Promise<void> {
  for (const declaration of declarations)
    await untilBrokerAnswers(() => ensureConsumer(jsm, declaration, settings));
}

/** What of a consumer is not as it is declared. */
export function consumerDifferences(
  known: object,
  declaration: ConsumerDeclaration,
  settings: ConsumerSettings,
): readonly string[] {
  return differingKeys(known, consumerConfig(declaration, settings));
}

function assertProvisioned(
  { durable, stream }: ConsumerDeclaration,
  known: object | null,
  config: object,
): void {
  if (known === null) throw notProvisioned(`the consumer ${durable} of the stream ${stream} is missing`);
  const differences = differingKeys(known, config);
  if (differences.length > 0)
    throw notProvisioned(
      `the consumer ${durable} of the stream ${stream} differs in ${differences.join(', ')}`,
    );
}

function consumerConfig(
  declaration: ConsumerDeclaration,
  settings: ConsumerSettings,
): Partial<ConsumerConfig> {
  return {
    durable_name: declaration.durable,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: nanos(ackWaitMsOf(declaration, settings)),
    max_ack_pending: declaration.ackPendingMax,
    max_deliver: -1,
    num_replicas: settings.replicas,
    ...(declaration.headersOnly === true ? { headers_only: true } : {}),
    ...(declaration.filter === undefined ? {} : { filter_subject: declaration.filter }),
  };
}

async function knownConfig(jsm: JetStreamManager, declaration: ConsumerDeclaration): Promise<object | null> {
  try {
    return (await jsm.consumers.info(declaration.stream, declaration.durable)).config;
  } catch (error) {
    if (isConsumerNotFound(error)) return null;
    throw error;
  }
}
