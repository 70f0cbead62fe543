import { describe, expect, it } from '@jest/globals';
import { importInput, type ImportForm } from './import-input.js';

const form = (overrides: Partial<ImportForm> = {}): ImportForm => ({
  format: 'zendesk',
  trigger: '{"trigger":{"id":1}}',
  webhooks: '',
  lookups: '',
  urls: '',
  ...overrides,
});

describe('what is pasted', () => {
  it('may be the trigger alone', () =>
    expect(importInput(form(), true)).toEqual({
      kind: 'ready',
      body: { format: 'zendesk', trigger: { trigger: { id: 1 } }, webhooks: [], lookups: {}, dryRun: true },
    }));
  it.each([
    ['one webhook', '{"webhook":{"id":"w"}}', [{ webhook: { id: 'w' } }]],
    ['a list', '[{"id":"w"}]', [{ id: 'w' }]],
    ['the answer of a list', '{"webhooks":[{"id":"w"}],"meta":{}}', [{ id: 'w' }]],
  ])('takes %s as webhooks', (_, webhooks, expected) =>
    expect(importInput(form({ webhooks }), false)).toMatchObject({
      kind: 'ready',
      body: { webhooks: expected, dryRun: false },
    }),
  );
  it('takes names for ids and URLs', () =>
    expect(
      importInput(form({ lookups: '{"group_id":{"2":"x"}}', urls: ' https://a.example ' }), true),
    ).toMatchObject({ body: { lookups: { group_id: { '2': 'x' } }, urls: ' https://a.example ' } }));
  it('is named where it is not what it should be', () => {
    const faulty = importInput(
      form({ trigger: '[]', webhooks: '"w"', lookups: '{"group_id":{"2":3}}' }),
      true,
    );
    expect(faulty).toMatchObject({ kind: 'faulty' });
    expect(faulty.kind === 'faulty' ? Object.keys(faulty.faults) : []).toEqual([
      'trigger',
      'webhooks',
      'lookups',
    ]);
  });
});
