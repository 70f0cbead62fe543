import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ledgerFigures, ledgerImbalance } from './ledger-figures.js';

const eventState = fc.constantFrom('waiting', 'evaluated', 'lost', 'unheard', 'repeated', 'refused');
const deliveryState = fc.constantFrom(
  'pending',
  'retrying',
  'delivered',
  'dead',
  'cancelled',
  'unannounced',
  'lost-announcement',
  'lost',
);

/** What the books hold when these are the states of all events and deliveries. */
function books(events: readonly string[], deliveries: readonly string[]) {
  const of = (list: readonly string[], ...states: string[]) =>
    list.filter((one) => states.includes(one)).length;
  const counts = {
    accepted: of(events, 'waiting', 'evaluated', 'lost'),
    evaluated: of(events, 'evaluated'),
    duplicates: of(events, 'repeated'),
    filtered: 7,
    commands: 3,
    deliveries: deliveries.length - of(deliveries, 'unannounced', 'lost-announcement'),
    open: of(deliveries, 'pending', 'retrying', 'lost'),
    delivered: of(deliveries, 'delivered'),
    dead: of(deliveries, 'dead'),
    cancelled: of(deliveries, 'cancelled'),
  };
  const items = {
    waiting: of(events, 'waiting'),
    lostEvents: of(events, 'lost'),
    unheardEvents: of(events, 'unheard'),
    unannounced: of(deliveries, 'unannounced'),
    lostAnnouncements: of(deliveries, 'lost-announcement'),
    lostDeliveries: of(deliveries, 'lost'),
  };
  return { counts, items };
}

test('the sums hold exactly when nothing is lost, and are out by what is', () => {
  const property = fc.property(fc.array(eventState), fc.array(deliveryState), (events, deliveries) => {
    const { counts, items } = books(events, deliveries);
    const figures = ledgerFigures(counts, items);
    const lostEvents = events.filter((one) => one === 'lost' || one === 'unheard').length;
    const lostDeliveries = deliveries.filter((one) => one === 'lost' || one === 'lost-announcement').length;
    expect(ledgerImbalance(figures)).toEqual({ events: lostEvents, deliveries: lostDeliveries });
    expect(figures.unexplained).toBe(lostEvents + lostDeliveries);
    expect(figures.deliveries).toBe(deliveries.length);
    expect(figures.accepted).toBe(events.filter((one) => one !== 'repeated' && one !== 'refused').length);
    expect(Object.values(figures).every((figure) => figure >= 0)).toBe(true);
  });
  fc.assert(property);
});

test('two windows side by side add up to the one that spans them', () => {
  const property = fc.property(
    fc.array(fc.tuple(eventState, fc.boolean())),
    fc.array(fc.tuple(deliveryState, fc.boolean())),
    (events, deliveries) => {
      const part = (isFirst: boolean | null) => {
        const of = (list: readonly (readonly [string, boolean])[]) =>
          list.filter(([, first]) => isFirst === null || first === isFirst).map(([state]) => state);
        const { counts, items } = books(of(events), of(deliveries));
        return ledgerFigures({ ...counts, filtered: 0, commands: 0 }, items);
      };
      const [one, two, both] = [part(true), part(false), part(null)];
      for (const [name, figure] of Object.entries(both))
        expect(Number(Reflect.get(one, name)) + Number(Reflect.get(two, name))).toBe(figure);
    },
  );
  fc.assert(property);
});
