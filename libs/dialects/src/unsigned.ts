import type { Dialect } from './dialect.js';

type Signing = Pick<
  Dialect,
  'signsByDefault' | 'takesSigningKeys' | 'secretProblem' | 'encodeSecret' | 'signer'
>;

/** How a dialect signs whose vendor does not: never. Its receivers know a sender by a token in the URL, if at all. */
export function unsigned(name: string): Signing {
  return {
    signsByDefault: false,
    takesSigningKeys: false,
    secretProblem: () => `the dialect ${name} does not sign: leave the secret out, or put one into the URL`,
    encodeSecret: (random) => Buffer.from(random).toString('base64url'),
    signer: () => () => ({}),
  };
}
