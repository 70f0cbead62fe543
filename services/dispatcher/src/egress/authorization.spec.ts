import { randomBytes } from 'node:crypto';
import { authRecordSchema, subscriptionRecordSchema } from '@deskhook/contracts';
import {
  SecretBox,
  SecretBoxError,
  subscriptionAuthContext,
  subscriptionTlsContext,
} from '@deskhook/runtime';
import { expect, test } from '@jest/globals';
import { openAuthorization, openCertificate, shownAuthorization } from './authorization.js';
import { concealedAnswer } from './concealed-answer.js';

const box = new SecretBox(randomBytes(32).toString('base64'));
const sealed = box.seal('s3cret-of-a-test', subscriptionAuthContext('acme', 'sub_1'));
const oauth2 = {
  type: 'oauth2',
  tokenUrl: 'https://login.example.com/token',
  clientId: 'a',
  sealed,
  scopes: [],
  audience: null,
  clientAuthentication: 'basic',
};

function recordWith(more: object) {
  const delivery = {
    timeoutMs: 1,
    retryScheduleMs: [],
    successCodes: '2xx',
    maxConcurrency: 1,
    traceparent: true,
  };
  const head = { id: 'sub_1', tenant: 'acme', name: 'One', active: true, urls: [], events: [] };
  return subscriptionRecordSchema.parse({
    ...head,
    dialect: 'standard',
    secrets: [],
    headers: {},
    delivery,
    ...more,
  });
}
const opened = (auth: object, by = box) =>
  openAuthorization(recordWith({ auth: authRecordSchema.parse(auth) }), by);

test.each([
  [{ type: 'none' }, null],
  [{ type: 'basic', username: 'u', sealed }, 'Basic [hidden]'],
  [{ type: 'bearer', sealed }, 'Bearer [hidden]'],
  [oauth2, 'Bearer [hidden]'],
])('%j is shown as %s', (auth, shown) => {
  expect(shownAuthorization(opened(auth))).toBe(shown);
});

test('the secrets are opened for their own subscription, with their own key', () => {
  expect(opened({ type: 'bearer', sealed })).toMatchObject({ credentials: 's3cret-of-a-test' });
  expect(opened(oauth2)).toMatchObject({ client: { clientSecret: 's3cret-of-a-test', owner: 'acme sub_1' } });
  const other = new SecretBox(randomBytes(32).toString('base64'));
  expect(() => opened({ type: 'bearer', sealed }, other)).toThrow(SecretBoxError);
  const tls = { certificate: 'pem', sealed: box.seal('key', subscriptionTlsContext('acme', 'sub_1')) };
  expect(openCertificate(recordWith({ tls }), box)).toEqual({ certificate: 'pem', key: 'key' });
  expect(openCertificate(recordWith({}), box)).toBeNull();
  expect(() => openCertificate(recordWith({ tls: { certificate: 'pem', sealed } }), box)).toThrow(
    SecretBoxError,
  );
});

test('what a receiver echoes is hidden, unless it is so short that it could be anything', () => {
  const answer = { kind: 'response', code: 200, truncated: false, redirects: [] } as const;
  const echoed = {
    ...answer,
    headers: { a: 'is long-secret', b: '1' },
    body: 'long-secret and 1, long-secret',
  };
  expect(concealedAnswer(echoed, ['long-secret', '1'])).toEqual({
    ...answer,
    headers: { a: 'is [hidden]', b: '1' },
    body: '[hidden] and 1, [hidden]',
  });
});
