import { configKeys } from '@deskhook/contracts';
import { describe, expect, test } from '@jest/globals';
import { inStages } from './write-order.js';

const keys = {
  tenant: configKeys.tenant('acme'),
  key: configKeys.key('0f'),
  policy: configKeys.slaPolicy('acme', 'gold'),
  subscription: configKeys.subscription('acme', 'sub_1'),
  calendar: configKeys.calendar('acme', 'office'),
};
const order = (text: string | null) =>
  inStages(Object.values(keys).map((key) => ({ key, text }))).map((stage) => stage.map(({ key }) => key));

describe('the order of writes', () => {
  test('puts what is referred to first', () => {
    const middle = [keys.key, keys.policy, keys.subscription];
    expect(order('{}')).toEqual([[keys.calendar], middle, [keys.tenant]]);
  });

  test('takes away what refers first', () => {
    const middle = [keys.key, keys.policy, keys.subscription];
    expect(order(null)).toEqual([[keys.tenant], middle, [keys.calendar]]);
  });

  test('removes after it has written, and leaves nothing out', () => {
    const writes = Object.values(keys).map((key, index) => ({ key, text: index % 2 === 0 ? '{}' : null }));
    const stages = inStages(writes);
    expect(new Set(stages.flat())).toEqual(new Set(writes));
    expect(stages.flat().map(({ text }) => text)).toEqual(['{}', '{}', '{}', null, null]);
  });
});
