import { describe, expect, it } from '@jest/globals';
import type { Live } from './live.js';
import type { JsonRecord, Manifest } from './manifest.js';
import { stillUsed, without } from './references.js';

const condition = { not: { field: 'time', op: 'in_business_hours', value: 'office' } };
const live = (kind: Live['kind'], name: string, value: JsonRecord = {}): Live => ({
  kind,
  tenant: 'acme',
  id: name,
  name,
  isNamed: true,
  etag: '1',
  labels: {},
  value,
});
const manifest = (kind: Manifest['kind'], name: string, stated: JsonRecord): Manifest => ({
  kind,
  name,
  tenant: 'acme',
  labels: {},
  stated,
  secrets: new Set(),
  placeOf: () => 'f.yaml:1',
});
const office = live('Calendar', 'office');
const policy = live('SlaPolicy', 'gold', { calendar: 'office' });
const subscription = live('Subscription', 'night', { condition });
const all = [office, policy, subscription];

describe('stillUsed', () => {
  const users = (documents: readonly Manifest[], unwanted: readonly Live[]) =>
    stillUsed(
      documents.map((one) => ({ tenant: 'acme', manifest: one })),
      all,
      unwanted,
    ).map(({ pointer }) => pointer);

  it('names what stays and uses a calendar that goes', () => {
    expect(users([], [office])).toEqual(['SlaPolicy gold', 'Subscription night']);
    expect(users([manifest('SlaPolicy', 'gold', { name: 'x' })], [office, subscription])).toEqual([
      'SlaPolicy gold',
    ]);
  });

  it('leaves alone what goes, too, and what the files change', () => {
    expect(users([], all)).toEqual([]);
    expect(users([manifest('SlaPolicy', 'gold', { calendar: null })], [office, subscription])).toEqual([]);
    expect(users([], [subscription])).toEqual([]);
  });

  it('keeps things of the same name of other tenants apart', () => {
    expect(without([{ ...office, tenant: 'other' }, office], [office])).toMatchObject([{ tenant: 'other' }]);
  });
});
