import { describe, expect, test } from '@jest/globals';
import { optionFaults, resolveOptions, templateOption, type DialectOption } from './options.js';

const options: Readonly<Record<string, DialectOption>> = {
  eventHeaders: { kind: 'flag', default: true, description: '' },
  form: { kind: 'choice', default: 'auto', values: ['auto', 'php', 'js'], description: '' },
  viewedThrottle: { kind: 'duration', default: '15m', max: '7d', description: '' },
  siteUrl: { kind: 'url', default: null, description: '' },
  note: {
    kind: 'text',
    default: null,
    lengthMax: 5,
    problem: (text) => (text === 'bad' ? 'is bad' : null),
    description: '',
  },
  names: { kind: 'object', default: null, description: '' },
  body: {
    kind: 'template',
    default: null,
    lengthMax: 20,
    problem: (text) => (text.includes('bad') ? 'is bad' : null),
    description: '',
  },
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
      body: { id: '{{ id }}' },
    };
    expect(optionFaults(options, given)).toEqual([]);
    expect(optionFaults(options, { form: null, note: null })).toEqual([]);
  });
  test.each([
    ['eventHeaders', 'yes', 'true or false'],
    ['form', 'python', 'auto, php, js'],
    ['viewedThrottle', '15 minutes', 'duration'],
    ['viewedThrottle', '8d', 'at most 7d'],
    ['siteUrl', 'example.com', 'http or https URL'],
    ['siteUrl', 'ftp://example.com', 'http or https URL'],
    ['note', 'too long', 'at most 5'],
    ['note', 'bad', 'is bad'],
    ['names', ['a'], 'an object'],
    ['body', 7, 'a text'],
    ['body', { text: 'far too long for it' }, 'at most 20'],
    ['body', { a: 'bad' }, 'is bad'],
    ['body', 'bad', 'is bad'],
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
    body: null,
  });
});

test('a template is a text or the JSON itself', () => {
  expect(templateOption({ body: '{"id":1}' }, 'body')).toBe('{"id":1}');
  expect(templateOption({ body: { id: [1] } }, 'body')).toBe('{"id":[1]}');
  expect(templateOption({ body: null }, 'body')).toBeNull();
});
