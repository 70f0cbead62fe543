import {
  IconActivity,
  IconBolt,
  IconClock,
  IconMailOff,
  IconPlugConnected,
  IconSend,
  IconSettings,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';

interface NavEntry {
  readonly label: string;
  readonly icon: Icon;
  readonly to:
    | '/t/$tenant'
    | '/t/$tenant/subscriptions'
    | '/t/$tenant/deliveries'
    | '/t/$tenant/events'
    | '/t/$tenant/connectors'
    | '/t/$tenant/sla'
    | '/t/$tenant/dead-letters'
    | '/t/$tenant/settings';
  /** Other first parts of the path below the tenant that belong to it. */
  readonly also?: readonly string[];
}

/** The areas of the console, in the order in which they are shown. */
export const NAV: readonly NavEntry[] = [
  { label: 'Overview', icon: IconActivity, to: '/t/$tenant' },
  { label: 'Subscriptions', icon: IconWebhook, to: '/t/$tenant/subscriptions' },
  { label: 'Deliveries', icon: IconSend, to: '/t/$tenant/deliveries', also: ['replays'] },
  { label: 'Events', icon: IconBolt, to: '/t/$tenant/events' },
  { label: 'Connectors', icon: IconPlugConnected, to: '/t/$tenant/connectors' },
  { label: 'SLA', icon: IconClock, to: '/t/$tenant/sla', also: ['tickets'] },
  { label: 'Dead letters', icon: IconMailOff, to: '/t/$tenant/dead-letters' },
  { label: 'Settings', icon: IconSettings, to: '/t/$tenant/settings' },
];

/** Whether a path lies in the area of an entry. */
export function isIn({ to, also = [] }: NavEntry, path: string): boolean {
  const [, , , area = ''] = path.split('/');
  const [, , , own = ''] = to.split('/');
  return area === own || also.includes(area);
}
