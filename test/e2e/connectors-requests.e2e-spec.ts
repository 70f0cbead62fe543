import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConnectorKind } from '@deskhook/connectors';
import type { ConnectorRequest } from '@deskhook/contracts';
import type { ApiAnswer, ApiWorld } from '../support/api-world.js';
import { startConnectorWorld, type ConnectorWorld } from '../support/connector-world.js';
import { recordedRequest } from '../support/connectors.js';
import { startPostgres, type Postgres } from '../support/postgres.js';

const path = '/v1/tenants/acme/connectors';

jest.setTimeout(120_000);

describe('what came in last at a connector', () => {
  let postgres: Postgres;
  let desk: ConnectorWorld;
  let world: ApiWorld;
  beforeAll(async () => {
    postgres = await startPostgres();
    desk = await startConnectorWorld({ DESKHOOK_DATABASE_URL: postgres.url });
    ({ world } = desk);
  });
  afterAll(async () => {
    await desk.close();
    await postgres.stop();
  });

  /** The newest request of each outcome, once there are so many. */
  async function told(id: string, outcomes: number): Promise<readonly ConnectorRequest[]> {
    const isThere = ({ body }: ApiAnswer) => body.lastRequests.length === outcomes;
    return (await world.soon(`${path}/${id}`, isThere)).body.lastRequests;
  }
  const send = (kind: ConnectorKind, url: string, name: string, secret?: string) =>
    desk.send(url, kind, recordedRequest(kind, name), secret);

  it('is told with its connector, the newest first, and is no change of it', async () => {
    const { id, url } = await desk.connect('github');
    expect((await world.call('GET', `${path}/${id}`)).body).toMatchObject({ lastRequests: [], etag: 'v1' });
    await send('github', url, 'issues-opened-15');
    await send('github', url, 'ping-none-0');
    await send('github', url, 'issues-opened-15', 'another secret than it has');
    expect(await told(id, 3)).toMatchObject([
      { outcome: 'unauthorized', detail: expect.stringContaining('the signature does not fit') },
      { outcome: 'ignored', detail: 'GitHub asks whether anybody is here' },
      { outcome: 'accepted', detail: 'ticket.created' },
    ]);
    expect((await world.call('GET', `${path}/${id}`)).body.etag).toBe('v1');
    const { items } = (await world.call('GET', path, { key: desk.viewer })).body;
    expect(items[0]).toMatchObject({ id, lastRequests: [{ outcome: 'unauthorized' }, {}, {}] });
  });

  it('says which check a request did not pass, to nobody but who may read the connector', async () => {
    const late = await desk.connect('chatwoot', { secret: null });
    const request = recordedRequest('chatwoot', 'status-resolved');
    expect((await desk.send(late.url, 'chatwoot', request)).status).toBe(401);
    expect((await told(late.id, 1))[0]?.detail).toContain('has no secret yet');
    const { id, url } = await desk.connect('github');
    const bare = await world.call('POST', url, { key: null, json: { action: 'opened' } });
    expect(bare.status).toBe(401);
    expect(bare.text).not.toContain('is missing');
    expect((await told(id, 1))[0]?.detail).toContain("the helpdesk's signature is missing");
  });

  it('names the dead letter of what was not understood', async () => {
    const { id, url } = await desk.connect('zendesk');
    const body = Buffer.from(JSON.stringify({ nothing: 'of Zendesk' }));
    const sent = await desk.send(url, 'zendesk', { headers: {}, body });
    expect(sent.status).toBe(202);
    expect(await told(id, 1)).toMatchObject([
      { outcome: 'refused', detail: `not understood: it is the dead letter ${sent.body.deadLetter}` },
    ]);
  });

  it('waits while Postgres is away', async () => {
    const { id, url } = await desk.connect('github');
    await postgres.kill9();
    expect((await send('github', url, 'issues-opened-15')).status).toBe(202);
    await postgres.restart();
    expect(await told(id, 1)).toMatchObject([{ outcome: 'accepted' }]);
  });
});
