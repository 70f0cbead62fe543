import { expect, it } from '@jest/globals';
import { defaultsDraft, defaultsPatch, spokenDefaults } from './defaults-draft.js';

const DEFAULTS = {
  dialect: 'supportbee' as const,
  headers: { 'x-team': 'support' },
  redact: ['ticket.requester.email'],
  delivery: { timeoutMs: 2_500, retrySchedule: [], ordering: 'ticket' as const },
};

it('sends what it shows, and takes back what it leaves to the dialect', () => {
  expect(defaultsPatch(defaultsDraft(DEFAULTS))).toEqual({
    ...DEFAULTS,
    delivery: {
      ...DEFAULTS.delivery,
      successCodes: null,
      maxRedirects: null,
      maxConcurrency: null,
      rateLimit: null,
      traceparent: null,
    },
  });
});

it('takes back everything that is emptied', () => {
  const empty = defaultsPatch({ ...defaultsDraft({}), headers: [{ name: ' ', value: '' }] });
  expect([empty.dialect, empty.headers, empty.redact]).toEqual([null, null, null]);
  expect(Object.values(empty.delivery ?? {}).every((value) => value === null)).toBe(true);
});

it('says what is set, and hides the values of headers', () => {
  expect(spokenDefaults(DEFAULTS)).toEqual([
    ['Dialect', 'supportbee'],
    ['Headers', 'x-team'],
    ['Left out of what is sent', 'ticket.requester.email'],
    ['Retries', 'none'],
    ['Time-out', '2.5 s'],
    ['Order', 'each ticket in order'],
  ]);
  expect(spokenDefaults({})).toEqual([]);
});
