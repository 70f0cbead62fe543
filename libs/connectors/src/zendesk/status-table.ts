import type { StatusTable } from '../canonical.js';
import type { OptionValues } from '../options.js';

/** What agents solve is closed for good only days later. */
const DEFAULTS = {
  new: 'new',
  open: 'in_progress',
  pending: 'stopped',
  hold: 'stopped',
  on_hold: 'stopped',
  solved: 'resolved',
  closed: 'closed',
  archived: 'closed',
  deleted: 'canceled',
  scrubbed: 'canceled',
} as const satisfies StatusTable['defaults'];

export function statusTable(options: OptionValues): StatusTable {
  return { defaults: DEFAULTS, options };
}

/** Event subscriptions shout their statuses and priorities: `OPEN`. */
export function calm(name: string): string {
  const text = name.toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
