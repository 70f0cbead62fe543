import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ForeignReceiver, startForeignReceiver } from '../support/foreign-receiver.js';
import { type RunningServices, startServices } from './running-services.js';

const secret = 't0ken/+~é';

describe('from the broker to Movidesk receivers', () => {
  let services: RunningServices;
  let documented: ForeignReceiver;
  let captured: ForeignReceiver;

  beforeAll(async () => {
    services = await startServices('movidesk');
    documented = await startForeignReceiver('node/movidesk.cjs', { secret });
    captured = await startForeignReceiver('python/movidesk.py', { secret });
    const query = `token=${encodeURIComponent(secret)}&from=Deskhook`;
    await services.subscribe({ url: `${documented.origin}/movidesk?${query}`, events: ['ticket'] });
    await services.subscribe({ url: `${captured.origin}/hook?${query}` });
  });
  afterAll(async () => {
    await services.stop();
    await Promise.all([documented.stop(), captured.stop()]);
  });

  test('the packet arrives once, with the token, and is understood', async () => {
    await services.publishSamples();
    expect(await documented.understood(1)).toMatchObject([
      {
        ticket: 123,
        status: 'Pending',
        service: 'Accounts',
        action: { id: 5, by: 'Jane Agent' },
        items: ['International'],
        events: [[2, 10]],
      },
    ]);
    expect(await captured.understood(1)).toMatchObject([
      { ticket: 123, action: 5, item: 'International', operations: [10] },
    ]);
  });

  test('one change of status that closes the ticket makes one delivery', async () => {
    const before = captured.accepted().length;
    await services.publishClosing(['ticket.updated', 'ticket.status_changed', 'ticket.closed']);
    await services.publish({ type: 'ticket.created', data: { ticket: { id: 8 } } });
    const understood = await captured.understood(before + 2);
    expect(understood.slice(before)).toMatchObject([
      { ticket: 7, status: 'Closed', operations: [10] },
      { ticket: 8, status: null, item: null },
    ]);
  });
});
