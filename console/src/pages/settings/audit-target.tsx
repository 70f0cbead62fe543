import { Anchor, Text } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useTenant } from '../../app/use-session.js';
import type { AuditEntry } from './audit-words.js';

/** What something was done to, with a link for as long as it is likely to be there. */
export function AuditTarget({ entry: { operation, target } }: { readonly entry: AuditEntry }) {
  const tenant = useTenant();
  const name = target.name ?? target.id;
  const link = operation.startsWith('delete') ? null : linkTo(tenant, target);
  if (link === null)
    return (
      <Text span size="sm" fw={600} title={target.id}>
        {name}
      </Text>
    );
  return (
    <Anchor
      size="sm"
      underline="always"
      title={target.id}
      renderRoot={(props) => <Link {...link} {...props} />}
    >
      {name}
    </Anchor>
  );
}

function linkTo(tenant: string, { kind, id }: AuditEntry['target']): LinkProps | null {
  const params = { tenant, id };
  switch (kind) {
    case 'subscription':
      return { to: '/t/$tenant/subscriptions/$id', params };
    case 'delivery':
      return { to: '/t/$tenant/deliveries/$id', params };
    case 'replay':
      return { to: '/t/$tenant/replays/$id', params };
    case 'dead-letter':
      return { to: '/t/$tenant/dead-letters/$id', params };
    case 'sla-policy':
      return { to: '/t/$tenant/sla/policies/$id', params };
    case 'calendar':
      return { to: '/t/$tenant/sla/calendars/$id', params };
    case 'connector':
      return { to: '/t/$tenant/connectors/$id', params };
    case 'tenant':
      return { to: '/t/$tenant/settings', params: { tenant } };
    case 'api-key':
      return { to: '/t/$tenant/settings/api-keys', params: { tenant } };
    case 'erasure':
      return { to: '/t/$tenant/settings/erasures', params: { tenant } };
    default:
      return null;
  }
}
