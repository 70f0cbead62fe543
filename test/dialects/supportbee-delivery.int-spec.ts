import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ForeignReceiver, startForeignReceiver } from '../support/foreign-receiver.js';
import { type RunningServices, startServices } from './running-services.js';

describe('from the broker to SupportBee receivers', () => {
  let services: RunningServices;
  let dots: ForeignReceiver;
  let underscores: ForeignReceiver;

  beforeAll(async () => {
    services = await startServices('supportbee');
    dots = await startForeignReceiver('node/supportbee.cjs');
    underscores = await startForeignReceiver('python/supportbee_legacy.py');
    await services.subscribe({ url: `${dots.origin}/hook` });
    await services.subscribe({
      url: `${underscores.origin}/hook`,
      options: { legacyActionNames: true },
    });
  });
  afterAll(async () => {
    await services.stop();
    await Promise.all([dots.stop(), underscores.stop()]);
  });

  test('every event arrives once and is understood', async () => {
    const natives = await services.publishSamples();
    const understood = await dots.understood(natives.length);
    expect(understood.map(({ action }) => action)).toEqual(natives);
    for (const one of understood) {
      expect(one).toMatchObject({ company: 'acme', ticket: 123, from: 'john@example.com' });
    }
    expect(await underscores.understood(4)).toEqual([
      { action: 'ticket_created', text: '[Acme: New Ticket] Cannot log in' },
      { action: 'customer_reply_created', text: '[Acme: Customer Reply] Cannot log in' },
      { action: 'agent_reply_created', text: '[Acme: Agent Reply] Cannot log in' },
      { action: 'comment_created', text: '[Acme: Comment] Cannot log in' },
    ]);
  });

  test('what SupportBee has no event for is not sent; an event with little in it is', async () => {
    const before = dots.accepted().length;
    await services.publishClosing();
    await services.publish({
      type: 'ticket.archived',
      data: { ticket: { id: 8, requester: { id: 3, email: 'eve@example.com' } } },
    });
    const understood = await dots.understood(before + 1);
    expect(understood.slice(before)).toEqual([
      {
        action: 'ticket.archived',
        company: 'acme',
        ticket: 8,
        subject: '',
        from: 'eve@example.com',
        is: true,
      },
    ]);
  });
});
