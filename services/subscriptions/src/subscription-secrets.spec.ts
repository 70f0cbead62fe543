import { randomBytes } from 'node:crypto';
import { SecretBox } from '@deskhook/runtime';
import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { SubscriptionEntity } from './entities/subscription.entity.js';
import type { TenantEntity } from './entities/tenant.entity.js';
import type { OpenSecret } from './secret-rotation.js';
import { SigningSecrets } from './signing-secret.js';
import { SubscriptionSecrets } from './subscription-secrets.js';

const AT = new Date('2026-02-17T14:45:00.000Z');
const OWNER = { tenant: 'acme', id: 'sub_one' };
const CONFLICT = {
  failure: {
    kind: 'conflict',
    detail: expect.stringMatching(/^Its secret was sealed with another secrets key/),
  },
};
const TEXT = { secret: 'a-secret-of-some-length-for-any-dialect', expiresAt: null };
const OLDER = { secret: 'an-older-secret-of-some-length-as-well', expiresAt: AT.getTime() + 1_000 };

const sealing = () =>
  new SigningSecrets(new SecretBox(randomBytes(32).toString('base64')), pino({ level: 'silent' }));
const mine = sealing();
const foreign = sealing();
const secrets = new SubscriptionSecrets(mine);

const aTenant: TenantEntity = {
  id: 'acme',
  name: '',
  siteUrl: null,
  subdomain: null,
  adminBaseUrl: null,
  portalBaseUrl: null,
  timezone: 'UTC',
  secrets: [],
  defaults: {},
  createdAt: AT,
  updatedAt: AT,
};

function aRow(sealed: SubscriptionEntity['secrets']): SubscriptionEntity {
  return {
    id: OWNER.id,
    tenantId: OWNER.tenant,
    name: 'CRM',
    urls: [],
    events: ['*'],
    status: 'active',
    dialect: 'supportcandy',
    secrets: sealed,
    usesTenantSecret: false,
    headers: {},
    delivery: {},
    dialectOptions: {},
    condition: null,
    actions: [],
    auth: { type: 'none' },
    tls: null,
    redact: [],
    key: null,
    labels: {},
    disabledUrls: [],
    activatedAt: null,
    version: 1,
    createdAt: AT,
    updatedAt: AT,
  };
}
const move = (row: SubscriptionEntity, dialect: 'shahiassist' | 'supportbee' | 'supportcandy') =>
  secrets.afterPatch(row, { dialect }, aTenant, AT);
const opened = (sealed: ReturnType<typeof move>['secrets']): OpenSecret[] =>
  mine.open(OWNER, sealed, AT.getTime());

describe('secrets that were sealed with another secrets key', () => {
  test.each(['shahiassist', 'supportbee'] as const)('are not dropped by a move to %s', (to) => {
    expect(() => move(aRow(foreign.seal(OWNER, [TEXT])), to)).toThrow(expect.objectContaining(CONFLICT));
  });

  test('are not dropped by a move when a rotation left them behind', () => {
    const row = aRow([...mine.seal(OWNER, [TEXT]), ...foreign.seal(OWNER, [OLDER])]);
    expect(() => move(row, 'shahiassist')).toThrow(expect.objectContaining(CONFLICT));
    expect(() => secrets.forCopy(row, { tenant: 'acme', id: 'sub_two' }, AT)).toThrow(
      expect.objectContaining(CONFLICT),
    );
  });

  test('stay where the dialect stays, and give way to one that is given or made', () => {
    const row = aRow(foreign.seal(OWNER, [TEXT]));
    expect(move(row, 'supportcandy').secrets).toEqual(row.secrets);
    const given = secrets.afterPatch(row, { dialect: 'shahiassist', secret: TEXT.secret }, aTenant, AT);
    expect(opened(given.secrets)).toEqual([TEXT]);
    expect(secrets.afterPatch(row, { dialect: 'supportbee', secret: null }, aTenant, AT).secrets).toEqual([]);
    const rotation = secrets.afterRotation(row, aTenant, { overlapSeconds: 60, asymmetric: false }, AT);
    expect(opened(rotation.secrets)).toHaveLength(1);
  });

  test('do not matter once they have ended', () => {
    const ended = { ...OLDER, expiresAt: AT.getTime() };
    const row = aRow([...mine.seal(OWNER, [TEXT]), ...foreign.seal(OWNER, [ended])]);
    expect(opened(move(row, 'shahiassist').secrets)).toEqual([TEXT]);
  });
});

test('secrets that can be opened move along, also those that a rotation left behind', () => {
  const row = aRow(mine.seal(OWNER, [TEXT, OLDER]));
  expect(opened(move(row, 'shahiassist').secrets)).toEqual([TEXT, OLDER]);
  expect(move(row, 'supportbee').secrets).toEqual([]);
});
