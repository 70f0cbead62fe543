// Test support: the vendors' dialects, with what their pages for receivers' authors show.
import { type Dialect, DIALECTS } from '@deskhook/dialects';

export interface Vendor {
  readonly dialect: Dialect;
  /** Native event of the sample on the page. */
  readonly shown: string;
  /** What the page's programs print of it. */
  readonly printed: string;
}

export const VENDORS: readonly Vendor[] = [
  {
    dialect: DIALECTS.supportcandy,
    shown: 'create-ticket',
    printed: 'create-ticket: ticket 123 of john@example.com',
  },
  { dialect: DIALECTS.supportbee, shown: 'ticket.created', printed: 'ticket.created: ticket 123 of acme' },
  {
    dialect: DIALECTS.supportgenix,
    shown: 'on_tckt_create',
    printed: 'ticket.created: 123, order ORD-12345',
  },
  { dialect: DIALECTS.movidesk, shown: 'ticket', printed: 'ticket 123 is Pending: action 5' },
  {
    dialect: DIALECTS.shahiassist,
    shown: 'ticket.created',
    printed: 'ticket.created from https://example.com',
  },
];
