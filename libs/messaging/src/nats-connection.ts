import { access, constants, readFile } from 'node:fs/promises';
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import {
  connect,
  credsAuthenticator,
  nkeyAuthenticator,
  usernamePasswordAuthenticator,
  type Authenticator,
  type NatsConnection,
  type TlsOptions,
} from '@nats-io/transport-node';
import { firstConnection, type BrokerPatience } from './first-connection.js';

export interface NatsSettings {
  /** Server URLs, separated by commas. */
  readonly url: string;
  /** Connection name as it shows in the server's monitoring. */
  readonly name: string;
  /** Whose answers these are: the inboxes of `x` are `_INBOX_x.…`, so that permissions can keep others from them. */
  readonly inbox?: string;
  /** Path of a credentials file (JWT and seed). */
  readonly credsFile?: string | undefined;
  /** Path of a file with the seed of an nkey. */
  readonly nkeyFile?: string | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Encrypts the connection or fails; absent: it is encrypted where the server wants that. */
  readonly tls?: NatsTlsFiles | undefined;
  /** Fail when no server lets us in at once, for people who wait for an answer; services wait for a broker that is not up yet. */
  readonly triesOnce?: boolean;
}

/** Paths of files in PEM. They are read at each connection, so that certificates can be exchanged beneath a process. */
export interface NatsTlsFiles {
  /** Who may have signed the server's certificate, in place of the public authorities. */
  readonly ca?: string | undefined;
  /** What this client shows when the server asks for it. */
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
}

/** A connection to the broker with its JetStream clients. */
export interface Broker {
  readonly connection: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  /** What the subjects of this connection's inboxes begin with. */
  readonly inboxPrefix: string;
}

const REQUEST_TIMEOUT_MS = 5_000;
const RECONNECT_WAIT_MS = 250;

/** Connection options for any NATS client of ours: it reconnects for ever, and by default waits for a broker that is not up yet. */
export async function natsOptions(settings: NatsSettings) {
  const authenticator = await authenticatorOf(settings);
  const tls = await tlsOptionsOf(settings.tls);
  return {
    servers: settings.url.split(',').map((server) => server.trim()),
    name: settings.name,
    inboxPrefix: inboxPrefixOf(settings),
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_WAIT_MS,
    waitOnFirstConnect: settings.triesOnce !== true,
    timeout: REQUEST_TIMEOUT_MS,
    pingInterval: 10_000,
    // A stack is captured for each request otherwise, which costs more than the request.
    noAsyncTraces: true,
    ...(authenticator === null ? {} : { authenticator }),
    ...(tls === null ? {} : { tls }),
  };
}

/**
 * Connects and waits until the broker is there, or as long as `patience` has it; with `triesOnce` it does not wait. Throws a
 * `BrokerLoginError` when the broker refuses the login.
 */
export async function connectBroker(settings: NatsSettings, patience: BrokerPatience = {}): Promise<Broker> {
  const options = await natsOptions({ ...settings, triesOnce: true });
  const tryOnce = () => connect(options);
  if (settings.triesOnce === true) return brokerOf(settings, await tryOnce());
  const connection = await firstConnection(settings, tryOnce, patience);
  // A try strikes out the servers that were away; they are as good as the others for the next connection.
  if (options.servers.length > 1) connection.setServers(options.servers);
  return brokerOf(settings, connection);
}

async function brokerOf(settings: NatsSettings, connection: NatsConnection): Promise<Broker> {
  const inboxPrefix = inboxPrefixOf(settings);
  const options = { timeout: REQUEST_TIMEOUT_MS, watcherPrefix: inboxPrefix };
  const js = jetstream(connection, options);
  const jsm = await jetstreamManager(connection, { ...options, checkAPI: false });
  return { connection, js, jsm, inboxPrefix };
}

function inboxPrefixOf({ inbox }: NatsSettings): string {
  return inbox === undefined ? '_INBOX' : `_INBOX_${inbox}`;
}

/** The first of credentials, nkey and password that is set; null: none is. */
async function authenticatorOf(settings: NatsSettings): Promise<Authenticator | null> {
  const { credsFile, nkeyFile, user, password } = settings;
  if (credsFile !== undefined) return credsAuthenticator(await readFile(credsFile));
  if (nkeyFile !== undefined) {
    const seed = (await readFile(nkeyFile, 'utf8')).trim();
    return nkeyAuthenticator(new TextEncoder().encode(seed));
  }
  return user === undefined ? null : usernamePasswordAuthenticator(user, password);
}

/** A file that is missing stops the boot: the client would try again for ever, and say nothing. */
async function tlsOptionsOf(files: NatsTlsFiles | undefined): Promise<TlsOptions | null> {
  if (files === undefined) return null;
  const { ca, certificate, key } = files;
  for (const path of [ca, certificate, key]) if (path !== undefined) await access(path, constants.R_OK);
  return {
    ...(ca === undefined ? {} : { caFile: ca }),
    ...(certificate === undefined ? {} : { certFile: certificate }),
    ...(key === undefined ? {} : { keyFile: key }),
  };
}
