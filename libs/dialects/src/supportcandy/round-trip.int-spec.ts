import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyEventData } from '../../../../test/support/any-event-data.js';
import { type PhpOracle, startPhpOracle } from '../../../../test/support/php-oracle.js';
import { aRenderInput } from '../../../../test/support/render-input.js';
import { resolveOptions } from '../options.js';
import { supportcandy } from './index.js';

let php: PhpOracle;
beforeAll(async () => {
  php = await startPhpOracle(`
    function answer(string $question, string $text): string {
      return json_encode(json_decode($text, true, 512, JSON_THROW_ON_ERROR), JSON_THROW_ON_ERROR);
    }`);
});
afterAll(() => php.stop());

test('whatever the event holds, PHP decodes the body and encodes the same bytes again', async () => {
  const events = supportcandy.events ?? [];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...events), anyEventData, async (native, data) => {
      const body = Buffer.from(
        supportcandy.render(
          aRenderInput({
            type: native.types[0] ?? '',
            trigger: native.name,
            data,
            options: resolveOptions(supportcandy.options, {}),
          }),
        ).body,
      ).toString();
      expect(await php.ask('', body)).toBe(body);
    }),
    { numRuns: 500 },
  );
});
