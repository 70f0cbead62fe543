import { expect, it } from '@jest/globals';
import { newPolicy, policyBody, rowsOf } from './policy-draft.js';

it('shows targets by priority and sends them by what they promise', () => {
  const targets = {
    firstResponse: { default: 'PT8H', urgent: 'PT1H' },
    resolution: { default: 'P2D', low: null },
  };
  const rows = rowsOf(targets);
  expect(rows.map(({ priority }) => priority)).toEqual(['default', 'urgent', 'low']);
  const body = policyBody({ ...newPolicy(null), name: 'Support', rows });
  expect(body.targets).toEqual(targets);
});

it('leaves rows without a priority out', () => {
  const draft = newPolicy('office');
  const rows = [
    ...draft.rows,
    { priority: ' ', targets: { firstResponse: 'PT1M', nextResponse: '', resolution: '' } },
  ];
  expect(Object.keys(policyBody({ ...draft, rows }).targets?.firstResponse ?? {})).toEqual([
    'default',
    'urgent',
  ]);
});
