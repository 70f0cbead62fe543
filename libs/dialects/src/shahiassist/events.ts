import { memberOf } from '../json-value.js';
import type { NativeEvent } from '../native-event.js';

/**
 * ShahiAssist's events (dialects page, section 5a). When a ticket is closed, its status change comes first. Only the
 * throttle of views is documented, not its period.
 */
export const EVENTS: readonly NativeEvent[] = [
  { name: 'ticket.created', title: 'New ticket is submitted', types: ['ticket.created'] },
  { name: 'ticket.status_changed', title: 'Ticket status changes', types: ['ticket.status_changed'] },
  { name: 'ticket.reply_added', title: 'Reply is added', types: ['reply.created'] },
  {
    name: 'ticket.assigned',
    title: 'Ticket is assigned to agent',
    types: ['ticket.assigned'],
    when: ({ data }) => memberOf(data, 'assignment', 'kind') !== 'team',
  },
  { name: 'ticket.closed', title: 'Ticket is closed', types: ['ticket.closed'] },
  { name: 'article.published', title: 'KB article is published', types: ['article.published'] },
  { name: 'article.updated', title: 'Article is updated', types: ['article.updated'] },
  {
    name: 'article.viewed',
    title: 'Article is viewed (throttled)',
    types: ['article.viewed'],
    throttle: {
      option: 'viewedThrottle',
      key: ({ data }) => JSON.stringify(memberOf(data, 'article', 'id') ?? null),
    },
  },
  { name: 'user.role_changed', title: 'User role changes', types: ['user.role_changed'] },
  { name: 'agent.login', title: 'Support agent logs in', types: ['agent.logged_in'] },
  { name: 'test', title: 'Test', types: ['endpoint.test'], isInferred: true },
];
