import type { DeliveryStatus } from '@deskhook/contracts';
import type { Output, Style } from '../output.js';

const STYLES: Readonly<Record<DeliveryStatus, Style>> = {
  pending: 'cyan',
  retrying: 'yellow',
  delivered: 'green',
  dead: 'red',
  cancelled: 'dim',
};

/** The status in its colour, as wide as the widest of them. */
export function styledStatus(output: Output, status: DeliveryStatus): string {
  return output.styled(STYLES[status], status.padEnd('delivered'.length));
}
