import { describe, expect, it } from '@jest/globals';
import { explainedByLog, isOutdated, type Evaluated, type LoggedDeliveries } from './explained-by-log.js';

const FIRED: Evaluated = {
  subscriptionId: 'sub_one',
  name: 'CRM',
  fired: true,
  reason: 'fired',
  detail: 'The event calls for 1 delivery.',
  eventId: 'event-one',
  eventType: 'ticket.created',
  explanation: { all: [], verdict: true },
  deliveries: ['dlv_one'],
  mayBeThrottled: false,
};
const NOT_FIRED: Evaluated = { ...FIRED, fired: false, reason: 'condition_false', deliveries: [] };

function logged(
  known: Readonly<Record<string, string>>,
  more: Partial<LoggedDeliveries> = {},
): LoggedDeliveries {
  return {
    eventId: 'event-one',
    own: [],
    eventOf: new Map(Object.entries(known)),
    isRecent: false,
    ...more,
  };
}

describe('what became of the deliveries that an event calls for', () => {
  it('stays as it is where the log has them, also as those of a derived event', () => {
    const expected = { fired: true, reason: 'fired', deliveries: ['dlv_one'] };
    expect(explainedByLog(FIRED, logged({ dlv_one: 'event-one' }))).toMatchObject(expected);
    expect(explainedByLog(FIRED, logged({ dlv_one: 'event-one:ticket.closed' }))).toMatchObject(expected);
    expect(explainedByLog(FIRED, logged({ dlv_one: 'event-one' }))).not.toHaveProperty('mayBeThrottled');
  });

  it('is a merger where they are another event’s', () => {
    const { fired, reason, detail, deliveries } = explainedByLog(FIRED, logged({ dlv_one: 'event-oneself' }));
    expect({ fired, reason, deliveries }).toEqual({
      fired: false,
      reason: 'merged',
      deliveries: ['dlv_one'],
    });
    expect(detail).toContain('event-oneself');
  });

  it('is a throttle where its dialect has one and the log has had the time', () => {
    const throttled = { ...FIRED, mayBeThrottled: true };
    expect(explainedByLog(throttled, logged({}))).toMatchObject({ fired: false, reason: 'throttled' });
    expect(explainedByLog(throttled, logged({}, { isRecent: true }))).toMatchObject({ reason: 'pending' });
    expect(explainedByLog(FIRED, logged({}))).toMatchObject({ reason: 'pending', deliveries: [] });
  });

  it('tells that the subscription was another then', () => {
    const own = [
      { id: 'dlv_then', subscriptionId: 'sub_one' },
      { id: 'dlv_other', subscriptionId: 'sub_two' },
    ];
    const found = explainedByLog(NOT_FIRED, logged({}, { own }));
    expect(found).toMatchObject({ fired: true, reason: 'fired', deliveries: ['dlv_then'] });
    expect(found.detail).toContain('changed since');
    expect(explainedByLog(NOT_FIRED, logged({}))).toMatchObject({ fired: false, reason: 'condition_false' });
  });
});

describe('an event that was read before its explanations', () => {
  const explained = [explainedByLog(FIRED, logged({ dlv_one: 'event-one' }))];

  it('is outdated where these name a delivery of it that it lacks', () => {
    expect(isOutdated({ deliveries: [] }, explained)).toBe(true);
    expect(isOutdated({ deliveries: [{ id: 'dlv_one' }] }, explained)).toBe(false);
    expect(isOutdated({ deliveries: [] }, [explainedByLog(FIRED, logged({ dlv_one: 'event-other' }))])).toBe(
      false,
    );
    expect(isOutdated({ deliveries: [] }, [explainedByLog(FIRED, logged({}))])).toBe(false);
  });
});
