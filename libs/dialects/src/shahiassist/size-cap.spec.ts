import { describe, expect, test } from '@jest/globals';
import { GOLDEN_EVENT, render, signatureOf, textOf } from '../../../../test/dialects/shahiassist-event.js';
import type { Rendered } from '../dialect.js';

describe('size', () => {
  const withBody = (html: string, form: string) =>
    render({ form }, { data: { ticket: { ...GOLDEN_EVENT.data.ticket, body: { html } } } });
  const contentOf = (rendered: Rendered): string => JSON.parse(textOf(rendered)).data.content;

  test.each([
    ['php', 'é', 6],
    ['php', '😀', 12],
    ['php', '/', 2],
    ['js', 'é', 2],
    ['js', '😀', 4],
    ['js', 'a😀', 5],
    ['php', 'aé😀/', 20],
  ])('%s: a text of %s is cut to the last character that fits', (form, character, bytes) => {
    const whole = withBody(character.repeat(600_000), form);
    expect(whole.body.length).toBeLessThanOrEqual(1_000_000);
    expect(whole.body.length).toBeGreaterThan(1_000_000 - bytes);
    expect(character.repeat(600_000).startsWith(contentOf(whole))).toBe(true);
    expect(whole.warnings).toEqual([
      expect.stringMatching(
        /^data\.content was cut from \d+ to \d+ characters: the body has at most 1000000 bytes\.$/,
      ),
      expect.stringContaining('Express'),
    ]);
    const { signature: inBody, ...rest } = JSON.parse(textOf(whole));
    const unsigned = textOf(whole).replace(/,"signature":"[^"]+"\}$/, '}');
    expect(inBody).toBe(signatureOf(Buffer.from(unsigned)));
    expect(Object.keys(rest)).toEqual(['event', 'timestamp', 'site_url', 'data']);
  });
  test('a text that just fits is whole', () => {
    const spare = 1_000_000 - withBody('x', 'js').body.length;
    const fitting = withBody('x'.repeat(spare + 1), 'js');
    expect(fitting.body.length).toBe(1_000_000);
    expect(fitting.warnings).toHaveLength(1);
    expect(withBody('x'.repeat(spare + 2), 'js').warnings).toHaveLength(2);
  });
  test('without a content to cut, the largest members are left out', () => {
    const data = { id: 7, large: 'é'.repeat(100_000), larger: ['é'.repeat(120_000)], small: 'x' };
    const rendered = render({ form: 'php' }, { type: 'custom.export', trigger: 'custom.export', data });
    expect(JSON.parse(textOf(rendered)).data).toEqual({ id: 7, large: data.large, small: 'x' });
    expect(rendered.warnings?.[0]).toBe('data.larger was left out: the body has at most 1000000 bytes.');
  });
  test('over 100 kB the log is told', () => {
    expect(withBody('x'.repeat(102_400), 'php').warnings).toEqual([
      expect.stringMatching(/^The body has 10\d{4} bytes; .*Express/),
    ]);
    expect(withBody('x'.repeat(100_000), 'php').warnings).toBeUndefined();
  });
});
