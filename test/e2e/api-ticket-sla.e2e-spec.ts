import { startService } from '@deskhook/runtime';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { schedulerService } from '../../services/scheduler/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';

const acme = '/v1/tenants/acme';
const HOUR_MS = 3_600_000;

describe("a ticket's clocks", () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld({}, [(env) => startService(schedulerService, env)]);
    await world.keyFor('acme', 'viewer');
  });
  afterAll(() => world.close());

  const clocksOf = (id: string) => `${acme}/tickets/${encodeURIComponent(id)}/sla`;

  async function open(id: string, priority: string): Promise<number> {
    const at = Date.now();
    const ticket = {
      id,
      priority: { slug: priority },
      status: { slug: 'open', base: 'in_progress' },
      timestamps: { created: new Date(at).toISOString() },
    };
    const event = {
      specversion: '1.0',
      id: `opened-${id}`,
      source: '/helpdesk',
      type: 'ticket.created',
      time: new Date(at).toISOString(),
      data: { ticket },
    };
    const headers = { 'content-type': 'application/cloudevents+json' };
    const answer = await world.call('POST', `${acme}/events`, { body: JSON.stringify(event), headers });
    expect(answer.status).toBe(202);
    return at;
  }

  it('follow the policy, as it is now', async () => {
    const targets = { resolution: { urgent: 'PT1H', default: 'PT8H' } };
    const put = await world.call('PUT', `${acme}/sla-policies/gold`, { json: { name: 'Gold', targets } });
    expect(put.status).toBe(200);
    const id = 'A/1 ü#?';
    const at = await open(id, 'urgent');
    const { body } = await world.soon(clocksOf(id), ({ status }) => status === 200);
    expect(body).toMatchObject({ ticketId: id, policy: { id: 'gold', name: 'Gold' }, priority: 'urgent' });
    expect(body.clocks).toEqual([
      expect.objectContaining({ metric: 'resolution', status: 'running', targetSeconds: 3_600 }),
    ]);
    expect(Date.parse(body.clocks[0].due)).toBe(at + HOUR_MS);
    await world.call('PATCH', `${acme}/sla-policies/gold`, { json: { targets: { resolution: 'PT2H' } } });
    const later = await world.soon(clocksOf(id), (answer) => answer.body.clocks[0]?.targetSeconds === 7_200);
    expect(Date.parse(later.body.clocks[0].due)).toBe(at + 2 * HOUR_MS);
    expect((await world.call('DELETE', `${acme}/sla-policies/gold`)).status).toBe(204);
    const ended = (answer: { readonly body: { readonly policy?: unknown } }) => answer.body.policy == null;
    await world.soon(clocksOf(id), ended);
  });

  it('are not there for a ticket without events, and for no tenant', async () => {
    const none = await world.call('GET', clocksOf('none'));
    expect([none.status, none.body.detail]).toEqual([404, expect.stringContaining('"none"')]);
    const nobody = await world.call('GET', '/v1/tenants/nobody/tickets/1/sla');
    expect([nobody.status, nobody.body.detail]).toEqual([404, expect.stringContaining('nobody')]);
  });
});
