import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DIALECTS } from '@deskhook/dialects';
import { type ForeignReceiver, startForeignReceiver } from '../support/foreign-receiver.js';
import { EVENT_TYPES } from '@deskhook/domain';
import { sampleEvent } from '../../libs/dialects/src/canonical/sample-event.js';
import { aRenderInput } from '../support/render-input.js';
import { SAMPLE_AT, sampleRequest } from './sample-request.js';
import { send } from './send.js';

const { movidesk } = DIALECTS;

const contentType = 'application/json; charset=utf-8';
const secret = 't0ken';

/** The documented packet, with the keys of real traffic beside (dialects page, section 4). */
const packet = {
  Id: 5120,
  Subject: 'Não consigo entrar',
  Status: 'Nível 3',
  Justification: null,
  Actions: [
    {
      Id: 5,
      Description: 'Segue o anexo',
      HtmlDescription: '<p>Segue o anexo</p>',
      CreatedBy: { Id: '12', PersonType: 1, ProfileType: 1, BusinessName: 'Jane Agent' },
      Attachments: [
        {
          FileName: 'log.txt',
          Path: '0123456789ABCDEF0123456789ABCDEF',
          CreatedDate: '2020-05-19T20:59:24.5246876',
        },
      ],
    },
  ],
  WebhookEvents: [{ Criteria: 2, Operator: 10, Operation: 10 }],
  Urgency: 'High',
  ServiceFirstLevel: 'Billing',
  CustomFieldValues: [
    { CustomFieldId: 8, CustomFieldRuleId: 3, Line: 1, Value: null, Items: [{ CustomFieldItem: 'Web' }] },
  ],
  SlaSolutionTime: 480,
};

describe('Movidesk readers of the documented and of the captured packet', () => {
  let documented: ForeignReceiver;
  let captured: ForeignReceiver;

  beforeAll(async () => {
    documented = await startForeignReceiver('node/movidesk.cjs', { secret });
    captured = await startForeignReceiver('python/movidesk.py', { secret });
  });
  afterAll(async () => void (await Promise.all([documented, captured].map((one) => one.stop()))));

  test('the documented one takes the first action, field, item and the operator', async () => {
    const body = JSON.stringify(packet);
    expect(await send(`${documented.origin}/movidesk?token=${secret}`, { contentType, body })).toBe(200);
    expect(documented.accepted()).toEqual([
      {
        ticket: 5120,
        subject: 'Não consigo entrar',
        status: 'Nível 3',
        urgency: 'High',
        service: 'Billing',
        sla: 480,
        action: { id: 5, text: 'Segue o anexo', by: 'Jane Agent' },
        files: [['log.txt', '0123456789ABCDEF0123456789ABCDEF']],
        field: { id: 8, value: null, item: 'Web' },
        items: ['Web'],
        events: [[2, 10]],
      },
    ]);
  });

  test('the captured one takes the last action and the operation', async () => {
    const body = JSON.stringify(packet);
    expect(await send(`${captured.origin}/?token=${secret}`, { contentType, body })).toBe(200);
    expect(captured.accepted()).toEqual([
      {
        ticket: 5120,
        status: 'Nível 3',
        justification: '',
        action: 5,
        html: '<p>Segue o anexo</p>',
        files: [['log.txt', 1_589_921_964.524687]],
        item: 'Web',
        operations: [10],
      },
    ]);
  });

  test('without the right token in the URL they refuse', async () => {
    const body = JSON.stringify(packet);
    expect(await send(`${documented.origin}/movidesk`, { contentType, body })).toBe(401);
    expect(await send(`${documented.origin}/movidesk?token=other`, { contentType, body })).toBe(401);
    expect(await send(`${captured.origin}/?token=other`, { contentType, body })).toBe(401);
  });
});

describe('what the dialect sends', () => {
  test('both readers understand the sample', async () => {
    const documented = await startForeignReceiver('node/movidesk.cjs', { secret });
    const captured = await startForeignReceiver('python/movidesk.py', { secret });
    const request = sampleRequest(movidesk, 'ticket');
    expect(await send(`${documented.origin}/movidesk?token=${secret}`, request)).toBe(200);
    expect(await send(`${captured.origin}/?token=${secret}`, request)).toBe(200);
    expect(documented.accepted()).toEqual([
      {
        ticket: 123,
        subject: 'Cannot log in',
        status: 'Pending',
        urgency: 'High',
        service: 'Accounts',
        sla: 480,
        action: { id: 5, text: expect.stringContaining('Please try the link below'), by: 'Jane Agent' },
        files: [['screenshot.png', 'DA12B8227851A3ED8DCA411E04E43F6E']],
        field: { id: 35, value: null, item: 'International' },
        items: ['International'],
        events: [[2, 10]],
      },
    ]);
    expect(captured.accepted()).toMatchObject([
      {
        ticket: 123,
        status: 'Pending',
        justification: 'Waiting for the customer',
        action: 5,
        html: expect.stringContaining('<p>Thank you, John.</p>'),
        item: 'International',
        operations: [10],
      },
    ]);
    await Promise.all([documented.stop(), captured.stop()]);
  });

  test('whatever happened to the ticket, they understand the packet', async () => {
    const documented = await startForeignReceiver('node/movidesk.cjs', { secret });
    const captured = await startForeignReceiver('python/movidesk.py', { secret });
    const types = EVENT_TYPES.filter((type) => movidesk.events?.some((event) => event.types.includes(type)));
    for (const type of types) {
      const { time, data } = sampleEvent(type, 'acme', 'sample', SAMPLE_AT);
      const request = movidesk.render(aRenderInput({ type, time, data, trigger: 'ticket' }));
      expect(await send(`${documented.origin}/movidesk?token=${secret}`, request)).toBe(200);
      expect(await send(`${captured.origin}/?token=${secret}`, request)).toBe(200);
      expect(documented.accepted().at(-1)).toMatchObject({
        ticket: 123,
        items: ['Berlin', 'Widget Pro', null, 'John Doe'],
      });
      expect(captured.accepted().at(-1)?.['operations']).not.toEqual([]);
    }
    expect(types.length).toBeGreaterThan(20);
    await Promise.all([documented.stop(), captured.stop()]);
  });
});
