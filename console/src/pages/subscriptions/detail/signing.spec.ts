import { DIALECT_NAMES, DIALECTS } from '@deskhook/dialects';
import { expect, it } from '@jest/globals';
import { canSign, signsWithSeveral } from './signing.js';

const signatures = (name: (typeof DIALECT_NAMES)[number], secrets: readonly string[]): readonly string[] => {
  const sign = DIALECTS[name].signer(secrets);
  return Object.values(sign({ deliveryId: 'dlv_1', at: 0, body: Buffer.from('{}') }));
};
const random = (fill: number) => new Uint8Array(32).fill(fill);

it.each(DIALECT_NAMES)('says of %s what it does', (name) => {
  const secrets = [1, 2].map((fill) => DIALECTS[name].encodeSecret(random(fill)));
  const one = signatures(name, secrets.slice(0, 1));
  expect(canSign(name)).toBe(one.length > 0);
  expect(signsWithSeveral(name)).toBe(signatures(name, secrets).join() !== one.join());
});
