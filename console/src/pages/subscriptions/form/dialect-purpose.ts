import type { DialectName } from './draft.js';
import type { SecretForm } from './secret-text.js';

export const DIALECT_NAMES = [
  'standard',
  'cloudevents',
  'supportcandy',
  'supportbee',
  'supportgenix',
  'movidesk',
  'shahiassist',
  'template',
] as const satisfies readonly DialectName[];

interface Purpose {
  /** What it is for, in a sentence. */
  readonly purpose: string;
  /** How its secrets are written; null: it never signs. */
  readonly secret: SecretForm | null;
}

/** What the dialects are for, as their pages in docs/dialects say it. */
export const DIALECT_PURPOSES: Readonly<Record<DialectName, Purpose>> = {
  standard: {
    purpose: 'For receivers of your own: one JSON document, signed; libraries in every language verify it.',
    secret: 'standard',
  },
  cloudevents: {
    purpose: 'For CloudEvents software: the data as body, its attributes as ce-… headers, signed.',
    secret: 'standard',
  },
  supportcandy: {
    purpose: 'For receivers that were written for SupportCandy: flat JSON as PHP writes it, signed.',
    secret: 'text',
  },
  supportbee: {
    purpose: 'For receivers that were written for SupportBee: {"payload": …}, not signed.',
    secret: null,
  },
  supportgenix: {
    purpose: 'For receivers that were written for Support Genix: form fields, not signed.',
    secret: null,
  },
  movidesk: {
    purpose:
      'For receivers that were written for Movidesk (Zenvia): a token in the URL instead of a signature.',
    secret: null,
  },
  shahiassist: {
    purpose: 'For receivers that were written for ShahiAssist: JSON, signed in a header and in the body.',
    secret: 'text',
  },
  template: {
    purpose: 'For Slack, Discord, Teams, Google Chat, or any other body that you write as a template.',
    secret: 'standard',
  },
};
