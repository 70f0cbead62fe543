import { describe, expect, it } from '@jest/globals';
import { HEADERS } from '@deskhook/contracts';
import { identityTrace } from './event-trace.js';
import { messageTrace, publishedTrace } from './message-trace.js';

const TRACE = 'c'.repeat(32);
const TRACEPARENT = `00-${TRACE}-${'d'.repeat(16)}-01`;
const OWN = identityTrace('acme', 'evt-1').traceId;

function aMessage(subject: string, payload: unknown, headers: Record<string, string> = {}) {
  return {
    subject,
    payload: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    header: (name: string) => headers[name] ?? null,
    headers: () => headers,
  };
}

describe('the trace that a message belongs to', () => {
  const event = 'events.acme.ticket.created';
  const delivery = { [HEADERS.delivery]: JSON.stringify({ tenant: 'acme', eventId: 'evt-1' }) };
  it.each([
    ['by its header', aMessage(event, '{', { traceparent: TRACEPARENT }), TRACE],
    ['of an event, by its extension', aMessage(event, { id: 'evt-1', traceparent: TRACEPARENT }), TRACE],
    [
      'of an event in binary mode, by its extension',
      aMessage(event, { id: 'not this' }, { 'ce-id': 'evt-1', 'ce-traceparent': TRACEPARENT }),
      TRACE,
    ],
    ['of an event that nobody traced', aMessage(event, { id: 'evt-1' }), OWN],
    ['of an event in binary mode that nobody traced', aMessage(event, '{}', { 'ce-id': 'evt-1' }), OWN],
    ['of a delivery that nobody traced', aMessage('deliveries.acme.sub_1', '{', delivery), OWN],
    ['of what is no event', aMessage(event, 'not JSON'), undefined],
    ['of another message', aMessage('timers.acme.x', ''), undefined],
  ])('%s', (_, message, traceId) => {
    expect(messageTrace(message)?.traceId).toBe(traceId);
  });

  it('is named by nobody where a publisher does not say', () => {
    expect(publishedTrace({}, Buffer.from('{"id":"evt-1"}'))).toBeNull();
  });
});
