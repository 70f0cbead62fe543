import { expect, it } from '@jest/globals';
import { sentIndex, urlProblem, withoutDuplicates, withTyped } from './urls.js';

it('makes rows of a pasted list and drops what is there already', () => {
  const rows = withTyped(
    ['https://a.example', ''],
    1,
    'https://b.example, https://a.example;\nhttps://c.example',
  );
  expect(rows).toEqual(['https://a.example', 'https://b.example', 'https://c.example']);
});

it('leaves what is typed letter by letter alone', () =>
  expect(withTyped(['https://a.example', ''], 1, 'https://a.example')).toEqual([
    'https://a.example',
    'https://a.example',
  ]));

it('keeps one row', () => expect(withoutDuplicates([' ', ''])).toEqual(['']));

it('knows where a row stands among those that are sent', () => {
  const rows = ['', 'https://a.example', ' ', 'https://b.example'];
  expect(rows.map((_, index) => sentIndex(rows, index))).toEqual([null, 0, null, 1]);
});

it.each([
  ['https://a.example/x?y=1', null],
  ['a.example', 'not an absolute http or https URL'],
  ['ftp://a.example', 'not an absolute http or https URL'],
  ['', null],
])('judges %s', (url, problem) => expect(urlProblem(url, false)).toBe(problem));

it('asks for https where the dialect does', () =>
  expect(urlProblem('http://a.example', true)).toBe('this dialect only sends to https'));
