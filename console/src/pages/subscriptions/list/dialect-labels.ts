import type { Subscription } from '../../../api/types.js';

/** What the dialects are called where there is little room; `GET /v1/dialects` has their titles. */
export const DIALECT_LABELS: Readonly<Record<Subscription['dialect'], string>> = {
  standard: 'Standard',
  cloudevents: 'CloudEvents',
  supportcandy: 'SupportCandy',
  supportbee: 'SupportBee',
  supportgenix: 'Support Genix',
  movidesk: 'Movidesk',
  shahiassist: 'ShahiAssist',
  template: 'Template',
};
