import { describe, expect, it } from '@jest/globals';
import { toHelpdeskEvent } from './map-event.js';
import { loadRecordedEvents } from './recorded-events.js';
import { deliveriesOf } from './subscriptions.js';

describe('the deliveries that the demo counts on', () => {
  it('depend on the type and on what the condition looks at', async () => {
    const events = (await loadRecordedEvents()).map(toHelpdeskEvent).filter((event) => event !== undefined);
    const counts = events
      .filter(({ type }) => type === 'ticket.created')
      .map((event) => deliveriesOf(event, 'one'));
    expect(new Set(counts)).toEqual(new Set([2, 3]));
    expect(events.filter((event) => deliveriesOf(event, 'one') === 0)).toEqual([]);
  });
});
