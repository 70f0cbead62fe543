import { acceptEvent } from '@deskhook/contracts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { cloudEvent } from './cloud-event.js';
import type { GithubEvent } from './github-event.schema.js';
import { toHelpdeskEvent } from './map-event.js';
import { loadRecordedEvents } from './recorded-events.js';

let recorded: readonly GithubEvent[];

beforeAll(async () => {
  recorded = await loadRecordedEvents();
});

function mapped(name: string, action: string) {
  const example = recorded.find((event) => event.name === name && event.action === action);
  if (example === undefined) throw new Error(`no recorded ${name} ${action}`);
  return toHelpdeskEvent(example);
}

describe('toHelpdeskEvent', () => {
  it.each([
    ['issues', 'opened', 'ticket.created'],
    ['issues', 'edited', 'ticket.fields_changed'],
    ['issues', 'labeled', 'ticket.fields_changed'],
    ['issues', 'milestoned', 'ticket.fields_changed'],
    ['issues', 'assigned', 'ticket.assigned'],
    ['issues', 'unassigned', 'ticket.unassigned'],
    ['issues', 'reopened', 'ticket.reopened'],
    ['issues', 'deleted', 'ticket.deleted'],
    ['pull_request', 'closed', 'ticket.closed'],
    ['issue_comment', 'created', 'reply.created'],
  ])('maps %s %s to %s', (name, action, type) => {
    expect(mapped(name, action)?.type).toBe(type);
  });

  it.each([
    ['issues', 'locked'],
    ['issues', 'pinned'],
    ['issue_comment', 'deleted'],
    ['pull_request', 'review_requested'],
  ])('leaves %s %s out', (name, action) => {
    expect(mapped(name, action)).toBeUndefined();
  });

  it('keeps the numeric ids, the author and the text', () => {
    expect(mapped('issue_comment', 'created')?.data).toMatchObject({
      actor: { id: 21_031_067, name: 'Codertocat' },
      ticket: {
        id: 444_500_041,
        subject: 'Spelling error in the README file',
        status: { base: 'in_progress' },
      },
      message: { id: 492_700_400, author: { id: 21_031_067, is_agent: true } },
    });
  });

  it('says what a label changed', () => {
    expect(mapped('issues', 'labeled')?.data).toMatchObject({
      changes: [{ field: 'labels', old: [], new: ['bug'] }],
    });
  });

  it('makes events that Deskhook accepts', () => {
    const events = recorded.map(toHelpdeskEvent).filter((event) => event !== undefined);
    expect(events.length).toBeGreaterThan(40);
    for (const event of events) {
      const payload = Buffer.from(JSON.stringify(cloudEvent(event, 'id', new Date(0))));
      const incoming = { subject: `events.demo.${event.type}`, payload, attributes: {} };
      expect(acceptEvent(incoming, 5)).toMatchObject({ ok: true });
    }
  });
});
