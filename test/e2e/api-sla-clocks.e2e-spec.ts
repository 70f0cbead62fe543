import { startService, type RunningService } from '@deskhook/runtime';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { schedulerService } from '../../services/scheduler/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';

const MINUTE_MS = 60_000;

interface Clock {
  readonly ticketId: string;
  readonly metric: string;
  readonly status: string;
  readonly due: string | null;
}

describe("a tenant's clocks that have not ended", () => {
  let world: ApiWorld;
  const schedulers: RunningService[] = [];
  beforeAll(async () => {
    const start = async (env: NodeJS.ProcessEnv) => {
      const scheduler = await startService(schedulerService, env);
      schedulers.push(scheduler);
      return scheduler;
    };
    world = await startApiWorld({}, [start, start]);
  });
  afterAll(() => world.close());

  const at = (tenant: string) => `/v1/tenants/${tenant}`;
  const listed = async (tenant: string, query = ''): Promise<readonly Clock[]> =>
    (await world.call('GET', `${at(tenant)}/sla-clocks${query}`)).body.items;
  const soon = (tenant: string, wish: (clocks: readonly Clock[]) => boolean) =>
    world.soon(
      `${at(tenant)}/sla-clocks`,
      ({ status, body }) => status === 200 && body.complete === true && wish(body.items),
    );
  const outline = (clocks: readonly Clock[]) => clocks.map(({ ticketId, status }) => `${ticketId} ${status}`);

  async function tenantWith(tenant: string, policy: object): Promise<void> {
    await world.keyFor(tenant, 'viewer');
    const path = `${at(tenant)}/sla-policies/gold`;
    expect((await world.call('PUT', path, { json: { name: 'Gold', ...policy } })).status).toBe(200);
  }

  async function opened(tenant: string, id: string, agoMinutes: number, says: object = {}): Promise<void> {
    const time = new Date(Date.now() - agoMinutes * MINUTE_MS).toISOString();
    const status = { slug: 'open', base: 'in_progress' };
    await publish(tenant, {
      id: `opened-${id}`,
      type: 'ticket.created',
      time,
      data: { ticket: { id, status, timestamps: { created: time }, ...says } },
    });
  }

  async function publish(tenant: string, event: object): Promise<void> {
    const body = JSON.stringify({ specversion: '1.0', source: '/helpdesk', ...event });
    const headers = { 'content-type': 'application/cloudevents+json' };
    expect((await world.call('POST', `${at(tenant)}/events`, { body, headers })).status).toBe(202);
  }

  it('come the next due first: overdue ones, running ones, and paused ones at the end', async () => {
    const warnings = [{ percent: 50 }];
    await tenantWith('acme', { targets: { resolution: 'PT1H' }, pauseStatuses: ['waiting'], warnings });
    const waiting = { status: { slug: 'waiting', base: 'stopped' } };
    await opened('acme', 'paused', 40, waiting);
    await opened('acme', 'fresh', 1);
    await opened('acme', 'overdue', 70);
    await opened('acme', 'half', 40);
    const told = (clocks: readonly Clock[]) => clocks.length === 4 && clocks.every(isTold);
    const { body } = await soon('acme', told);
    expect(outline(body.items)).toEqual([
      'overdue breached',
      'half running',
      'fresh running',
      'paused paused',
    ]);
    const [overdue, half, , paused] = body.items;
    expect(overdue).toMatchObject({
      metric: 'resolution',
      source: 'policy',
      policy: { id: 'gold', name: 'Gold' },
      breachedAt: overdue.due,
    });
    expect(overdue.remainingSeconds).toBeLessThan(0);
    expect(half).toMatchObject({ warningsGiven: 1, breachedAt: null });
    expect(half.remainingSeconds).toBeGreaterThan(0);
    expect(Date.parse(half.due) - Date.parse(half.startedAt)).toBe(60 * MINUTE_MS);
    expect(paused).toMatchObject({ due: null, breachedAt: null });
    expect(body.nextCursor).toBeNull();
  });

  const isTold = (clock: Clock & { readonly warningsGiven?: number }) =>
    clock.ticketId !== 'half' || clock.warningsGiven === 1;

  it('are filtered by status and metric', async () => {
    const ids = async (query: string) => (await listed('acme', query)).map(({ ticketId }) => ticketId);
    expect(await ids('?status=running')).toEqual(['half', 'fresh']);
    expect(await ids('?status=breached')).toEqual(['overdue']);
    expect(await ids('?status=paused')).toEqual(['paused']);
    expect(await ids('?metric=first_response')).toEqual([]);
    expect(await ids('?metric=resolution&status=paused')).toEqual(['paused']);
    for (const query of ['?status=met', '?metric=none', '?cursor=nonsense']) {
      const answer = await world.call('GET', `${at('acme')}/sla-clocks${query}`);
      expect([query, answer.status]).toEqual([query, 422]);
      expect(answer.body.errors[0].pointer).toBe(`/query/${query.slice(1, query.indexOf('='))}`);
    }
  });

  it('come in pages, of which each replica can answer any', async () => {
    for (let round = 0; round < 5; round++) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const query = cursor === '' ? '?limit=1' : `?limit=1&cursor=${cursor}`;
        const page = await world.call('GET', `${at('acme')}/sla-clocks${query}`);
        seen.push(...outline(page.body.items));
        cursor = page.body.nextCursor;
      }
      expect(seen).toEqual(['overdue breached', 'half running', 'fresh running', 'paused paused']);
    }
  });

  it('follow what happens: a clock goes on, stands still, ends', async () => {
    const status = (slug: string, base: string) => ({ ticket: { id: 'paused', status: { slug, base } } });
    const now = () => new Date().toISOString();
    const change = { type: 'ticket.status_changed', time: now() };
    await publish('acme', { ...change, id: 'on', data: status('open', 'in_progress') });
    await soon('acme', (clocks) => outline(clocks).includes('paused running'));
    await publish('acme', { ...change, id: 'end', time: now(), data: status('closed', 'closed') });
    await soon('acme', (clocks) => clocks.length === 3);
    await world.call('DELETE', `${at('acme')}/sla-policies/gold`);
    await soon('acme', (clocks) => clocks.length === 0);
  });

  it('are not those of another tenant, nor of none', async () => {
    await tenantWith('other', { targets: { resolution: 'PT8H' } });
    await opened('other', '1', 0);
    await soon('other', (clocks) => clocks.length === 1);
    expect(await listed('acme')).toEqual([]);
    await world.keyFor('empty', 'viewer');
    const empty = await world.call('GET', `${at('empty')}/sla-clocks`);
    expect(empty.body).toEqual({ items: [], nextCursor: null, complete: true });
    expect((await world.call('GET', `${at('nobody')}/sla-clocks`)).status).toBe(404);
  });

  it('are seen after the broker was killed, with what it was killed in', async () => {
    await world.nats.kill9();
    await world.nats.restart();
    await world.soon(`${at('other')}/sla-clocks`, ({ status }) => status === 200);
    await opened('other', '2', 0);
    await soon('other', (clocks) => clocks.length === 2);
  });
});
