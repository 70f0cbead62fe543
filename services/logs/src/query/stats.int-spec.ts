import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AttemptReport, StatsQuery } from '@deskhook/contracts';
import { SEARCHABLE_URL_PART } from '@deskhook/domain';
import { aReport, BEGIN, reportMessage, TENANT } from '../../../../test/support/logs/fixture.js';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { LogTermSearch } from './log-term-search.repository.js';
import { StatsRepository } from './stats.repository.js';
import { StatsService } from './stats.service.js';

const MINUTE = 60_000;
const NOW = BEGIN + 60 * MINUTE;
const URL_ONE = 'https://one.example/hook?token=s3cret';

let log: Log;
let stats: StatsService;
beforeAll(async () => {
  log = await startLog();
  stats = new StatsService(new StatsRepository(log.database), new LogTermSearch(log.database));
});
afterAll(() => log.stop());
beforeEach(() => log.clear());

const keep = (...reports: readonly Partial<AttemptReport>[]) =>
  log.attempts.keep(reports.map((report) => reportMessage(aReport(report))));
const ask = (query: StatsQuery = {}, hidesSecrets = false) =>
  stats.of({ tenant: TENANT, query, hidesSecrets }, NOW);
const iso = (time: number) => new Date(time).toISOString();

describe('statistics', () => {
  beforeEach(() =>
    keep(
      { deliveryId: 'a', url: URL_ONE, at: BEGIN, durationMs: 100, status: 'retrying' },
      { deliveryId: 'a', url: URL_ONE, at: BEGIN + MINUTE, durationMs: 200, number: 2 },
      { deliveryId: 'b', url: URL_ONE, at: BEGIN + 6 * MINUTE, durationMs: 300, status: 'dead' },
      { deliveryId: 'c', type: 'reply.created', trigger: 'ticket.reply_added', at: BEGIN, durationMs: 10 },
      { deliveryId: 'd', subscriptionId: 'sub_two', at: BEGIN + 7 * MINUTE, durationMs: 20 },
      { deliveryId: 'old', at: NOW - 25 * 60 * MINUTE },
      { deliveryId: 'other', tenant: 'other', at: BEGIN },
    ),
  );

  it('count the attempts of the last 24 hours by subscription, URL and event', async () => {
    const answer = await ask();
    expect(answer).toMatchObject({ from: iso(NOW - 24 * 60 * MINUTE), to: iso(NOW), truncated: false });
    expect(answer.items).toEqual([
      {
        subscriptionId: 'sub_one',
        url: URL_ONE,
        type: 'ticket.created',
        trigger: null,
        count: 3,
        successes: 1,
        failures: 2,
        averageMs: 200,
        p95Ms: expect.closeTo(290, -1.6),
        lastAt: iso(BEGIN + 6 * MINUTE),
      },
      expect.objectContaining({ type: 'reply.created', trigger: 'ticket.reply_added', count: 1 }),
      expect.objectContaining({ subscriptionId: 'sub_two', successes: 1, lastAt: iso(BEGIN + 7 * MINUTE) }),
    ]);
    expect(answer.total).toEqual({
      count: 5,
      successes: 3,
      failures: 2,
      averageMs: 126,
      p95Ms: expect.closeTo(280, -1.6),
      lastAt: iso(BEGIN + 7 * MINUTE),
    });
    expect(answer.buckets).toBeNull();
  });

  it('are narrowed down by every filter', async () => {
    const count = async (query: StatsQuery, hidesSecrets = false) =>
      (await ask(query, hidesSecrets)).total.count;
    expect(await count({ subscription: 'sub_two' })).toBe(1);
    expect(await count({ type: 'ticket.created' })).toBe(4);
    expect(await count({ type: 'ticket.reply_added' })).toBe(1);
    expect(await count({ url: 'one.example' })).toBe(3);
    expect(await count({ from: iso(BEGIN + 5 * MINUTE), to: iso(BEGIN + 10 * MINUTE) })).toBe(2);
    expect(await count({ from: iso(NOW - 30 * 60 * MINUTE) })).toBe(6);
  });

  it('tell nothing of the queries of URLs to those who may not see them', async () => {
    const count = async (url: string) => (await ask({ url }, true)).total.count;
    expect(await count('token=s')).toBe(0);
    expect(await count('s3cret')).toBe(0);
    expect(await count('https://one.example/hook')).toBe(3);
    expect(await count('https://one.example/hook?token=[hidden]')).toBe(3);
  });

  it('tell nothing of paths that authenticate', async () => {
    await keep({ deliveryId: 's', at: BEGIN, url: 'https://hooks.slack.com/services/T0/B0/s3cret' });
    const count = async (url: string, hidden: boolean) => (await ask({ url }, hidden)).total.count;
    for (const url of ['/T0', '/s3cret', 'hooks.slack.com/services', 'https://hooks.slack.com/services/T0'])
      expect([url, await count(url, false), await count(url, true)]).toEqual([url, 1, 0]);
    for (const url of ['slack', 'https://hooks.slack.com/', 'https://hooks.slack.com/[hidden]'])
      expect([url, await count(url, true)]).toEqual([url, 1]);
  });

  it('look at the same part of a URL in the database as in the rules', async () => {
    const urls = [
      'https://example.com',
      'https://example.com/a?b',
      'HTTP://EXAMPLE.com:80/a',
      'http://[::1]:80/a',
      'https://hooks.slack.com/a',
      'https://HOOKS.slack.com.:443/a',
      'https://a.b.discord.com/a/b?c',
      'https://hooks.slack.com\\a/b',
      'https:///hooks.slack.com/a',
      'https://hoo\u212as.slack.com/a',
      'https://hooks.sl\tack.com/a',
      'https://hooks%2eslack.com/a',
      'https://ho@hooks.slack.com/a',

      'https://notdiscord.com/a',
      'https://discord.com.example/a',
      'https://a_b.example/a#c',
      'ftp://a/b',
    ];
    const sql = `SELECT substring(url from CAST($2 AS text)) AS part
      FROM unnest($1::text[]) WITH ORDINALITY AS given (url, place) ORDER BY place`;
    const rows = await log.database.query(sql, [urls, `(?i)${SEARCHABLE_URL_PART}`]);
    const inRules = urls.map((url) => ({
      part: new RegExp(SEARCHABLE_URL_PART, 'i').exec(url)?.[0] ?? null,
    }));
    expect(rows).toEqual(inRules);
  });

  it('show the course of the total in buckets without gaps', async () => {
    const query = { from: iso(BEGIN - 5 * MINUTE), to: iso(BEGIN + 15 * MINUTE), bucket: '5m' } as const;
    const { buckets } = await ask(query);
    expect(buckets?.map(({ at, count, failures }) => [at, count, failures])).toEqual([
      [iso(BEGIN - 5 * MINUTE), 0, 0],
      [iso(BEGIN), 3, 1],
      [iso(BEGIN + 5 * MINUTE), 2, 1],
      [iso(BEGIN + 10 * MINUTE), 0, 0],
    ]);
    expect(buckets?.[0]).toMatchObject({ averageMs: null, p95Ms: null });
    expect(buckets?.[2]).toMatchObject({ averageMs: 160 });
    const month = { from: iso(NOW - 30 * 86_400_000), bucket: '1d' } as const;
    const days = (await ask(month)).buckets ?? [];
    expect([days.length, days.reduce((sum, { count }) => sum + count, 0)]).toEqual([31, 6]);
  });

  it('are of nothing where nothing was attempted', async () => {
    const answer = await ask({ subscription: 'sub_none', bucket: '1h' });
    expect(answer).toMatchObject({
      items: [],
      total: { count: 0, averageMs: null, p95Ms: null, lastAt: null },
    });
    expect(answer.buckets).toHaveLength(25);
  });

  it('say when there are more items than are shown', async () => {
    await keep(
      ...Array.from({ length: 301 }, (_, n) => ({
        deliveryId: `m${n}`,
        at: BEGIN,
        url: `https://x.example/${n}`,
      })),
    );
    const answer = await ask();
    expect([answer.items.length, answer.truncated, answer.total.count]).toEqual([300, true, 306]);
  });

  it('count once what is told again, and anew what ended better than was told', async () => {
    await log.clear();
    const first = { deliveryId: 'a', at: BEGIN, durationMs: 100, status: 'retrying' as const };
    await keep(first, first);
    await keep(first);
    expect((await ask()).total).toMatchObject({ count: 1, successes: 0, averageMs: 100 });
    await keep({ ...first, at: BEGIN + 6 * MINUTE, durationMs: 300, status: 'delivered' });
    await keep(first);
    const { total, buckets } = await ask({ bucket: '5m', from: iso(BEGIN), to: iso(BEGIN + 10 * MINUTE) });
    expect(total).toMatchObject({ count: 1, successes: 1, failures: 0, averageMs: 300 });
    expect(buckets?.map(({ count }) => count)).toEqual([0, 1]);
  });

  it('are the same from any mixture of bucket lengths', async () => {
    await log.clear();
    const at = (n: number) => BEGIN - 3 * 86_400_000 + n * 37 * MINUTE;
    await keep(
      ...Array.from({ length: 120 }, (_, n) => ({ deliveryId: `d${n}`, at: at(n), durationMs: n + 1 })),
    );
    for (const [from, to] of [
      [at(1), at(100)],
      [at(7), at(8)],
      [at(0), at(119) + 5 * MINUTE],
    ] as const) {
      const begin = Math.floor(from / (5 * MINUTE)) * 5 * MINUTE;
      const end = Math.ceil(to / (5 * MINUTE)) * 5 * MINUTE;
      const within = Array.from({ length: 120 }, (_, n) => n).filter((n) => at(n) >= begin && at(n) < end);
      const { total } = await ask({ from: iso(from), to: iso(to) });
      const sum = within.reduce((all, n) => all + n + 1, 0);
      expect([total.count, total.averageMs]).toEqual([
        within.length,
        Math.round((sum / within.length) * 100) / 100,
      ]);
    }
  });
});
