import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ForeignReceiver, startForeignReceiver } from '../support/foreign-receiver.js';
import { type RunningServices, startServices } from './running-services.js';

const sent = ['ticket.created', 'ticket.replied', 'ticket.closed', 'user.created'];

describe('from the broker to Support Genix receivers', () => {
  let services: RunningServices;
  let php: ForeignReceiver;
  let express: ForeignReceiver;
  let flask: ForeignReceiver;

  beforeAll(async () => {
    services = await startServices('supportgenix');
    php = await startForeignReceiver('php/supportgenix.php');
    express = await startForeignReceiver('node/supportgenix.cjs');
    flask = await startForeignReceiver('python/supportgenix.py');
    for (const { origin } of [php, express, flask]) await services.subscribe({ url: `${origin}/webhook` });
  });
  afterAll(async () => {
    await services.stop();
    await Promise.all([php, express, flask].map((one) => one.stop()));
  });

  test('every event arrives once and is understood by PHP, Express and Flask', async () => {
    const natives = await services.publishSamples();
    const inPhp = await php.understood(natives.length);
    expect(inPhp.map(({ event }) => event)).toEqual(sent);
    expect(inPhp[0]).toMatchObject({
      ticket: 'TKT-00123',
      id: 123,
      customer: 'john@example.com',
      custom: { order_number_24: 'ORD-12345', sites_27: ['Berlin', 'São Paulo'] },
    });
    const inExpress = await express.understood(natives.length);
    expect(inExpress.map(({ event }) => event)).toEqual(sent);
    expect(inExpress[0]).toMatchObject({ custom: { sites_27: ['Berlin', 'São Paulo'] } });
    const inFlask = await flask.understood(2);
    expect(inFlask).toMatchObject([
      { event: 'ticket.created', custom: { 'custom_fields[sites_27][1]': 'São Paulo' } },
      { event: 'ticket.closed', ticket: 'TKT-00123' },
    ]);
  });

  test('one change of status that closes the ticket makes one delivery', async () => {
    const before = php.accepted().length;
    await services.publishClosing();
    await services.publish({ type: 'ticket.created', data: { ticket: { id: 8 } } });
    const understood = await php.understood(before + 2);
    expect(understood.slice(before)).toMatchObject([
      { event: 'ticket.closed', id: 7, subject: 'Resolvido: não há mais erro / ação', custom: [] },
      { event: 'ticket.created', id: 8 },
    ]);
  });
});
