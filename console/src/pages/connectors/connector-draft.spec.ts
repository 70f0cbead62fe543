import { describe, expect, it } from '@jest/globals';
import { draftOf, fieldsOf, hasRowProblem, optionsBody, rowProblem } from './connector-draft.js';

const options = {
  siteUrl: 'https://desk.example.com',
  accountId: 2,
  statuses: { 'on hold': 'stopped' },
  ignoreActors: ['robot', 'deskhook@desk.example'],
  toleranceSeconds: 60,
  acceptToken: true,
};

describe('the options of a connector', () => {
  it('come back from the form as they were', () =>
    expect(optionsBody('chatwoot', draftOf('chatwoot', { name: 'Chat', options }))).toEqual(options));

  it('are taken back where nothing stands any more', () =>
    expect(optionsBody('chatwoot', draftOf('chatwoot'))).toEqual({
      siteUrl: null,
      accountId: null,
      statuses: null,
      ignoreActors: null,
      toleranceSeconds: null,
      acceptToken: null,
    }));

  it('that the form does not know are not sent, so that they stay', () =>
    expect(
      optionsBody('freescout', draftOf('freescout', { name: 'F', options: { later: 1 } })),
    ).not.toHaveProperty('later'));

  it('go as they are where they are mistyped, for the API to say what is wrong', () => {
    const draft = { name: 'C', options: { toleranceSeconds: { kind: 'text', text: ' soon ' } } } as const;
    expect(optionsBody('chatwoot', draft)).toEqual({ toleranceSeconds: 'soon' });
  });

  it('lose spaces at their ends, and rows with nothing in them', () => {
    const rows = [
      { name: ' P1 ', value: ' high' },
      { name: '', value: ' ' },
    ];
    const draft = { name: 'G', options: { priorityLabels: { kind: 'map', rows } } } as const;
    expect(optionsBody('github', draft)).toEqual({ priorityLabels: { P1: 'high' } });
  });
});

describe('a row', () => {
  const rows = [
    { name: 'Open', value: 'new' },
    { name: 'open ', value: 'closed' },
    { name: '', value: 'closed' },
    { name: '', value: '' },
  ];
  it('that would get lost has a problem', () =>
    expect(rows.map((_, index) => rowProblem(rows, index) !== null)).toEqual([false, true, true, false]));
  it('with a problem keeps the draft from being sent', () => {
    expect(hasRowProblem({ name: 'x', options: { statuses: { kind: 'map', rows } } })).toBe(true);
    expect(hasRowProblem(draftOf('chatwoot', { name: 'Chat', options }))).toBe(false);
  });
});

it('the fields have the names that pointers give them', () =>
  expect(fieldsOf(draftOf('freescout', { name: 'F', options }))).toEqual([
    'name',
    'secret',
    'options.siteUrl',
    'options.statuses',
    'options.statuses.on hold',
    'options.ignoreActors',
  ]));
