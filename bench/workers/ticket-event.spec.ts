import { acceptEvent } from '@deskhook/contracts';
import { expect, it } from '@jest/globals';
import { ticketEvent, typeOf } from './ticket-event.js';

it.each([0, 1, 2, 3])('event %i is about 1 KB and Deskhook accepts it', (n) => {
  const payload = Buffer.from(ticketEvent('run', n, 1_234_567_890_123));
  expect(payload.length).toBeGreaterThan(850);
  expect(payload.length).toBeLessThan(1_200);
  const incoming = { subject: `events.bench.${typeOf(n)}`, payload, attributes: {} };
  expect(acceptEvent(incoming, 5)).toMatchObject({ ok: true });
});
