import type { GithubEvent, GithubIssue, GithubUser } from './github-event.schema.js';

const statuses = {
  open: { id: 1, slug: 'open', name: 'Open', base: 'in_progress' },
  closed: { id: 2, slug: 'closed', name: 'Closed', base: 'closed' },
} as const;

const agentAssociations = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

export const statusOf = (state: GithubIssue['state']) => statuses[state];

/** A GitHub user as a helpdesk's person; those who may work on the repository are its agents. */
export function personOf(user: GithubUser, association?: string) {
  return {
    id: user.id,
    external_id: user.login,
    name: user.login,
    ...(association === undefined ? {} : { is_agent: agentAssociations.has(association) }),
    ...(user.avatar_url === undefined ? {} : { avatar: { '128': user.avatar_url } }),
  };
}

/** RFC 3339 with milliseconds, as the canonical model has it. */
export const instantOf = (text: string): string => new Date(text).toISOString();

/** The whole ticket as it stood when the event was recorded. */
export function ticketOf({ issue, repository }: GithubEvent) {
  const requester = personOf(issue.user, issue.author_association);
  const agents = issue.assignees.map((user) => ({ ...personOf(user), is_agent: true }));
  return {
    id: issue.id,
    track_id: `${repository.full_name}#${issue.number}`,
    subject: issue.title,
    type: 'public',
    body: { text: issue.body ?? '' },
    status: statusOf(issue.state),
    category: { id: repository.id, slug: repository.name.toLowerCase(), name: repository.name },
    requester,
    agents,
    primary_agent: agents[0] ?? null,
    labels: issue.labels.map(({ name, color }) => ({ name, color })),
    custom_fields: [
      {
        id: 1,
        slug: 'cust_1',
        key: 'repository',
        label: 'Repository',
        type: 'text',
        value: repository.full_name,
      },
      {
        id: 2,
        slug: 'cust_2',
        key: 'milestone',
        label: 'Milestone',
        type: 'text',
        value: issue.milestone?.title ?? null,
      },
    ],
    counts: { replies: issue.comments },
    urls: { public: issue.html_url },
    timestamps: {
      created: instantOf(issue.created_at),
      updated: instantOf(issue.updated_at),
      ...(issue.closed_at == null ? {} : { closed: instantOf(issue.closed_at) }),
    },
  };
}
