import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { startCliWorld, TENANT, type CliWorld } from './cli-world.js';

const folder = mkdtempSync(join(tmpdir(), 'deskhook-cli-'));
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const anEvent = (id: string, ticket: unknown = { id: 7 }) => ({
  specversion: '1.0',
  id,
  source: '/test',
  type: 'ticket.created',
  data: { ticket },
});
const ndjson = (events: readonly unknown[]) => events.map((event) => JSON.stringify(event)).join('\n');

describe('deskhook publish, events, deliveries, explain, replay and tail', () => {
  let world: CliWorld;
  let subscription: string;
  beforeAll(async () => {
    world = await startCliWorld();
    subscription = await world.subscribe({
      name: 'Urgent',
      key: 'urgent',
      condition: {
        any: [
          { field: 'ticket.priority.slug', op: 'eq', value: 'high' },
          { field: 'ticket.id', op: 'eq', value: 7 },
        ],
      },
      delivery: { retrySchedule: [] },
    });
  }, 90_000);
  afterAll(() => world.close());

  test('one id is for one event, and what was published before a fault is told', async () => {
    const events = ['{"type":"ticket.created"}', '{"type":"ticket.created"}'].join('\n');
    const args = ['publish', '-f', '-'];
    const many = await world.cli([...args, '--id', 'one', '--rate', '1', '--json'], { stdin: events });
    expect(many.code).toBe(2);
    expect(many.json).toMatchObject({ error: { message: expect.stringContaining('--id is for one event') } });
    const refused = { ...anEvent('half-2'), specversion: '9' };
    const broken = `${ndjson([anEvent('half-1', { id: 1 }), refused, anEvent('half-3')])}\n{"type":`;
    const half = await world.cli([...args, '--rate', '10'], { stdin: broken });
    expect(half.code).toBe(1);
    expect(half.stdout).toBe('2 events published\n');
    expect(half.stderr).toContain('line 4: it is not JSON');
    expect(half.stderr).toContain('line 2 /specversion');
    const first = await world.cli(args, {
      stdin: `{"type":\n${ndjson([anEvent('half-4'), anEvent('half-5')])}`,
    });
    expect(first).toMatchObject({ code: 1, stdout: '2 events published\n' });
    expect(first.stderr).toContain('line 1: it is not JSON');
    const bare = await world.cli(['publish', 'ticket.created']);
    expect(bare.code).toBe(1);
    expect(bare.stderr).toContain('deskhook publish ticket.created --sample');
  });

  test('publishes a sample, waits for its deliveries, and its trace is that of the attempts', async () => {
    const published = await world.cli([
      'publish',
      'ticket.created',
      '--sample',
      '--set',
      'ticket.id=7',
      '--wait',
      '20s',
      '--json',
    ]);
    expect(published.stderr).toBe('');
    expect(published.code).toBe(0);
    const [stored, ended] = published.lines;
    expect(stored).toMatchObject({ outcome: 'stored', id: expect.stringMatching(/^sample-/) });
    expect(ended.deliveries).toEqual([expect.objectContaining({ status: 'delivered', ticketId: '7' })]);
    const shown = await world.cli(['deliveries', 'show', ended.deliveries[0].id, '--json']);
    expect(shown.json.attempts[0].traceId).toBe(stored.traceId);
  });

  test('keeps the bytes of an event that lacks nothing', async () => {
    const text =
      '{"specversion":"1.0", "id":"bytes-1","source":"/test","type":"ticket.created","data":{"ticket":{"id":7},"big":12345678901234567890.10}}';
    const published = await world.cli(['publish', '-f', file('event.json', text), '--wait', '20s']);
    expect(published.stderr).toBe('');
    expect(published.stdout).toMatch(/^published bytes-1\ntrace {5}[0-9a-f]{32}\n/);
    expect(world.receiver.requests.map(({ body }) => body.toString())).toContain(text);
  });

  test('publishes each line, and names the line and the place of what is refused', async () => {
    const events = [
      anEvent('n-1'),
      anEvent('n-2', { subject: 'no id' }),
      anEvent('n-3'),
      { ...anEvent('n-4'), type: 'ticket.createt' },
    ];
    const published = await world.cli(['publish', '-f', '-'], { stdin: ndjson(events) });
    expect(published.code).toBe(1);
    expect(published.stdout).toBe('2 events published\n');
    expect(published.stderr).toContain('2 of 4 events were refused');
    expect(published.stderr).toMatch(/line 2 \/data\/ticket\/id: .*\n {2}line 4 \/type: .*ticket\.created/);
  });

  test('an array is a batch, and paths set values in each', async () => {
    const published = await world.cli([
      'publish',
      'ticket.created',
      '-f',
      file('array.json', JSON.stringify([{ id: 'a-1' }, { id: 'a-2' }], null, 2)),
      '--set',
      'ticket.id=9',
      '--set',
      'ticket.subject=Hello',
      '--json',
    ]);
    expect(published.stderr).toBe('');
    expect(published.lines.map(({ id }) => id)).toEqual(['a-1', 'a-2']);
    const shown = await soon(() => world.cli(['events', 'show', 'a-2', '--json']));
    expect(shown.json.event.data).toEqual({ ticket: { id: 9, subject: 'Hello' } });
  });

  test('holds the rate', async () => {
    const began = performance.now();
    const events = Array.from({ length: 30 }, (_, index) => anEvent(`r-${index}`, { id: 8 }));
    const published = await world.cli(['publish', '-f', '-', '--rate', '20'], { stdin: ndjson(events) });
    expect(published.stdout).toBe('30 events published\n');
    expect(performance.now() - began).toBeGreaterThan(1_400);
  });

  test('publishes over JetStream, and sends nothing that could not be accepted', async () => {
    const args = ['publish', '-f', '-', '--nats', world.nats.url, '--tenant', TENANT];
    const stored = await world.cli([...args, '--json'], { stdin: JSON.stringify(anEvent('nats-1')) });
    expect(stored.stderr).toContain('dead letters');
    expect(stored.lines[0]).toMatchObject({ outcome: 'stored', id: 'nats-1' });
    await soon(() => world.cli(['events', 'show', 'nats-1']));
    const refused = await world.cli(args, { stdin: JSON.stringify(anEvent('nats-2', {})) });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('/data/ticket/id');
    const away = await world.cli(['publish', '-f', '-', '--nats', 'nats://127.0.0.1:9', '--tenant', TENANT], {
      stdin: JSON.stringify(anEvent('nats-3')),
    });
    expect(away.stderr).toContain('cannot be reached');
    expect(away.code).toBe(5);
  });

  test('explains with the tree of conditions and what the event has', async () => {
    await world.cli(['publish', '-f', '-'], {
      stdin: JSON.stringify(anEvent('why-1', { id: 8, priority: { slug: 'low' } })),
    });
    const explained = await soon(() => world.cli(['explain', 'why-1', subscription]));
    expect(explained.stdout).toContain('does not fire: condition_false on ticket.created');
    expect(explained.stdout).toContain(
      '✗ any of\n    ✗ ticket.priority.slug eq "high"  (it is "low")\n    ✗ ticket.id eq 7  (it is 8)',
    );
    const written = await world.cli(['explain', '-f', '-', 'urgent'], {
      stdin: JSON.stringify(anEvent('why-2')),
    });
    expect(written.stdout).toContain('fires: fired');
    expect(written.stdout).toContain('✓ ticket.id eq 7');
    expect((await world.cli(['explain', 'nobody-knows', subscription])).code).toBe(4);
  });

  test('replays what a filter selects, and one', async () => {
    world.receiver.answer(() => ({ code: 500 }));
    const failed = await world.cli(['publish', '-f', '-', '--wait', '20s'], {
      stdin: ndjson([anEvent('dead-1'), anEvent('dead-2')]),
    });
    expect(failed.code).toBe(1);
    world.receiver.answer(() => ({ code: 204 }));
    const filter = ['--status', 'dead', '--subscription', subscription];
    const counted = await world.cli(['replay', ...filter, '--dry-run']);
    expect(counted.stdout).toBe('2 deliveries would be replayed\n');
    const byKey = await world.cli(['replay', '--status', 'dead', '--subscription', 'urgent', '--dry-run']);
    expect(byKey.stdout).toBe(counted.stdout);
    for (const nobody of ['sub_none', 'none'])
      expect((await world.cli(['replay', '--subscription', nobody, '--dry-run'])).code).toBe(4);
    const replayed = await world.cli(['replay', ...filter, '--from', '1h', '--json']);
    expect(replayed.json).toMatchObject({ state: 'done', selected: 2, replayed: 2, failed: 0 });
    expect(replayed.code).toBe(0);
    const [delivery] = (
      await soon(
        () => world.cli(['deliveries', '--event', 'dead-1', '--status', 'delivered', '--json']),
        ({ stdout }) => stdout !== '',
      )
    ).lines;
    const one = await world.cli(['replay', delivery.id]);
    expect(one.stdout).toBe(`${delivery.id} is on its way again: attempt 3\n`);
  });

  test('Ctrl-C ends the waiting for a replay and not the replay, which can be followed and ended', async () => {
    const filter = ['--subscription', subscription, '--status', 'delivered'];
    const slow = world.start(['replay', ...filter, '--rate', '1', '--json']);
    await slow.notesSoon('Ctrl-C ends the waiting');
    slow.interrupt();
    const { code, json } = await slow.ended;
    expect(code).toBe(130);
    expect(json.state).toBe('running');
    const followed = world.start(['replay', '--follow', json.id, '--json']);
    const cancelled = await world.cli(['replay', '--cancel', json.id]);
    expect(cancelled.code).toBe(0);
    expect(cancelled.stdout).toContain(`replay ${json.id} is cancelled: `);
    expect((await followed.ended).json).toMatchObject({ id: json.id, state: 'cancelled' });
  }, 120_000);

  test('tails attempts, comes back after the gateway did, and leaves nothing out', async () => {
    const tail = world.start(['tail', '--ticket', '7', '--subscription', 'urgent', '--json']);
    await tail.notesSoon('waiting for attempts');
    await world.cli(['publish', '-f', '-'], { stdin: JSON.stringify(anEvent('tail-1')) });
    await tail.saysSoon('tail-1');
    await world.services.restart('all');
    await tail.notesSoon('coming back');
    await waitUntil(() => isReady(world), { what: 'the gateway', timeoutMs: 60_000 });
    await world.cli(['publish', '-f', '-'], { stdin: JSON.stringify(anEvent('tail-2')) });
    await tail.saysSoon('tail-2');
    tail.interrupt();
    const { code, lines } = await tail.ended;
    expect(code).toBe(0);
    expect(lines.map(({ eventId }) => eventId)).toEqual(['tail-1', 'tail-2']);
    const lastOne = await world.cli(['tail', '--after', '0', '--limit', '1']);
    expect(lastOne.stdout).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}delivered {2}204 .* ticket\.created {2}#7 {2}http/,
    );
  });

  test('exit codes tell what is wrong', async () => {
    expect((await world.cli(['deliveries'], { env: { DESKHOOK_KEY: 'dhk_wrong' } })).code).toBe(3);
    const viewer = await world.keyOf('viewer');
    const forbidden = await world.cli(['publish', '-f', '-'], {
      env: { DESKHOOK_KEY: viewer },
      stdin: JSON.stringify(anEvent('x')),
    });
    expect(forbidden.code).toBe(3);
    expect((await world.cli(['deliveries', 'show', 'dlv_none'])).code).toBe(4);
    expect((await world.cli(['deliveries', '--status', 'gone'])).code).toBe(2);
    const yesterday = await world.cli(['deliveries', '--from', 'yesterday']);
    expect(yesterday.code).toBe(2);
    expect(yesterday.stderr).toContain('--from yesterday: give a date');
    expect((await world.cli(['deliveries'], { env: { DESKHOOK_URL: 'http://127.0.0.1:1' } })).code).toBe(5);
    const root = await world.cli(['deliveries'], { env: { DESKHOOK_KEY: world.services.rootKey } });
    expect(root.code).toBe(2);
    expect(root.stderr).toContain('--tenant');
  });
});

async function isReady({ services }: CliWorld): Promise<true | undefined> {
  const answer = await services.api('GET', '/readyz').catch(() => null);
  return answer?.ok === true && (await answer.text()).includes('"ready"') ? true : undefined;
}

/** Asks again until it is as expected: the log is a moment behind. */
async function soon<T extends { readonly code: number | null }>(
  ask: () => Promise<T>,
  isThere = (answer: T) => answer.code === 0,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask();
    if ((answer.code === 0 && isThere(answer)) || tries === 40) return answer;
  }
}
