import { readFile } from 'node:fs/promises';
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { connect, credsAuthenticator, type NatsConnection } from '@nats-io/transport-node';

export interface NatsSettings {
  /** Server URLs, separated by commas. */
  readonly url: string;
  /** Path of a credentials file. */
  readonly credsFile?: string | undefined;
  /** Connection name as it shows in the server's monitoring. */
  readonly name: string;
}

/** A connection to the broker with its JetStream clients. */
export interface Broker {
  readonly connection: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
}

const REQUEST_TIMEOUT_MS = 5_000;
const RECONNECT_WAIT_MS = 250;

/** Connection options for any NATS client of ours: it reconnects for ever and waits for a broker that is not up yet. */
export async function natsOptions(settings: NatsSettings) {
  const creds = settings.credsFile === undefined ? null : await readFile(settings.credsFile);
  return {
    servers: settings.url.split(',').map((server) => server.trim()),
    name: settings.name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_WAIT_MS,
    waitOnFirstConnect: true,
    timeout: REQUEST_TIMEOUT_MS,
    pingInterval: 10_000,
    // A stack is captured for each request otherwise, which costs more than the request.
    noAsyncTraces: true,
    ...(creds === null ? {} : { authenticator: credsAuthenticator(creds) }),
  };
}

/** Connects and waits until the broker is there. */
export async function connectBroker(settings: NatsSettings): Promise<Broker> {
  const connection = await connect(await natsOptions(settings));
  const js = jetstream(connection, { timeout: REQUEST_TIMEOUT_MS });
  const jsm = await jetstreamManager(connection, { timeout: REQUEST_TIMEOUT_MS, checkAPI: false });
  return { connection, js, jsm };
}
