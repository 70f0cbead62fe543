import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { asyncApiDocument } from '@deskhook/contracts';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
}, 90_000);
afterAll(() => world.close());

it('is served to everybody, and found from the API reference', async () => {
  const answer = await world.call('GET', '/asyncapi.json', { key: null });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual(JSON.parse(JSON.stringify(asyncApiDocument())));
  const { info } = (await world.call('GET', '/openapi.json', { key: null })).body;
  expect(info.description).toContain('(/asyncapi.json)');
});
