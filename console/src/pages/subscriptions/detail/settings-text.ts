import type { Subscription } from '../../../api/types.js';

/** `after 5s, 5m, 30m: 3 times`. */
export function retryText(schedule: readonly string[]): string {
  if (schedule.length === 0) return 'no';
  const times = schedule.length === 1 ? 'once' : `${schedule.length} times`;
  return `${times}: after ${schedule.join(', ')}`;
}

/** How it authenticates, without what is secret. */
export function authText(auth: Subscription['auth']): string {
  switch (auth.type) {
    case 'none':
      return 'none';
    case 'basic':
      return `Basic, as ${auth.username}`;
    case 'bearer':
      return 'Bearer token';
    case 'oauth2':
      return `OAuth 2, as ${auth.clientId} at ${URL.parse(auth.tokenUrl)?.host ?? auth.tokenUrl}`;
    default:
      return auth satisfies never;
  }
}

/** What the helpdesk is asked to do. */
export function actionText(action: Subscription['actions'][number]): string {
  switch (action.type) {
    case 'add_note':
      return `add the note “${action.body}”`;
    case 'set_status':
      return `set the status to ${action.status}`;
    case 'set_priority':
      return `set the priority to ${action.priority}`;
    case 'assign': {
      const to = [
        action.agent === undefined ? '' : `agent ${action.agent}`,
        action.team === undefined ? '' : `team ${action.team}`,
      ];
      return `assign to ${to.filter((part) => part !== '').join(' and ')}`;
    }
    case 'add_tags':
      return `add the tags ${action.tags.join(', ')}`;
    case 'remove_tags':
      return `remove the tags ${action.tags.join(', ')}`;
    case 'set_field':
      return `set ${action.field} to ${JSON.stringify(action.value)}`;
    default:
      return action satisfies never;
  }
}
