import { sampleEvent } from '@deskhook/dialects';
import { EVENT_TYPES } from '@deskhook/domain';
import { expect, test } from '@jest/globals';
import { acceptEvent } from './accept-event.js';

test.each(EVENT_TYPES)('the sample of %s is an event that is accepted', (type) => {
  const event = sampleEvent(type, 'acme', 'test-1', new Date('2026-02-17T14:45:00.000Z'));
  const payload = Buffer.from(JSON.stringify(event));
  const acceptance = acceptEvent({ subject: `events.acme.${type}`, payload, attributes: {} }, 5);
  expect(acceptance).toMatchObject({ ok: true, event: { id: 'test-1', type } });
});
