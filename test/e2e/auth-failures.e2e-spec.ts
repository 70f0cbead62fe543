import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ROOT_KEY, startApiWorld, type ApiWorld } from '../support/api-world.js';

const LIMIT = 5;
const EVENT_TYPES = '/v1/event-types';

describe('failures to authenticate', () => {
  let world: ApiWorld;
  let viewer: string;
  let made = 0;
  let address: string;
  beforeAll(async () => {
    world = await startApiWorld({
      DESKHOOK_AUTH_FAILURES_PER_MINUTE: String(LIMIT),
      DESKHOOK_TRUSTED_PROXIES: '127.0.0.0/8, ::1',
    });
    viewer = await world.keyFor('acme', 'viewer');
  });
  afterAll(() => world.close());
  beforeEach(() => {
    address = `198.51.100.${++made}`;
  });

  const ask = (key: string | null, from = address) =>
    world.call('GET', EVENT_TYPES, { key, headers: { 'x-forwarded-for': from } });
  async function fail(times: number, key: (index: number) => string, from?: string): Promise<number[]> {
    const statuses: number[] = [];
    for (let index = 0; index < times; index++) statuses.push((await ask(key(index), from)).status);
    return statuses;
  }
  /** A guess that shares its beginning with no other. */
  const guess = (index: number) => `${made}-${index}-guess-of-a-key`;

  it('are answered with 429 and a time to wait once there are too many', async () => {
    expect(await fail(LIMIT, guess)).toEqual(Array(LIMIT).fill(401));
    const refused = await ask('yet another guess');
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ type: 'urn:deskhook:problem:too-many-requests', status: 429 });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60 / LIMIT);
    expect(refused.body).toMatchObject({ retryAfter: seconds });
  });

  it('count for the address alone that they came from', async () => {
    await fail(LIMIT + 1, guess);
    expect((await ask('unknown from elsewhere', '203.0.113.99')).status).toBe(401);
  });

  it('do not shut out the good keys of the same address', async () => {
    await fail(LIMIT + 1, guess);
    expect((await ask(viewer)).status).toBe(200);
  });

  it('shut out the root key where it was not seen before: it could be guessed', async () => {
    await fail(LIMIT + 1, guess);
    expect((await ask(ROOT_KEY)).status).toBe(429);
  });

  it('leave the operator room, but not without an end', async () => {
    expect((await ask(ROOT_KEY)).status).toBe(200);
    await fail(LIMIT + 1, guess);
    expect((await ask(ROOT_KEY)).status).toBe(200);
    await fail(10 * LIMIT, guess);
    expect((await ask(ROOT_KEY)).status).toBe(429);
  });

  it('count for what a key begins with, from wherever they come', async () => {
    const begins = 'dhk_abcd';
    for (let index = 0; index < LIMIT; index++) {
      expect((await ask(`${begins}${index}`, `203.0.113.${index}`)).status).toBe(401);
    }
    expect((await ask(`${begins}-more`, '203.0.113.200')).status).toBe(429);
    expect((await ask('dhk_other', '203.0.113.201')).status).toBe(401);
  });

  it('of IPv6 count for the network: one subscriber has countless addresses', async () => {
    const from = (index: number) => `2001:db8:1:${made}::${index + 1}`;
    for (let index = 0; index < LIMIT; index++)
      expect((await ask(guess(index), from(index))).status).toBe(401);
    expect((await ask(guess(LIMIT), from(LIMIT))).status).toBe(429);
    expect((await ask(guess(LIMIT + 1), '2001:db8:2::1')).status).toBe(401);
  });

  it('are no guesses where no key was sent', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 3 * LIMIT }, async () => (await ask(null)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([401]));
  });

  it('count where the header cannot be read', async () => {
    const headers = { authorization: 'Basic cm9vdDpyb290', 'x-forwarded-for': address };
    const statuses: number[] = [];
    for (let index = 0; index <= LIMIT; index++)
      statuses.push((await world.call('GET', EVENT_TYPES, { key: null, headers })).status);
    expect(statuses).toEqual([...Array(LIMIT).fill(401), 429]);
  });
});

describe('without a trusted proxy', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld({ DESKHOOK_AUTH_FAILURES_PER_MINUTE: String(LIMIT) });
  });
  afterAll(() => world.close());

  it('nobody helps himself by claiming other addresses', async () => {
    const statuses: number[] = [];
    for (let index = 0; index <= LIMIT; index++) {
      const headers = { 'x-forwarded-for': `203.0.113.${index}` };
      const key = `${index}-guess-of-a-key`;
      statuses.push((await world.call('GET', EVENT_TYPES, { key, headers })).status);
    }
    expect(statuses).toEqual([...Array(LIMIT).fill(401), 429]);
  });
});
