import { describe, expect, it, test } from '@jest/globals';
import { mappedTo, theEvent } from '../../../../test/support/mapped.js';

const OPENED = 'issues-opened-15';
const COMMENTED = 'issue_comment-created-0';

test('a new issue, whole', () => {
  const event = theEvent('github', OPENED, { options: { priorityLabels: { Bug: 'High' } } });
  expect(event).toMatchObject({
    id: expect.stringMatching(/^con_1:72d3162e-cc78-11e3-81ab-/),
    type: 'ticket.created',
    subject: 'tickets/444500041',
    time: '2019-05-15T15:20:18.000Z',
  });
  const person = {
    id: 21_031_067,
    external_id: 'Codertocat',
    name: 'Codertocat',
    avatar: { '128': expect.stringContaining('https://') },
  };
  expect(event.data).toMatchObject({
    actor: person,
    ticket: {
      id: 444_500_041,
      track_id: 'Codertocat/Hello-World#1',
      subject: 'Spelling error in the README file',
      type: 'public',
      body: { text: expect.stringContaining('commit') },
      status: { id: 1, slug: 'open', name: 'Open', base: 'in_progress' },
      priority: { slug: 'high', name: 'High' },
      category: { id: 186_853_002, slug: 'hello_world', name: 'Hello-World' },
      requester: { ...person, is_agent: true },
      labels: [{ name: 'bug', color: 'd73a4a' }],
      counts: { replies: 0 },
      urls: { public: 'https://github.com/Codertocat/Hello-World/issues/1' },
      timestamps: { created: '2019-05-15T15:20:18.000Z', updated: '2019-05-15T15:20:18.000Z' },
    },
  });
});

describe('changes', () => {
  const changes = (body: object, options = {}) =>
    theEvent('github', OPENED, { body: { ...body }, options }).data['changes'];
  const issue = (more: object) => ({
    id: 1,
    number: 5,
    title: 'Now',
    state: 'open',
    body: 'New text',
    ...more,
  });

  it('of the state have a reason', () => {
    const closed = { action: 'closed', issue: issue({ state: 'closed', state_reason: 'not_planned' }) };
    expect(changes(closed)).toEqual([
      {
        field: 'status',
        label: 'Status',
        old: 'open',
        old_label: 'Open',
        old_base: 'in_progress',
        new: 'closed',
        new_label: 'Closed',
        new_base: 'closed',
        reason: 'not_planned',
      },
    ]);
    const options = { statuses: { not_planned: 'canceled' } };
    expect(theEvent('github', OPENED, { body: closed, options }).data).toMatchObject({
      ticket: { status: { slug: 'closed', base: 'canceled' }, justification: 'not_planned' },
      changes: [{ old_base: 'in_progress', new_base: 'canceled' }],
    });
  });

  it('of texts have what they were', () => {
    const edited = {
      action: 'edited',
      issue: issue({}),
      changes: { title: { from: 'Was' }, body: { from: '' } },
    };
    expect(changes(edited)).toEqual([
      { field: 'subject', label: 'Subject', old: 'Was', new: 'Now' },
      { field: 'body', label: 'Body', old: '', new: 'New text' },
    ]);
  });

  it('of labels are changes of the priority too, where a label stands for one', () => {
    const options = { priorityLabels: { p1: 'high', p2: 'low' } };
    const label = { id: 9, name: 'P1', color: 'ff0000' };
    const labeled = { action: 'labeled', label, issue: issue({ labels: [{ id: 8, name: 'bug' }, label] }) };
    expect(changes(labeled, options)).toEqual([
      { field: 'labels', label: 'Labels', old: ['bug'], new: ['bug', 'P1'] },
      { field: 'priority', label: 'Priority', old: null, new: 'high' },
    ]);
    // Octokit has examples in which the label that went is still there: the action counts.
    expect(changes({ ...labeled, action: 'unlabeled' }, options)).toEqual([
      { field: 'labels', label: 'Labels', old: ['bug', 'P1'], new: ['bug'] },
      { field: 'priority', label: 'Priority', old: 'high', new: null },
    ]);
  });

  it('of assignees have everybody before and after', () => {
    const [ana, ben] = [
      { id: 3, login: 'ana' },
      { id: 5, login: 'ben' },
    ];
    const assigned = { action: 'assigned', assignee: ben, issue: issue({ assignees: [ana, ben] }) };
    const { ticket, changes: told } = theEvent('github', OPENED, { body: assigned }).data;
    expect(told).toMatchObject([
      { field: 'agents', old: [{ id: 3 }], new: [{ id: 3 }, { id: 5, is_agent: true }] },
    ]);
    expect(ticket).toMatchObject({ agents: [{ id: 3 }, { id: 5 }], previous_agents: [{ id: 3 }] });
  });

  it('of the type have what it is now, or was', () => {
    const type = { id: 4, name: 'Bug' };
    const typed = { action: 'typed', type, issue: issue({ type }) };
    expect(changes(typed)).toEqual([{ field: 'custom_fields.type', label: 'Type', new: 'Bug' }]);
    const { ticket } = theEvent('github', OPENED, { body: typed }).data;
    expect(ticket).toMatchObject({
      custom_fields: [{ key: 'repository' }, { key: 'type', value: 'Bug' }],
    });
    expect(changes({ action: 'untyped', type, issue: issue({ type: null }) })).toEqual([
      { field: 'custom_fields.type', label: 'Type', old: 'Bug', new: null },
    ]);
  });

  it('of the milestone, the lock and the repository', () => {
    const milestone = { title: 'v1.0' };
    expect(changes({ action: 'milestoned', milestone, issue: issue({ milestone }) })).toEqual([
      { field: 'milestone', label: 'Milestone', old: null, new: 'v1.0' },
    ]);
    expect(changes({ action: 'demilestoned', milestone, issue: issue({}) })).toEqual([
      { field: 'milestone', label: 'Milestone', old: 'v1.0', new: null },
    ]);
    expect(changes({ action: 'locked' })).toMatchObject([{ field: 'locked', old: false, new: true }]);
    const moved = { action: 'transferred', changes: { new_repository: { full_name: 'a/b' } } };
    expect(changes(moved)).toMatchObject([
      { field: 'repository', old: 'Codertocat/Hello-World', new: 'a/b' },
    ]);
  });
});

test('who changes another’s issue is an agent; its author is what he is to the repository', () => {
  const by = (id: number, association: string) => {
    const issue = {
      id: 1,
      number: 5,
      state: 'closed',
      user: { id: 7, login: 'mira' },
      author_association: association,
    };
    const body = { action: 'closed', issue, sender: { id, login: 'somebody' } };
    return theEvent('github', OPENED, { body }).actortype;
  };
  expect([by(7, 'NONE'), by(7, 'MEMBER'), by(8, 'NONE')]).toEqual(['client', 'agent', 'agent']);
});

describe('comments', () => {
  it('are replies, of agents where the association says so', () => {
    const { type, data } = theEvent('github', COMMENTED);
    expect(type).toBe('reply.created');
    expect(data).toMatchObject({
      message: { kind: 'reply', visibility: 'public', author: { external_id: 'Codertocat', is_agent: true } },
    });
    const comment = { id: 1, user: { id: 2, login: 'guest' }, author_association: 'NONE', body: 'Hello' };
    expect(theEvent('github', COMMENTED, { body: { comment } }).data).toMatchObject({
      message: { author: { id: 2, is_agent: false }, text: 'Hello' },
    });
  });

  it('of pull requests are none of issues', () => {
    const issue = { id: 1, number: 2, pull_request: { url: 'https://api.github.com/x' } };
    expect(mappedTo('github', COMMENTED, { body: { issue } })).toMatchObject({ kind: 'ignored' });
  });
});

test('events that were not asked for are named', () => {
  const push = mappedTo('github', OPENED, { headers: { 'x-github-event': 'push' } });
  expect(push).toEqual({ kind: 'ignored', why: expect.stringContaining('"push"') });
  expect(mappedTo('github', OPENED, { body: { issue: null } }).kind).toBe('unmapped');
});
