import { expect, it } from '@jest/globals';
import { fieldsOf, patchOf, timeZones } from './tenant-fields.js';

const TENANT = {
  name: 'Acme',
  timezone: 'UTC',
  siteUrl: 'https://acme.example',
  subdomain: null,
  adminBaseUrl: null,
  portalBaseUrl: null,
};

it('sends what was changed, and takes back what was emptied', () => {
  const before = fieldsOf(TENANT);
  expect(patchOf(before, { ...before, subdomain: ' acme ', siteUrl: '' })).toEqual({
    subdomain: 'acme',
    siteUrl: null,
  });
  expect(patchOf(before, before)).toEqual({});
});

it('offers the zone that is set even where the browser does not know it', () => {
  expect(timeZones('Asia/Calcutta').slice(0, 2)).toEqual(['UTC', 'Asia/Calcutta']);
  expect(timeZones('UTC').filter((zone) => zone === 'UTC')).toHaveLength(1);
});
