import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { aRenderInput } from '../../../../test/support/render-input.js';
import type { JsonValue } from '../json-value.js';
import { resolveOptions } from '../options.js';
import { engine } from './engine.js';
import { templateFilters } from './filters.js';
import { template } from './index.js';
import { overridden } from './override.js';

interface Fence {
  readonly language: string;
  readonly role: string;
  readonly text: string;
}

const page = readFileSync(join(import.meta.dirname, '../../../../docs/dialects/template.md'), 'utf8');
const fences: readonly Fence[] = [...page.matchAll(/^```(\S+) (\S+)\n([\s\S]*?)\n```$/gm)].map(
  ([, language = '', role = '', text = '']) => ({ language, role, text }),
);
const event = fences.find(({ role }) => role === 'event')?.text ?? '';
const native: JsonValue = JSON.parse(fences.find(({ role }) => role === 'native')?.text ?? '');

/** Each template with the body that the page says it makes, and whether `native` is known to it. */
const examples = fences.flatMap((fence, index) => {
  const body = fences[index + 1];
  const isTemplate = fence.role === 'template' || fence.language === 'liquid';
  if (!isTemplate || body?.role !== 'body') return [];
  const contentType = fence.language === 'liquid' ? fence.role : 'application/json';
  return [
    { contentType, source: fence.text, body: body.text, isOverride: fences[index - 1]?.role === 'native' },
  ];
});

test('every fenced block of the page is an example', () => {
  expect(page.match(/^```\S/gm)).toHaveLength(fences.length);
  expect(examples.map(({ contentType }) => contentType)).toEqual([
    ...Array.from({ length: 4 }, () => 'application/json'),
    'application/xml',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json',
  ]);
});

test.each(examples)('$contentType $source', ({ contentType, source, body, isOverride }) => {
  const options = resolveOptions(template.options, { template: source, contentType });
  const input = { ...aRenderInput({ options }), payload: Buffer.from(event) };
  if (isOverride) {
    expect(overridden(native, input)).toEqual(JSON.parse(body));
    return;
  }
  expect(template.optionsProblem?.(options)).toBeNull();
  const sent = Buffer.from(template.render(input).body).toString();
  if (contentType === 'application/json') expect(JSON.parse(sent)).toEqual(JSON.parse(body));
  else expect(sent).toBe(body);
});

test('the subscription of the page is one', () => {
  const { dialectOptions } = JSON.parse(fences.find(({ role }) => role === 'request')?.text ?? '');
  expect(template.optionsProblem?.(resolveOptions(template.options, dialectOptions))).toBeNull();
});

test('the page names every filter and every tag', () => {
  const [ofLiquid = '', own = ''] = page
    .slice(page.indexOf('**Filters** of Liquid'))
    .split('**Filters** of our own');
  const rows =
    own
      .match(/^\|[^|]*\|/gm)
      ?.slice(0, OWN_ROWS)
      .join('') ?? '';
  expect(codeWords(ofLiquid + rows).toSorted()).toEqual(Object.keys(templateFilters(null)).toSorted());
  const tags = /\*\*Tags\*\*: (.*)$/m.exec(page)?.[1] ?? '';
  const branches = ['elsif', 'else'];
  expect(codeWords(tags).toSorted()).toEqual([...Object.keys(engine('plain').tags), ...branches].toSorted());
});

/** The head of the table, its rule and eight rows. */
const OWN_ROWS = 10;

/** The words of code spans; of filters with arguments the name. */
function codeWords(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) =>
    code.replace(/:.*/s, '').trim().split(/\s+/),
  );
}
