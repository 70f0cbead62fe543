import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';

const path = '/v1/tenants/acme/subscriptions';

const SUBSCRIPTIONS = [
  { name: 'delta', events: ['ticket.created'], urls: ['https://one.example/a_b'] },
  { name: 'Alpha', events: ['ticket.*'], urls: ['https://two.example/'], status: 'inactive' },
  { name: 'charlie', events: ['*'], urls: ['https://one.example/axb'] },
  { name: 'alpha', events: ['user.created'], urls: ['https://three.example/'] },
  { name: 'Bravo 100%', events: ['ticket.closed'], urls: ['https://four.example/'] },
];

describe('lists', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld();
    await world.keyFor('acme', 'viewer');
    for (const json of SUBSCRIPTIONS) await world.call('POST', path, { json });
  });
  afterAll(() => world.close());

  async function names(query: string): Promise<string[]> {
    const answer = await world.call('GET', `${path}?${query}`);
    return answer.body.items.map((item: { name: string }) => item.name);
  }

  /** Follows the cursors; between two pages `between` may change things. */
  async function paged(
    query: string,
    between: () => Promise<unknown> = async () => undefined,
  ): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await world.call('GET', `${path}?limit=2&${query}${next}`);
      found.push(...body.items.map((item: { name: string }) => item.name));
      cursor = body.nextCursor;
      await between();
    }
    return found;
  }

  it.each([
    ['', ['delta', 'Alpha', 'charlie', 'alpha', 'Bravo 100%']],
    ['sort=-createdAt', ['Bravo 100%', 'alpha', 'charlie', 'Alpha', 'delta']],
    ['status=inactive', ['Alpha']],
    ['dialect=standard&status=active', ['delta', 'charlie', 'alpha', 'Bravo 100%']],
    ['event=ticket.created', ['delta', 'Alpha', 'charlie']],
    ['event=user.created', ['charlie', 'alpha']],
    ['event=ticket.*', ['Alpha', 'charlie']],
    ['q=ALPHA', ['Alpha', 'alpha']],
    ['q=one.example', ['delta', 'charlie']],
    ['q=a_b', ['delta']],
    ['q=100%25', ['Bravo 100%']],
  ])('filter and sort: %s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it.each(['name', '-name', 'createdAt', '-createdAt', 'updatedAt', '-updatedAt'])(
    'have the same order page by page: %s',
    async (sort) => {
      expect(await paged(`sort=${sort}`)).toEqual(await names(`sort=${sort}`));
    },
  );

  it('show nothing twice and leave nothing out when things are added meanwhile', async () => {
    const extra = { name: 'aardvark', events: ['*'], urls: ['https://late.example/'] };
    const found = await paged('sort=name', () => world.call('POST', path, { json: extra }));
    const known = found.filter((name) => name !== 'aardvark');
    expect(known.toSorted(byText)).toEqual(SUBSCRIPTIONS.map(({ name }) => name).toSorted(byText));
  });

  it('do not take the cursor of another order', async () => {
    const { nextCursor } = (await world.call('GET', `${path}?limit=1&sort=name`)).body;
    const answer = await world.call('GET', `${path}?limit=1&sort=-name&cursor=${nextCursor}`);
    expect(answer.body.errors).toEqual([
      { pointer: '/query/cursor', detail: expect.stringContaining('sorted by name') },
    ]);
  });

  it('of tenants and keys go page by page too', async () => {
    await Promise.all(
      ['b', 'c', 'a'].map((id) => world.call('PUT', `/v1/tenants/${id}`, { json: { name: id } })),
    );
    const first = (await world.call('GET', '/v1/tenants?limit=2')).body;
    const second = (await world.call('GET', `/v1/tenants?limit=2&cursor=${first.nextCursor}`)).body;
    const ids = [...first.items, ...second.items].map((item: { id: string }) => item.id);
    expect(ids).toEqual(['a', 'acme', 'b', 'c']);
    await world.keyFor('acme', 'editor');
    const keys = (await world.call('GET', '/v1/tenants/acme/keys?limit=1')).body;
    const more = (await world.call('GET', `/v1/tenants/acme/keys?limit=1&cursor=${keys.nextCursor}`)).body;
    expect([keys.items[0].name, more.items[0].name, more.nextCursor]).toEqual(['viewer', 'editor', null]);
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
