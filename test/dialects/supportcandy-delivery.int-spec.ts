import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ForeignReceiver, startForeignReceiver } from '../support/foreign-receiver.js';
import { type RunningServices, startServices } from './running-services.js';

const secret = 's3cr&t"ÄÖ';

/** Triggers that are sent only to those who select them by name; `*` selects what stands for them too. */
const ONE_FIELD = /^change-ticket-(subject|category|priority)$/;

describe('from the broker to a SupportCandy receiver', () => {
  let services: RunningServices;
  let php: ForeignReceiver;

  beforeAll(async () => {
    services = await startServices('supportcandy');
    php = await startForeignReceiver('php/supportcandy.php', { secret: 's3cr&amp;t&quot;ÄÖ' });
    await services.subscribe({ url: `${php.origin}/hook`, secret, events: ['*', 'delete-ticket'] });
  });
  afterAll(async () => {
    await services.stop();
    await php.stop();
  });

  test('every event arrives once and is understood, changes of one field as changes of fields', async () => {
    const natives = await services.publishSamples();
    const understood = await php.understood(natives.length);
    expect(understood.map(({ event }) => event)).toEqual(
      natives.map((name) => (ONE_FIELD.test(name) ? 'change-ticket-fields' : name)),
    );
    for (const one of understood) {
      expect(one).toMatchObject({
        ticket: 123,
        subject: 'Cannot log in',
        customer: 'John Doe',
        email: 'john@example.com',
        custom: { cust_24: 'ORD-12345' },
      });
    }
  });

  test('one change of status that closes the ticket makes one delivery for each trigger', async () => {
    const before = php.accepted().length;
    await services.publishClosing();
    await services.publish({ type: 'ticket.created', data: { ticket: { id: 8 } } });
    const understood = await php.understood(before + 3);
    expect(understood.slice(before).map(({ event, ticket }) => [event, ticket])).toEqual([
      ['change-ticket-status', 7],
      ['close-ticket', 7],
      ['create-ticket', 8],
    ]);
  });

  test('several events of one change of assignee make one', async () => {
    const before = php.accepted().length;
    const data = {
      ticket: { id: 9 },
      assignment: { kind: 'agent', assignee: { id: 12, name: 'Jane Agent' } },
    };
    for (const type of ['ticket.assigned', 'ticket.assignees_changed'])
      await services.publish({ type, correlationid: 'assigned', data });
    await services.publish({ type: 'ticket.created', data: { ticket: { id: 10 } } });
    const understood = await php.understood(before + 2);
    expect(understood.slice(before).map(({ event, ticket }) => [event, ticket])).toEqual([
      ['change-assignee', 9],
      ['create-ticket', 10],
    ]);
  });
});
