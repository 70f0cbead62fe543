import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BUCKETS, SLA_AT_REST, SLA_MARKS, TIMER_STREAMS } from '@deskhook/contracts';
import type { RunningService } from '@deskhook/runtime';
import { Kvm } from '@nats-io/kv';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { SlaWorld } from '../support/sla-world.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const created = (ticket: number, agoMs = 0) =>
  ({
    ticket,
    agoMs,
    says: { status: { id: 1, slug: 'open', base: 'new' } },
    type: 'ticket.created',
  }) as const;
const resolution = (target: string) => ({ targets: { resolution: { default: target } } });

let world: SlaWorld;
let scheduler: RunningService;
beforeAll(async () => {
  world = await SlaWorld.start();
  scheduler = await world.startScheduler();
});
afterAll(() => world.close());

test('a policy that changes moves what is due; one that is deleted takes it away', async () => {
  await world.putPolicy('changing', resolution('PT5H'));
  await Promise.all([1, 2, 3].map((ticket) => world.happens('changing', created(ticket, 2 * MINUTE))));
  await Promise.all(
    [1, 2, 3].map((ticket) => world.slaWhen('changing', ticket, ({ clocks }) => clocks.length > 0)),
  );
  await world.putPolicy('changing', resolution('PT1M'));
  const told = await Promise.all([1, 2, 3].map((ticket) => world.tells(ticket)));
  expect(told.map(({ data }) => data.sla?.['target_minutes'])).toEqual([1, 1, 1]);
  await world.happens('changing', created(4));
  await world.slaWhen('changing', 4, ({ clocks }) => clocks.length > 0);
  expect(await world.schedules()).toBeGreaterThan(0);
  await world.removePolicy('changing');
  await waitUntil(async () => ((await world.schedules()) === 0 ? true : undefined), {
    what: 'the end of the schedules',
    timeoutMs: 60_000,
  });
  expect(await world.sla('changing', 4)).toMatchObject({ policy: null, clocks: [] });
});

test('a calendar that changes moves what is due: the clock stands still outside of its hours', async () => {
  const calendar = { id: 'always', tenant: 'hours', name: 'Always', timezone: 'UTC', holidays: [] };
  const day = [{ from: '00:00', to: '24:00' }];
  const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = [
    day,
    day,
    day,
    day,
    day,
    day,
    day,
  ];
  const everyDay = { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
  await world.putCalendar({ ...calendar, weeklyHours: {} });
  await world.putPolicy('hours', { ...resolution('PT1M'), calendar: 'always' });
  const at = await world.happens('hours', created(10, 5 * MINUTE));
  const closed = await world.slaWhen('hours', 10, ({ clocks }) => clocks.length > 0);
  expect(closed.clocks).toMatchObject([{ status: 'running', due: null, elapsedSeconds: 0 }]);
  await world.putCalendar({ ...calendar, weeklyHours: everyDay });
  expect((await world.tells(10)).time).toBe(new Date(at + MINUTE).toISOString());
});

test('a policy that changes while no scheduler runs is found by the sweep at the next start', async () => {
  await world.putPolicy('asleep', resolution('PT5H'));
  await world.happens('asleep', created(20, 2 * MINUTE));
  await world.slaWhen('asleep', 20, ({ clocks }) => clocks.length > 0);
  await world.stopScheduler(scheduler);
  await world.putPolicy('asleep', resolution('PT1M'));
  await forgetClaims();
  scheduler = await world.startScheduler();
  expect((await world.tells(20)).data.sla).toMatchObject({ target_minutes: 1 });
});

test('an alarm that was lost is set again by the sweep', async () => {
  await world.putPolicy('lost', resolution('PT1M'));
  await world.happens('lost', created(30, 56 * SECOND));
  await world.slaWhen('lost', 30, ({ clocks }) => clocks.length > 0);
  await world.stopScheduler(scheduler);
  for (const stream of TIMER_STREAMS) await world.broker.jsm.streams.purge(stream);
  const bucket = await new Kvm(world.broker.js).open(BUCKETS.timers);
  await bucket.delete('sweep');
  await forgetClaims();
  scheduler = await world.startScheduler();
  expect((await world.tells(30)).type).toBe('sla.breached');
});

test('an entry that cannot be read keeps no sweep from its end', async () => {
  await world.putPolicy('spoilt', resolution('PT5H'));
  const bucket = await new Kvm(world.broker.js).open(BUCKETS.timers);
  await bucket.put('spoilt.tkt_spoilt', '{"version":"none"}');
  await world.stopScheduler(scheduler);
  const before = (await bucket.get('sweep'))?.revision ?? 0;
  await forgetClaims();
  scheduler = await world.startScheduler();
  const swept = async () => (((await bucket.get('sweep'))?.revision ?? 0) > before ? true : undefined);
  await waitUntil(swept, { what: 'the sweep', timeoutMs: 60_000 });
  await bucket.delete('spoilt.tkt_spoilt');
});

test('after an outage a promise that was kept is not told as broken, one that was broken is', async () => {
  await world.putPolicy('outage', { targets: { firstResponse: { default: 'PT5S' } } });
  await world.stopScheduler(scheduler);
  const tickets = Array.from({ length: 400 }, (_, index) => 4_000 + index);
  const answered = tickets.filter((ticket) => ticket % 4 !== 0);
  const ats = await Promise.all(tickets.map((ticket) => world.happens('outage', created(ticket))));
  const firstDue = Math.min(...ats) + 5 * SECOND;
  const reply = { type: 'reply.created', byAgent: true };
  await Promise.all(answered.map((ticket) => world.happens('outage', { ...reply, ticket })));
  const isKept = Date.now() < firstDue;
  const isOver = () => (Date.now() > firstDue + 5 * SECOND ? true : undefined);
  await waitUntil(isOver, { what: 'the outage', timeoutMs: 60_000 });
  scheduler = await world.startScheduler();
  const late = tickets.filter((ticket) => ticket % 4 === 0);
  await Promise.all(late.map((ticket) => world.tells(ticket)));
  await world.settled();
  expect(isKept).toBe(true);
  expect(answered.flatMap((ticket) => world.toldOf(ticket))).toEqual([]);
});

test('events of long ago that come together are taken together', async () => {
  await world.putPolicy('burst', { targets: { firstResponse: { default: 'PT30M' } } });
  await world.happens('burst', created(80, 50 * MINUTE));
  await world.happens('burst', created(81, 50 * MINUTE));
  await world.settled();
  await world.happens('burst', { ticket: 80, agoMs: 40 * MINUTE, type: 'reply.created', byAgent: true });
  await world.happens('burst', { ticket: 81, agoMs: 5 * MINUTE, type: 'reply.created', byAgent: true });
  expect((await world.tells(81)).data.sla).toMatchObject({ metric: 'first_response' });
  expect((await world.sla('burst', 81)).clocks).toMatchObject([{ status: 'met' }]);
  expect(world.toldOf(80)).toEqual([]);
});

test('what is beyond the horizon is set when it comes near', async () => {
  const far = await SlaWorld.start();
  try {
    await far.startScheduler({ DESKHOOK_SLA_HORIZON_HOURS: '0.0005', DESKHOOK_SLA_SWEEP_MINUTES: '0.01' });
    await far.putPolicy('acme', resolution('PT1M'));
    const at = await far.happens('acme', created(1, 56 * SECOND));
    await far.slaWhen('acme', 1, ({ clocks }) => clocks.length > 0);
    expect(await far.schedules()).toBe(0);
    const told = await far.tells(1);
    expect(told.time).toBe(new Date(at + MINUTE).toISOString());
    expect(far.toldOf(1)).toHaveLength(1);
  } finally {
    await far.close();
  }
});

test('the tickets of a tenant that is deleted are forgotten', async () => {
  await world.putTenant('leaving');
  await world.putPolicy('leaving', resolution('PT5H'));
  for (const ticket of [40, 41]) await world.happens('leaving', created(ticket));
  await world.slaWhen('leaving', 41, ({ clocks }) => clocks.length > 0);
  await world.removePolicy('leaving');
  await world.removeTenant('leaving');
  const forgotten = () =>
    world.sla('leaving', 41).then(
      () => undefined,
      () => true as const,
    );
  await waitUntil(forgotten, { what: 'the ticket to be forgotten', timeoutMs: 60_000 });
});

test('so are those of a tenant that is deleted while no scheduler runs', async () => {
  await world.putTenant('left');
  await world.putPolicy('left', resolution('PT5H'));
  await world.happens('left', created(45));
  await world.slaWhen('left', 45, ({ clocks }) => clocks.length > 0);
  await world.stopScheduler(scheduler);
  await world.removePolicy('left');
  await world.removeTenant('left');
  await forgetClaims();
  scheduler = await world.startScheduler();
  const gone = async () => ((await world.sla('left', 45).catch(() => null)) === null ? true : undefined);
  await waitUntil(gone, { what: 'the ticket to be forgotten', timeoutMs: 60_000 });
});

test('the sweep has states of before say which clocks are open', async () => {
  await world.putPolicy('before', resolution('PT5H'));
  const at = await world.happens('before', created(46));
  await world.slaWhen('before', 46, ({ clocks }) => clocks.length > 0);
  await world.stopScheduler(scheduler);
  const states = await new Kvm(world.broker.js).open(BUCKETS.timers);
  const last = { last_by_subj: `$KV.${BUCKETS.timers}.before.>` };
  const stored = async () => world.broker.jsm.direct.getMessage(`KV_${BUCKETS.timers}`, last);
  const entry = await stored();
  expect(entry?.header.get(SLA_MARKS.open)).toBe(`resolution:${at + 300 * MINUTE}`);
  const { open: _open, ...state } = entry?.json<{ open: unknown }>() ?? {};
  await states.put(entry?.subject.slice(`$KV.${BUCKETS.timers}.`.length) ?? '', JSON.stringify(state));
  expect((await stored())?.header?.get(SLA_MARKS.open) ?? '').toBe('');
  await forgetClaims();
  scheduler = await world.startScheduler();
  const isSaid = async () =>
    (await stored())?.header?.get(SLA_MARKS.open) === `resolution:${at + 300 * MINUTE}` || undefined;
  await waitUntil(isSaid, { what: 'the mark', timeoutMs: 60_000 });
});

test('tenants that promise nothing leave nothing behind', async () => {
  await world.happens('nothing', created(50));
  await world.settled();
  const bucket = await world.broker.jsm.direct.getMessage(`KV_${BUCKETS.timers}`, {
    last_by_subj: `$KV.${BUCKETS.timers}.nothing.>`,
  });
  expect(bucket).toBeNull();
});

test('a ticket that has ended keeps only its outline, and vanishes by age', async () => {
  await world.putPolicy('ended', resolution('PT5H'));
  const says = { status: { id: 9, base: 'closed' }, description: 'long', priority: { slug: 'low' } };
  await world.happens('ended', created(60, MINUTE));
  await world.happens('ended', { ticket: 60, says, type: 'ticket.closed' });
  await world.slaWhen('ended', 60, ({ status }) => status === 'closed');
  const stored = await world.broker.jsm.direct.getMessage(`KV_${BUCKETS.timers}`, {
    last_by_subj: `$KV.${BUCKETS.timers}.ended.>`,
  });
  expect(stored?.header.get('Nats-TTL')).toBe('7776000s');
  expect(stored?.header.get(SLA_MARKS.policies)).toBe(SLA_AT_REST);
  const state = stored?.json<{ snapshot: { ticket: object } }>();
  expect(Object.keys(state?.snapshot.ticket ?? {}).sort()).toEqual(['id', 'priority', 'status', 'subject']);
});

/** As if the last sweep had been long ago. */
async function forgetClaims(): Promise<void> {
  await world.broker.jsm.streams.purge(`KV_${BUCKETS.claims}`);
}
