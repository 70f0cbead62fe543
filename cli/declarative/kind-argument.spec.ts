import { describe, expect, it } from '@jest/globals';
import { asked, kindNamed, kindsNamed } from './kind-argument.js';

describe('kindNamed', () => {
  it.each([
    ['Subscription', 'Subscription'],
    ['subscriptions', 'Subscription'],
    ['SUBSCRIPTION', 'Subscription'],
    ['sla-policies', 'SlaPolicy'],
    ['slapolicy', 'SlaPolicy'],
    ['sla_policy', 'SlaPolicy'],
    ['calendars', 'Calendar'],
  ])('takes %s as %s', (written, kind) => {
    expect(kindNamed(written)).toBe(kind);
  });

  it.each(['subscription s', 'subs', '', 'toString'])('refuses %j and names what there is', (written) => {
    expect(() => kindNamed(written)).toThrow(
      'Write Calendar or calendars, SlaPolicy or slapolicies, Subscription or subscriptions.',
    );
  });

  it('collects several', () => {
    expect(kindsNamed('calendar', kindsNamed('subscriptions'))).toEqual(['Subscription', 'Calendar']);
  });
});

describe('asked', () => {
  it.each([
    [[], { kinds: [] }],
    [['calendar', 'subscriptions'], { kinds: ['Calendar', 'Subscription'] }],
    [['subscription', 'crm-sync'], { kinds: ['Subscription'], name: 'crm-sync' }],
  ])('%j', (words, expected) => {
    expect(asked(words)).toEqual({ name: undefined, ...expected });
  });

  it.each([[['hooks']], [['hooks', 'crm']], [['calendar', 'subscription', 'crm']]])('refuses %j', (words) => {
    expect(() => asked(words)).toThrow('Write Calendar');
  });
});
