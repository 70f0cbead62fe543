import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyEventData } from '../../../../test/support/any-event-data.js';
import { type PhpOracle, startPhpOracle } from '../../../../test/support/php-oracle.js';
import { aRenderInput } from '../../../../test/support/render-input.js';
import { resolveOptions } from '../options.js';
import { shahiassist } from './index.js';

let php: PhpOracle;
beforeAll(async () => {
  // The second question is Laravel's: of its versions' ways to trim (PHP's own; white space and three invisible
  // characters; a long list of them), each one alone must change nothing.
  php = await startPhpOracle(`
    const INVISIBLE = '\\x{0009}\\x{0020}\\x{00A0}\\x{00AD}\\x{034F}\\x{061C}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180E}'
      . '\\x{2000}-\\x{200F}\\x{202F}\\x{205F}\\x{2060}-\\x{2065}\\x{206A}-\\x{206F}\\x{3000}\\x{2800}\\x{3164}\\x{FEFF}'
      . '\\x{FFA0}\\x{1D159}\\x{1D173}-\\x{1D17A}\\x{E0020}';
    function trims(string $text): array {
      $ends = fn (string $set) => preg_replace("~^[\\\\s$set]+|[\\\\s$set]+$~u", '', $text);
      return [trim($text), $ends('\\x{FEFF}\\x{200B}\\x{200E}'), $ends(INVISIBLE)];
    }
    function cleaned($value, int $way) {
      if (is_array($value)) return array_map(fn ($item) => cleaned($item, $way), $value);
      if (!is_string($value)) return $value;
      $text = trims($value)[$way];
      return $text === '' ? null : $text;
    }
    function answer(string $question, string $text): string {
      $value = json_decode($text, true, 512, JSON_THROW_ON_ERROR);
      return json_encode($question === '' ? $value : cleaned($value, (int) $question), JSON_THROW_ON_ERROR);
    }`);
});
afterAll(() => php.stop());

const anyEvent = fc.tuple(fc.constantFrom(...(shahiassist.events ?? []), null), anyEventData);
const rendered = (
  [native, data]: typeof anyEvent extends fc.Arbitrary<infer Event> ? Event : never,
  form: string,
) => {
  const options = resolveOptions(shahiassist.options, { form });
  const [type, trigger] = [native?.types[0] ?? 'custom.order', native?.name ?? 'custom.order'];
  const { body } = shahiassist.render(aRenderInput({ type, trigger, data, options, secret: 'test_secret' }));
  return Buffer.from(body).toString();
};

test('php form: PHP encodes what it decoded to the same bytes, also behind Laravel', async () => {
  await fc.assert(
    fc.asyncProperty(anyEvent, async (event) => {
      const body = rendered(event, 'php');
      for (const question of ['', '0', '1', '2']) expect(await php.ask(question, body)).toBe(body);
    }),
    { numRuns: 250 },
  );
});

test('js form: JavaScript does; and PHP reads the same from both forms', async () => {
  await fc.assert(
    fc.asyncProperty(anyEvent, async (event) => {
      const body = rendered(event, 'js');
      expect(JSON.stringify(JSON.parse(body))).toBe(body);
      const withoutSignature = (text: string) => text.replace(/,"signature":"sha256=[0-9a-f]{64}"\}$/, '}');
      expect(withoutSignature(await php.ask('', body))).toBe(withoutSignature(rendered(event, 'php')));
    }),
    { numRuns: 250 },
  );
});

test('the form that follows a refusal is the one that would have been sent at first', () => {
  fc.assert(
    fc.property(anyEvent, ([native, data]) => {
      const options = resolveOptions(shahiassist.options, {});
      const [type, trigger] = [native?.types[0] ?? 'custom.order', native?.name ?? 'custom.order'];
      const input = { type, trigger, data, options, secret: 'test_secret' };
      const first = shahiassist.render(aRenderInput({ ...input, variant: 'php' }));
      const other = shahiassist.render(aRenderInput({ ...input, variant: 'js' }));
      expect(shahiassist.alternative?.(first, 401, 'test_secret', options)).toEqual(other);
      expect(shahiassist.alternative?.(other, 403, 'test_secret', options)).toEqual(first);
    }),
  );
});
