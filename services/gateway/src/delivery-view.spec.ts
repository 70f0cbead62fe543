import type { DeliveryDetail } from '@deskhook/contracts';
import { describe, expect, it } from '@jest/globals';
import type { Caller } from './caller.js';
import { deliverySeenBy, withUrlSeenBy } from './delivery-view.js';

const AT = '2026-02-17T14:45:00.000Z';
const SLACK = 'https://hooks.slack.com/services/T0/B0/s3cret';
const viewer: Caller = { kind: 'key', role: 'viewer', id: 'key_one', name: 'one', tenant: 'acme' };
const editor: Caller = { ...viewer, role: 'editor' };

function aDetail(url: string, redirects: readonly string[], location: string): DeliveryDetail {
  const attempt = {
    number: 1,
    at: AT,
    durationMs: 1,
    requestHeaders: {},
    requestBody: null,
    responseCode: 302,
    responseHeaders: { location, server: 'x' },
    responseBody: '',
    responseTruncated: false,
    error: null,
    redirects: redirects.map((to) => ({ code: 307, url: to })),
    warnings: [],
    traceId: 'a'.repeat(32),
  };
  return {
    id: 'dlv_one',
    eventId: 'event-one',
    subscriptionId: 'sub_one',
    url,
    type: 'ticket.created',
    trigger: null,
    ticketId: null,
    status: 'dead',
    attemptCount: 1,
    lastResponseCode: 302,
    nextAttemptAt: null,
    reason: null,
    createdAt: AT,
    updatedAt: AT,
    schedule: null,
    attempts: [attempt],
  };
}
const urlsOf = ({ url, attempts }: DeliveryDetail) => [
  url,
  ...attempts.flatMap((one) => [...one.redirects.map((to) => to.url), one.responseHeaders?.['location']]),
];

describe('the URLs of a delivery, as viewers see them', () => {
  it('lose the paths that authenticate, also on the way of redirects', () => {
    const detail = aDetail(
      SLACK,
      ['https://a.example/s3cret', 'https://b.example/s3cret?x=s3cret'],
      '/s3cret',
    );
    const seen = deliverySeenBy(viewer, detail);
    expect(urlsOf(seen)).toEqual([
      'https://hooks.slack.com/[hidden]',
      'https://a.example/[hidden]',
      'https://b.example/[hidden]?x=[hidden]',
      '/[hidden]',
    ]);
    expect(seen.attempts[0]?.responseHeaders?.['server']).toBe('x');
    expect(JSON.stringify(seen)).not.toContain('s3cret');
    expect(deliverySeenBy(editor, detail)).toEqual(detail);
  });

  it('keep the paths of other hosts, but not of a secret one that they lead to', () => {
    const detail = aDetail('https://example.com/a', ['https://example.com/b', SLACK], '/s3cret');
    expect(urlsOf(deliverySeenBy(viewer, detail))).toEqual([
      'https://example.com/a',
      'https://example.com/b',
      'https://hooks.slack.com/[hidden]',
      '/[hidden]',
    ]);
  });

  it('are hidden wherever a URL is named', () => {
    expect(withUrlSeenBy(viewer, { url: SLACK, count: 1 })).toEqual({
      url: 'https://hooks.slack.com/[hidden]',
      count: 1,
    });
    expect(withUrlSeenBy(editor, { url: SLACK })).toEqual({ url: SLACK });
  });
});
