import { hash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startService, type RunningService } from '@deskhook/runtime';
import pg from 'pg';
import { gatewayService } from '../../services/gateway/src/index.js';
import { subscriptionsService } from '../../services/subscriptions/src/index.js';
import type { ApiWorld } from '../support/api-world.js';
import { SECRET, startConnectorWorld, type ConnectorWorld } from '../support/connector-world.js';
import { recordedRequest, signedHeaders, type RecordedRequest } from '../support/connectors.js';
import { startPostgres, type Postgres } from '../support/postgres.js';
import { freePort, waitUntil } from '../support/processes.js';

/** Services find their way back to a broker by themselves. */
const SLOW_MS = 60_000;

jest.setTimeout(2 * SLOW_MS);

describe('inbound connectors, while something is missing', () => {
  let postgres: Postgres;
  let desk: ConnectorWorld;
  let world: ApiWorld;
  const more: RunningService[] = [];
  beforeAll(async () => {
    postgres = await startPostgres();
    desk = await startConnectorWorld({ DESKHOOK_DATABASE_URL: postgres.url });
    ({ world } = desk);
  });
  afterAll(async () => {
    await Promise.all(more.map((service) => service.stop()));
    await desk.close();
    await postgres.stop();
  });

  const newKey = randomBytes(32).toString('base64');
  const keys = () => ({
    DESKHOOK_SECRETS_KEY: newKey,
    DESKHOOK_SECRETS_KEYS_OLD: world.env['DESKHOOK_SECRETS_KEY'],
  });

  async function gateway(
    env: NodeJS.ProcessEnv,
  ): Promise<(request: string, init: RequestInit) => Promise<Response>> {
    const port = await freePort();
    more.push(await startService(gatewayService, { ...world.env, DESKHOOK_HTTP_PORT: String(port), ...env }));
    const base = `http://127.0.0.1:${port}`;
    const isUp = async () => (await fetch(`${base}/readyz`)).status === 200 || undefined;
    await waitUntil(isUp, { what: 'another gateway', timeoutMs: SLOW_MS });
    return (request, init) => fetch(base + request, init);
  }
  const post = (request: RecordedRequest, secret = SECRET): RequestInit => ({
    method: 'POST',
    body: Buffer.from(request.body),
    headers: signedHeaders('github', request, secret),
  });

  it('a gateway without the secrets key says so', async () => {
    const { url } = await desk.connect('github');
    const ask = await gateway({ DESKHOOK_SECRETS_KEY: '' });
    const answer = await ask(url, post(recordedRequest('github', 'ping-none-0')));
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('DESKHOOK_SECRETS_KEY');
  });

  it('a broker that is away makes them say so, and they go on when it is back', async () => {
    const { url } = await desk.connect('github');
    const request = recordedRequest('github', 'issues-opened-16');
    await world.nats.kill9();
    const refused = await desk.send(url, 'github', request);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    await world.nats.restart();
    const isTaken = async () => (await desk.send(url, 'github', request)).status === 202 || undefined;
    await waitUntil(isTaken, { what: 'the broker', timeoutMs: SLOW_MS });
    // Each service comes back to the broker by itself.
    const isMade = async () => (await desk.create({ kind: 'github' })).status === 201 || undefined;
    await waitUntil(isMade, { what: 'the subscriptions service', timeoutMs: SLOW_MS });
  });

  it('Postgres is not asked, not even by a gateway that starts meanwhile', async () => {
    const secret = 'the secret of the last one';
    const { url, id } = await desk.connect('github', { secret });
    await postgres.kill9();
    const ask = await gateway({});
    const request = recordedRequest('github', 'issues-deleted-4');
    expect((await ask(url, post(request, secret))).status).toBe(202);
    const isHeard = () => desk.heard('ticket.deleted').some(({ source }) => source.endsWith(id));
    await waitUntil(async () => isHeard() || undefined, { what: 'the delivery', timeoutMs: SLOW_MS });
    await postgres.restart();
  });

  it('the secrets are sealed anew when the key is exchanged', async () => {
    const { url, id } = await desk.connect('github');
    more.push(await startService(subscriptionsService, { ...world.env, ...keys() }));
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    const keyId = hash('sha256', Buffer.from(newKey, 'base64'), 'hex').slice(0, 8);
    const isSealed = async () => {
      const { rows } = await client.query(
        `SELECT id FROM subscriptions.connectors WHERE id = $1 AND secrets::text LIKE $2`,
        [id, `%"v1.${keyId}.%`],
      );
      return rows.length > 0 || undefined;
    };
    await waitUntil(isSealed, { what: 'the new key', timeoutMs: SLOW_MS });
    await client.end();
    const ask = await gateway(keys());
    const isTaken = async () =>
      (await ask(url, post(recordedRequest('github', 'ping-none-0')))).status === 200 || undefined;
    await waitUntil(isTaken, { what: 'the secret under the new key', timeoutMs: SLOW_MS });
  });
});
