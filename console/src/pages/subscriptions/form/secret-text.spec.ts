import { expect, it } from '@jest/globals';
import { dialect, DIALECT_NAMES } from '@deskhook/dialects';
import { DIALECT_PURPOSES } from './dialect-purpose.js';
import { SECRET_BYTES, secretOf, secretProblem } from './secret-text.js';

const random = Uint8Array.from({ length: SECRET_BYTES }, (_, index) => (index * 37) % 256);

it.each(DIALECT_NAMES)('writes secrets as the dialect %s does', (name) => {
  const { secret: form } = DIALECT_PURPOSES[name];
  const { encodeSecret, secretProblem: problem } = dialect(name);
  const isSigning = problem(encodeSecret(random)) === null;
  expect(form !== null).toBe(isSigning);
  if (form === null) return;
  expect(secretOf(form, random)).toBe(encodeSecret(random));
  expect(secretProblem(form, secretOf(form, random))).toBeNull();
});

it.each(['', 'short', 'whsec_', 'whsec_AAAA', `whsec_${'A'.repeat(33)}`, `whsec_${'A'.repeat(100)}`])(
  'refuses %s as a Standard Webhooks secret, as the API does',
  (secret) => {
    expect(secretProblem('standard', secret)).not.toBeNull();
    expect(dialect('standard').secretProblem(secret)).not.toBeNull();
  },
);
