import { describe, expect, test } from '@jest/globals';
import { dataSchemaFor } from './canonical-data.schema.js';

function pathRefused(type: string, data: unknown): string | null {
  return dataSchemaFor(type).safeParse(data).error?.issues[0]?.path.join('.') ?? null;
}

describe('what the canonical model has is accepted', () => {
  const ticket = { id: 'b7c1' };

  test.each([
    ['ticket.created', { ticket }],
    ['ticket.assigned', { ticket, assignment: { id: 1, kind: 'team', assignee: { id: 7 }, previous: null } }],
    ['ticket.assigned', { ticket, assignment: { assignee: 'jane@example.com', previous: 12 } }],
    [
      'ticket.updated',
      { ticket, changes: [{ field: 'status', old_id: 1, new_id: 'uuid', old: {}, new: [] }] },
    ],
    ['ticket.closed', { ticket: { ...ticket, last_action: { id: 9, kind: 'note', author: { id: 1 } } } }],
    [
      'ticket.closed',
      { ticket: { ...ticket, primary_agent: null, additional_recipients: ['a@example.com'] } },
    ],
    [
      'ticket.closed',
      { ticket: { ...ticket, custom_fields: [{ id: 1, values: ['a', 2], items: [{ label: 'a' }] }] } },
    ],
    ['sla.breached', { ticket, sla: { policy: 'Gold', metric: 'response', due: '2026-02-17T14:45:00Z' } }],
    ['agent.logged_in', { login: { user: { id: 12 }, at: '2026-02-17T14:45:00Z', ip: '203.0.113.7' } }],
    ['article.viewed', { article: { id: 4, viewer: 45, updated_by: null } }],
    ['user.role_changed', { user: { id: 4, roles: ['agent'], old_roles: ['customer'], changed_by: 12 } }],
    [
      'ticket.closed',
      { ticket, trigger: { id: 3, name: 'x', matched: [{ field: 'a', criteria: 2, operator: 10 }] } },
    ],
    ['custom.import', { login: 'jane', sla: 'gold' }],
  ])('%s %j', (type, data) => {
    expect(pathRefused(type, data)).toBeNull();
  });
});

describe('clear nonsense is refused', () => {
  const ticket = { id: 1 };

  test.each([
    ['ticket.created', { ticket: { id: 1.5 } }, 'ticket.id'],
    [
      'ticket.closed',
      { ticket: { ...ticket, last_action: { created: 'today' } } },
      'ticket.last_action.created',
    ],
    [
      'ticket.closed',
      { ticket: { ...ticket, sla: { solution_minutes: 'a day' } } },
      'ticket.sla.solution_minutes',
    ],
    ['ticket.closed', { ticket: { ...ticket, primary_agent: 'Jane' } }, 'ticket.primary_agent'],
    ['ticket.updated', { ticket, changes: [{ field: 'status', old_id: {} }] }, 'changes.0.old_id'],
    ['sla.breached', { ticket, sla: { due: 'soon' } }, 'sla.due'],
    ['agent.logged_in', { login: 'jane' }, 'login'],
    ['ticket.closed', { ticket, trigger: { matched: {} } }, 'trigger.matched'],
  ])('%s %j: %s', (type, data, path) => {
    expect(pathRefused(type, data)).toBe(path);
  });
});
