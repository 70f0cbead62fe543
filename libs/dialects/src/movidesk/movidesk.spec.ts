import { describe, expect, test } from '@jest/globals';
import { goldenText } from '../../../../test/dialects/golden-vector.js';
import { aRenderInput, type RenderOverrides } from '../../../../test/support/render-input.js';
import { sampleOf } from '../sample-of.js';
import { movidesk } from './index.js';

const FULL_EVENT: RenderOverrides = JSON.parse(goldenText('movidesk-event.json'));
const textOf = (overrides: RenderOverrides) =>
  Buffer.from(movidesk.render(aRenderInput(overrides)).body).toString('utf8');
const packetOf = (overrides: RenderOverrides) => JSON.parse(textOf(overrides));
const codes = (Criteria: number, Operator: number) => ({ Criteria, Operator, Operation: Operator });

describe('the packet', () => {
  test('of a full event, byte for byte', () => {
    expect(textOf(FULL_EVENT)).toBe(goldenText('movidesk-packet.json').trimEnd());
  });

  test('is JSON in UTF-8, said so, without a signature', () => {
    const { contentType, headers } = movidesk.render(aRenderInput(FULL_EVENT));
    expect({ contentType, headers }).toEqual({ contentType: 'application/json; charset=utf-8' });
    expect(movidesk.signer(['anything'])({ deliveryId: 'd', at: 0, body: Buffer.alloc(0) })).toEqual({});
    expect(movidesk.secretProblem('anything')).toContain('does not sign');
  });

  test('of a ticket of which only the id is known has every key', () => {
    expect(packetOf({ data: { ticket: { id: 123 } } })).toEqual({
      Id: 123,
      Type: 2,
      Subject: '',
      Status: null,
      Justification: null,
      Origin: 0,
      IsDeleted: false,
      Actions: [
        {
          Id: 1,
          Type: 2,
          Origin: 0,
          Description: '',
          HtmlDescription: '',
          CreatedBy: {
            Id: null,
            PersonType: 1,
            ProfileType: 2,
            BusinessName: null,
            Email: null,
            Phone: null,
          },
          IsDeleted: false,
          Attachments: [],
        },
      ],
      WebhookEvents: [codes(1021, 1000)],
      Urgency: null,
      ServiceFirstLevel: null,
      ActionCount: 1,
      ResolvedInFirstCall: false,
      CustomFieldValues: [],
      SlaSolutionTime: 0,
    });
  });

  test('the helpdesk of keys that are no integers gets integers', () => {
    const data = { ticket: { id: 'b2c0-uuid', custom_fields: [{ id: 'x', rule_id: 'r', value: 'v' }] } };
    expect(packetOf({ data })).toMatchObject({
      Id: 1_000_000_001,
      CustomFieldValues: [
        { CustomFieldId: expect.any(Number), CustomFieldRuleId: expect.any(Number), Line: 1 },
      ],
    });
  });

  test('a deleted ticket says so, whatever its snapshot holds', () => {
    const data = { ticket: { id: 1, flags: { deleted: false } } };
    expect(packetOf({ type: 'ticket.deleted', data }).IsDeleted).toBe(true);
    expect(packetOf({ type: 'ticket.closed', data }).IsDeleted).toBe(false);
  });
});

describe('the one action', () => {
  const ticket = {
    id: 1,
    type: 'internal',
    counts: { actions: 4 },
    requester: { email: 'ana@example.com' },
    body: { text: 'first' },
    attachments: [{ filename: 'a.txt', url: 'https://example.com/a.txt' }],
    timestamps: { created: '2026-02-17T14:45:00.001Z' },
  };

  test('is what was written', () => {
    const message = {
      seq_in_ticket: 3,
      kind: 'note',
      text: 'now',
      origin: 9,
      author: { id: 12, is_agent: true },
    };
    const { Actions, ActionCount } = packetOf({ type: 'note.created', data: { ticket, message } });
    expect(Actions).toMatchObject([
      { Id: 3, Type: 1, Origin: 9, Description: 'now', CreatedBy: { Id: '12', ProfileType: 1 } },
    ]);
    expect(ActionCount).toBe(4);
  });

  test('is the last one that the ticket knows of, in events without a message', () => {
    const last = { ...ticket, last_action: { text: 'last', html: '<p>last</p>' } };
    expect(packetOf({ type: 'ticket.closed', data: { ticket: last } }).Actions).toMatchObject([
      { Id: 4, Type: 2, Description: 'last', HtmlDescription: '<p>last</p>' },
    ]);
  });

  test('is the one that opened the ticket, when no other is known', () => {
    expect(packetOf({ type: 'ticket.closed', data: { ticket } }).Actions).toMatchObject([
      {
        Id: 1,
        Type: 1,
        Origin: 0,
        Description: 'first',
        CreatedBy: { Id: '1000000001', Email: 'ana@example.com', ProfileType: 2 },
        Attachments: [
          {
            FileName: 'a.txt',
            Path: expect.stringMatching(/^[0-9A-F]{32}$/),
            CreatedBy: { Email: 'ana@example.com' },
            CreatedDate: '2026-02-17T14:45:00.0010000',
          },
        ],
      },
    ]);
  });
});

describe('the instant of a file', () => {
  const dateOf = (data: Readonly<Record<string, unknown>>) =>
    packetOf({ type: 'reply.created', time: '2026-02-17T14:45:00.000Z', data }).Actions[0].Attachments[0]
      .CreatedDate;
  const file = (created?: string) => ({ attachments: [{ id: 1, filename: 'a', created }] });

  test.each([
    ['2026-02-17T14:44:00.1234567Z', '2026-02-17T14:44:00.1234567'],
    ['2026-02-17T15:44:00.12345678+01:00', '2026-02-17T14:44:00.1234567'],
    ['2026-02-17T14:44:00.12345Z', '2026-02-17T14:44:00.1234500'],
    ['2026-02-17T14:44:00.1Z', '2026-02-17T14:44:00.1000000'],
    ['2026-02-17T14:44:00Z', '2026-02-17T14:44:00.0000000'],
    ['1969-12-31T23:59:59.9999999Z', '1969-12-31T23:59:59.9999999'],
    ['no instant', '2026-02-17T14:45:00.0000000'],
  ])('%s keeps up to seven decimals', (created, expected) => {
    expect(dateOf({ ticket: { id: 1 }, message: file(created) })).toBe(expected);
  });

  test('is that of its message or of its ticket where it has none', () => {
    const created = '2026-02-17T14:44:00.1234567Z';
    const expected = '2026-02-17T14:44:00.1234567';
    expect(dateOf({ ticket: { id: 1 }, message: { ...file(), created } })).toBe(expected);
    expect(dateOf({ ticket: { id: 1, timestamps: { created }, ...file() } })).toBe(expected);
    const broken = { ...file(), created: '2026-02-30T25:00:00.1234567Z' };
    expect(dateOf({ ticket: { id: 1 }, message: broken })).toBe('2026-02-17T14:45:00.0000000');
  });
});

test('an author who is known only as one of the ticket’s agents is an agent', () => {
  const data = { ticket: { id: 1, agents: [{ id: 12 }] }, message: { author: { id: 12 } } };
  expect(packetOf({ type: 'reply.created', data }).Actions[0].CreatedBy).toMatchObject({ ProfileType: 1 });
});

test('a test sends a packet in which everything that receivers read is there', () => {
  const context = { tenant: 'acme', id: 'sample-1', now: new Date('2026-02-17T14:45:00.000Z') };
  const sample = sampleOf(movidesk, 'ticket', context);
  expect(sample?.trigger).toBe('ticket');
  const packet = packetOf({ type: 'reply.created', data: sample?.event.data ?? {} });
  expect(Object.entries(packet).filter(([, value]) => value === null || value === '')).toEqual([]);
  expect(packet).toMatchObject({
    Id: 123,
    Actions: [
      { Id: 5, Description: expect.stringMatching(/./), Attachments: [{ FileName: 'screenshot.png' }] },
    ],
    WebhookEvents: [codes(2, 10)],
    CustomFieldValues: [
      { Value: null, Items: [{ CustomFieldItem: 'International' }] },
      { Value: 'ORD/12345', Items: [] },
    ],
    SlaSolutionTime: 480,
  });
});
