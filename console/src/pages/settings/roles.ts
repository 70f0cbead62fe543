import type { ApiKey } from '../../api/types.js';

export type Role = ApiKey['role'];

/** What a key of each role may do, the mightiest first. */
export const ROLES: readonly { readonly role: Role; readonly label: string; readonly grants: string }[] = [
  {
    role: 'admin',
    label: 'Admin',
    grants: 'Everything within the tenant: also its settings, API keys, audit log and erasures.',
  },
  {
    role: 'editor',
    label: 'Editor',
    grants:
      'Sets up subscriptions and SLA policies, replays, publishes events, and sees secrets of subscriptions.',
  },
  {
    role: 'viewer',
    label: 'Viewer',
    grants: 'Looks at everything but secrets, and changes nothing.',
  },
  {
    role: 'publisher',
    label: 'Publisher',
    grants: 'Publishes events and sees nothing. For the helpdesk itself.',
  },
];

export function isRole(value: unknown): value is Role {
  return ROLES.some(({ role }) => role === value);
}
