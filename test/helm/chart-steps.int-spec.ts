import { expect, test } from '@jest/globals';
import { describeChart, render, REQUIRED } from './chart.js';
import { HOOKS, podOf, SERVICES } from './pods.js';

const NEW = 'deskhook:0.2.0';
const OLD = 'deskhook:0.1.0';

const images = async (values: object) => {
  const rendered = await render({ ...REQUIRED, ...values });
  const names = [...HOOKS, ...SERVICES, 'test'];
  return Object.fromEntries(names.map((name) => [name, podOf(rendered, name).container.image]));
};
const all = (image: string) =>
  Object.fromEntries([...HOOKS, ...SERVICES, 'test'].map((name) => [name, image]));

describeChart('an upgrade in steps', () => {
  const image = { tag: '0.2.0' };

  test('first has all but the gateway, with the hooks of the new version, then the gateway', async () => {
    const first = await images({ image, services: { gateway: { image: { tag: '0.1.0' } } } });
    expect(first).toEqual({ ...all(NEW), gateway: OLD });
    expect(await images({ image })).toEqual(all(NEW));
  });

  test('may keep all services and run the hooks alone, or move one service', async () => {
    const kept = await images({ image, defaults: { image: { tag: '0.1.0' } } });
    expect(kept).toEqual({ ...all(OLD), provision: NEW, migrate: NEW, test: NEW });
    const services = { dispatcher: { image: { tag: '0.2.0' } } };
    const moved = await images({ image, services, defaults: { image: { tag: '0.1.0' } } });
    expect(moved).toEqual({ ...kept, dispatcher: NEW });
  });

  test('goes by digests, too: a tag of a service is not that of the digest of all', async () => {
    const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
    const shared = { digest: digest('2') };
    const pinned = (own: object) => images({ image: shared, services: { gateway: { image: own } } });
    expect(await pinned({ digest: digest('1') })).toMatchObject({
      gateway: `deskhook@${digest('1')}`,
      logs: `deskhook@${digest('2')}`,
    });
    expect(await pinned({ tag: '0.1.0' })).toMatchObject({ gateway: OLD, logs: `deskhook@${digest('2')}` });
  });
});
