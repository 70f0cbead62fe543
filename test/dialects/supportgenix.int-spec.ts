import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DIALECTS } from '@deskhook/dialects';
import { type ForeignReceiver, startForeignReceiver } from '../support/foreign-receiver.js';
import { goldenVector } from './golden-vector.js';
import { SAMPLE_AT, sampleRequest } from './sample-request.js';
import { send } from './send.js';

const { supportgenix } = DIALECTS;

const contentType = 'application/x-www-form-urlencoded';

describe("Support Genix's documented receivers read the golden form", () => {
  const request = { contentType, body: goldenVector('supportgenix.form') };
  const about = {
    event: 'ticket.created',
    ticket: 'TKT-00042',
    customer: 'john@example.com',
    subject: "Cannot access my account ~é*'()!",
  };
  const nested = { order_number_8: 'ORD-12345', product_name_12: 'Widget Pro', multi_9: ['a', 'b'] };
  let php: ForeignReceiver;
  let express: ForeignReceiver;
  let flask: ForeignReceiver;

  beforeAll(async () => {
    php = await startForeignReceiver('php/supportgenix.php');
    express = await startForeignReceiver('node/supportgenix.cjs');
    flask = await startForeignReceiver('python/supportgenix.py');
  });
  afterAll(async () => void (await Promise.all([php, express, flask].map((one) => one.stop()))));

  test('PHP has a nested array in $_POST', async () => {
    expect(await send(php.origin, request)).toBe(200);
    expect(php.accepted()).toEqual([
      {
        ...about,
        id: 123,
        category: 'Billing',
        opened: Date.parse('2026-02-17T10:30:00Z') / 1000,
        agent: 'Jane Agent',
        custom: nested,
      },
    ]);
  });

  test('Express has a nested object in req.body', async () => {
    expect(await send(`${express.origin}/webhook`, request)).toBe(200);
    expect(express.accepted()).toEqual([{ ...about, custom: nested }]);
  });

  test('Flask has flat keys in request.form', async () => {
    expect(await send(flask.origin, request)).toBe(200);
    const custom = {
      'custom_fields[order_number_8]': 'ORD-12345',
      'custom_fields[product_name_12]': 'Widget Pro',
      'custom_fields[multi_9][0]': 'a',
      'custom_fields[multi_9][1]': 'b',
    };
    expect(flask.accepted()).toEqual([{ ...about, custom }]);
  });
});

describe('what the dialect sends', () => {
  const ticket = { ticket: 'TKT-00123', id: 123, customer: 'john@example.com', subject: 'Cannot log in' };
  const custom = {
    order_number_24: 'ORD-12345',
    seats_25: '25',
    premium_26: '1',
    sites_27: ['Berlin', 'São Paulo'],
    product_28: ['Widget Pro', 'Widget Cloud'],
  };
  const instant = SAMPLE_AT.getTime() / 1000;
  /** By native event, in the words of the PHP receiver. */
  const understood: Readonly<Record<string, Record<string, unknown>>> = {
    on_tckt_create: {
      event: 'ticket.created',
      ...ticket,
      category: 'Billing',
      opened: instant,
      agent: 'Jane Agent',
      custom,
    },
    on_tckt_replied: {
      event: 'ticket.replied',
      ...ticket,
      author: 'Jane Agent',
      text: '<p>Thank you, John.</p><p>Please try the link below; it is valid for an hour.</p>',
    },
    on_tckt_closed: { event: 'ticket.closed', ...ticket, closed: instant, custom },
    on_client_create: {
      event: 'user.created',
      id: 45,
      name: 'John Doe',
      customer: 'john@example.com',
      custom: { plan_31: 'Business', languages_32: ['en', 'pt'] },
    },
  };

  test('PHP understands every event', async () => {
    const php = await startForeignReceiver('php/supportgenix.php');
    for (const { name } of supportgenix.events ?? []) {
      expect(await send(php.origin, sampleRequest(supportgenix, name))).toBe(200);
      expect(php.accepted().at(-1)).toMatchObject(understood[name] ?? {});
    }
    expect(php.accepted()).toHaveLength(Object.keys(understood).length);
    await php.stop();
  });

  test('Express and Flask understand every event that their samples handle', async () => {
    const express = await startForeignReceiver('node/supportgenix.cjs');
    const flask = await startForeignReceiver('python/supportgenix.py');
    for (const { name } of supportgenix.events ?? []) {
      const request = sampleRequest(supportgenix, name, { options: { allTicketFields: true } });
      expect(await send(`${express.origin}/webhook`, request)).toBe(200);
      expect(await send(flask.origin, request)).toBe(200);
    }
    const { customer, subject } = ticket;
    expect(express.accepted()).toMatchObject([
      { event: 'ticket.created', ticket: 'TKT-00123', customer, subject, custom },
      {
        event: 'ticket.replied',
        fields: { replied_text: expect.stringContaining('<p>Thank you, John.</p>') },
      },
      { event: 'ticket.closed', fields: { ticket_track_id: 'TKT-00123', custom_fields: custom } },
      { event: 'user.created', fields: { email: 'john@example.com' } },
    ]);
    expect(flask.accepted()).toMatchObject([
      {
        event: 'ticket.created',
        ticket: 'TKT-00123',
        customer,
        subject,
        custom: {
          'custom_fields[order_number_24]': 'ORD-12345',
          'custom_fields[sites_27][1]': 'São Paulo',
        },
      },
      { event: 'ticket.closed', ticket: 'TKT-00123', closed: '2026-02-17T14:45:00+00:00' },
    ]);
    await Promise.all([express.stop(), flask.stop()]);
  });
});
