import { describe, expect, test } from '@jest/globals';
import { optionFaults, resolveOptions, type DialectOption } from './options.js';

const options: Readonly<Record<string, DialectOption>> = {
  eventHeaders: { kind: 'flag', default: true, description: '' },
  form: { kind: 'choice', default: 'auto', values: ['auto', 'php', 'js'], description: '' },
  viewedThrottle: { kind: 'duration', default: '15m', description: '' },
  siteUrl: { kind: 'url', default: null, description: '' },
  note: {
    kind: 'text',
    default: null,
    lengthMax: 5,
    problem: (text) => (text === 'bad' ? 'is bad' : null),
    description: '',
  },
  names: { kind: 'object', default: null, description: '' },
};

describe('optionFaults', () => {
  test('what fits is accepted, and null takes an option back', () => {
    const given = {
      eventHeaders: false,
      form: 'js',
      viewedThrottle: '2h',
      siteUrl: 'https://example.com',
      note: 'fine',
      names: { a: 'b' },
    };
    expect(optionFaults(options, given)).toEqual([]);
    expect(optionFaults(options, { form: null, note: null })).toEqual([]);
  });
  test.each([
    ['eventHeaders', 'yes', 'true or false'],
    ['form', 'python', 'auto, php, js'],
    ['viewedThrottle', '15 minutes', 'duration'],
    ['siteUrl', 'example.com', 'http or https URL'],
    ['siteUrl', 'ftp://example.com', 'http or https URL'],
    ['note', 'too long', 'at most 5'],
    ['note', 'bad', 'is bad'],
    ['names', ['a'], 'an object'],
    ['fom', 'js', 'did you mean "form"?'],
    ['whatever', 1, 'use eventHeaders, form'],
  ])('%s: %p is refused', (option, value, problem) => {
    expect(optionFaults(options, { [option]: value })).toEqual([
      { option, problem: expect.stringContaining(problem) },
    ]);
  });
  test('a dialect without options says so', () => {
    expect(optionFaults({}, { form: 'js' })).toEqual([
      { option: 'form', problem: 'this dialect has no options' },
    ]);
  });
});

test('resolveOptions fills in the defaults', () => {
  expect(resolveOptions(options, { form: 'js', note: null })).toEqual({
    eventHeaders: true,
    form: 'js',
    viewedThrottle: '15m',
    siteUrl: null,
    note: null,
    names: null,
  });
});
