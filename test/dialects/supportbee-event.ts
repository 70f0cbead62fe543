// Test support: an event that states all that SupportBee sends, what is sent for it, and its renderings.
import { DIALECTS, triggersOf } from '@deskhook/dialects';
import { aRenderInput, type RenderOverrides } from '../support/render-input.js';

const { supportbee } = DIALECTS;

export const TIME = '2026-02-17T12:00:00.250Z';
export const NAMES = (supportbee.events ?? []).map(({ name }) => name);

export function textOf(overrides: RenderOverrides): string {
  return Buffer.from(supportbee.render(aRenderInput({ time: TIME, ...overrides })).body).toString();
}

export function bodyOf(overrides: RenderOverrides): unknown {
  return JSON.parse(textOf(overrides));
}

/** The names of the native events that an event fires. */
export function fires(
  selectors: readonly string[],
  type: string,
  data: Readonly<Record<string, unknown>>,
  actorType: string | null = null,
): (string | null)[] {
  const event = { id: 'e1', type, stateChange: 'e1', actorType, data };
  return triggersOf(supportbee, selectors, event, {}).map(({ name }) => name);
}

/** The data of such an event. */
export const FULL_DATA = {
  tenant: { subdomain: 'acme', name: 'Acme, Inc.' },
  actor: {
    id: 12,
    name: 'Jane Agent',
    email: 'jane@example.com',
    role: 'admin',
    is_agent: true,
    active_tickets_count: 4,
  },
  ticket: {
    id: 123,
    subject: 'Cannot log in / "urgent" é😀',
    body: { html: '<p>Hello</p>', text: 'Hello', truncated: true },
    summary: 'Hello …',
    origin: { code: 3, slug: 'email', address: 'support@example.com' },
    requester: { id: 45, name: 'John Doe', email: 'john@example.com', role: 'customer', is_agent: false },
    agents: [{ id: 12, name: 'Jane Agent', email: 'jane@example.com', role: 'admin', is_agent: true }],
    team: { id: 7, name: 'First level', picture: 'https://example.com/team.png' },
    flags: { archived: false, private: true, spam: false, trash: false, draft: false, unanswered: true },
    counts: { replies: 3, agent_replies: 2, comments: 1 },
    cc: ['cc@example.com'],
    labels: [{ id: 21, name: 'login', color: '#1f77b4' }],
    rating: { score: 5 },
    urls: { admin: 'https://acme.example.com/tickets/123' },
    timestamps: { created: '2026-02-17T10:30:00.000Z', last_activity: '2026-02-17T11:30:00.999+00:00' },
    attachments: [
      {
        id: 71,
        filename: 'todo.txt',
        content_type: 'text/plain',
        url: 'https://example.com/files/71',
        thumb_url: 'https://example.com/files/71?version=thumb',
        created: '2026-02-17T10:29:00.000Z',
      },
    ],
    custom_fields: [
      { id: 8, label: 'Order Number', value: 'ORD-12345' },
      { id: 9, label: 'Sites', values: ['Berlin', 'Bonn'] },
      { id: 10, label: 'Empty', value: null },
    ],
  },
  message: {
    id: 901,
    kind: 'reply',
    author: { id: 12, name: 'Jane Agent', email: 'jane@example.com', role: 'admin', is_agent: true },
    html: '<b>Done</b>',
    text: 'Done',
    summary: 'Done',
    cc: ['cc@example.com'],
    attachments: [
      { id: 72, filename: 'a.pdf', content_type: 'application/pdf', url: 'https://example.com/files/72' },
    ],
    created: '2026-02-17T11:00:00.000Z',
  },
} as const;

const thumbs = (md5: string) => ({
  thumb20: `https://secure.gravatar.com/avatar/${md5}.png?r=PG&s=20`,
  thumb24: `https://secure.gravatar.com/avatar/${md5}.png?r=PG&s=24`,
  thumb32: `https://secure.gravatar.com/avatar/${md5}.png?r=PG&s=32`,
  thumb48: `https://secure.gravatar.com/avatar/${md5}.png?r=PG&s=48`,
  thumb64: `https://secure.gravatar.com/avatar/${md5}.png?r=PG&s=64`,
  thumb128: `https://secure.gravatar.com/avatar/${md5}.png?r=PG&s=128`,
});

export const COMPANY = { subdomain: 'acme', name: 'Acme, Inc.' };

export const JANE = {
  id: 12,
  email: 'jane@example.com',
  name: 'Jane Agent',
  role: 'admin',
  agent: true,
  picture: thumbs('9e26471d35a78862c17e467d87cddedf'),
};

export const JOHN = {
  id: 45,
  email: 'john@example.com',
  name: 'John Doe',
  role: 'customer',
  agent: false,
  picture: thumbs('d4c74594d841139328695756648b6bd6'),
};

export const COPY_READER = {
  id: 0,
  email: 'cc@example.com',
  name: null,
  role: 'customer',
  agent: false,
  picture: thumbs('1d3a23ae1fe92995df7b5ad0e277c52e'),
};

export const FIRST_LEVEL = {
  id: 7,
  name: 'First level',
  picture: {
    thumb20: 'https://example.com/team.png',
    thumb24: 'https://example.com/team.png',
    thumb32: 'https://example.com/team.png',
    thumb48: 'https://example.com/team.png',
    thumb64: 'https://example.com/team.png',
    thumb128: 'https://example.com/team.png',
  },
};

/** Who did it. */
export const AGENT = {
  id: 12,
  email: 'jane@example.com',
  name: 'Jane Agent',
  role: 'admin',
  agent: true,
  active_tickets_count: 4,
  picture: JANE.picture,
};

/** The `ticket` of the full event. */
export const TICKET = {
  id: 123,
  subject: 'Cannot log in / "urgent" é😀',
  replies_count: 3,
  agent_replies_count: 2,
  comments_count: 1,
  last_activity_at: '2026-02-17T11:30:00Z',
  created_at: '2026-02-17T10:30:00Z',
  unanswered: true,
  archived: false,
  private: true,
  spam: false,
  trash: false,
  draft: false,
  summary: 'Hello …',
  url: 'https://acme.example.com/tickets/123',
  source: { email: 'support@example.com' },
  cc: [COPY_READER],
  labels: [{ name: 'login', color: '#1f77b4' }],
  customer_rating: { score: 5 },
  requester: JOHN,
  content: {
    html: '<p>Hello</p>',
    text: 'Hello',
    truncated: true,
    attachments: [
      {
        id: 71,
        created_at: '2026-02-17T10:29:00Z',
        filename: 'todo.txt',
        content_type: 'text/plain',
        url: {
          original: 'https://example.com/files/71',
          thumb: 'https://example.com/files/71?version=thumb',
        },
      },
    ],
    body: 'Hello',
  },
  current_user_assignee: { user: JANE },
  current_team_assignee: { team: FIRST_LEVEL },
  current_assignee: { user: JANE },
  custom_fields: [
    { id: 8, name: 'Order Number', value: 'ORD-12345' },
    { id: 9, name: 'Sites', value: ['Berlin', 'Bonn'] },
    { id: 10, name: 'Empty', value: null },
  ],
};
