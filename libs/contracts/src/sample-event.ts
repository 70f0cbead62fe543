import type { CatalogueEventType } from '@deskhook/domain';

/** A complete event of the type, with made-up but plausible content; for tests that administrators send. */
export function sampleEvent(type: CatalogueEventType, tenant: string, id: string, now: Date) {
  const time = now.toISOString();
  return {
    specversion: '1.0',
    id,
    source: `/helpdesk/${tenant}`,
    type,
    subject: sampleSubject(type),
    time,
    datacontenttype: 'application/json',
    testevent: true,
    data: { actor: AGENT, ticket: sampleTicket(time), ...partOf(type, time) },
  };
}

const CUSTOMER = {
  id: 45,
  name: 'John Doe',
  first_name: 'John',
  last_name: 'Doe',
  email: 'john@example.com',
  is_agent: false,
};
const AGENT = {
  id: 12,
  name: 'Jane Agent',
  first_name: 'Jane',
  last_name: 'Agent',
  email: 'jane@example.com',
  is_agent: true,
};

function sampleSubject(type: string): string {
  if (type.startsWith('user.') || type.startsWith('agent.')) return 'users/45';
  return type.startsWith('article.') ? 'articles/456' : 'tickets/123';
}

function sampleTicket(time: string) {
  return {
    id: 123,
    track_id: 'TKT-00123',
    subject: 'Cannot log in',
    type: 'public',
    body: {
      html: '<p>I cannot log in since this morning.</p>',
      text: 'I cannot log in since this morning.',
      truncated: false,
    },
    summary: 'I cannot log in since this morning.',
    status: { id: 4, slug: 'pending', name: 'Pending', base: 'stopped' },
    priority: { id: 3, slug: 'high', name: 'High' },
    category: { id: 5, slug: 'billing', name: 'Billing' },
    origin: { code: 3, slug: 'email', address: 'support@example.com' },
    requester: CUSTOMER,
    agents: [AGENT],
    team: { id: 7, name: 'First level' },
    labels: [{ name: 'login', color: '#1f77b4' }],
    tags: [{ id: 9, name: 'vip', slug: 'vip' }],
    urls: {
      admin: 'https://helpdesk.example.com/admin/tickets/123',
      public: 'https://helpdesk.example.com/tickets/123',
    },
    custom_fields: [
      {
        id: 24,
        slug: 'cust_24',
        key: 'order_number',
        label: 'Order Number',
        type: 'text',
        value: 'ORD-12345',
      },
    ],
    timestamps: { created: time, updated: time },
  };
}

function partOf(type: CatalogueEventType, time: string): object {
  if (type === 'reply.created' || type === 'note.created') {
    const kind = type === 'reply.created' ? 'reply' : 'note';
    return {
      message: {
        id: 901,
        kind,
        html: '<p>We are looking into it.</p>',
        text: 'We are looking into it.',
        author: AGENT,
        created: time,
      },
    };
  }
  if (type === 'ticket.assigned' || type === 'ticket.unassigned') {
    return { assignment: { id: 77, kind: 'agent', assignee: AGENT, created: time } };
  }
  if (type === 'user.role_changed')
    return { user: { ...CUSTOMER, old_roles: ['customer'], new_roles: ['agent'], changed_by: AGENT } };
  if (type.startsWith('user.')) return { user: CUSTOMER };
  if (type === 'agent.logged_in') return { login: { user: AGENT, at: time, ip: '203.0.113.7' } };
  if (type.startsWith('article.')) return { article: sampleArticle() };
  if (type.startsWith('sla.'))
    return { sla: { policy: 'Standard', metric: 'solution', due: time, overdue_seconds: 60 } };
  return {
    changes: [
      {
        field: 'status',
        old: 'open',
        new: 'pending',
        old_label: 'Open',
        new_label: 'Pending',
        reason: 'Waiting for the customer',
      },
    ],
  };
}

function sampleArticle() {
  const categories = [{ slug: 'account', name: 'Account' }];
  const tags = [{ slug: 'password', name: 'Password' }];
  return {
    id: 456,
    title: 'Reset your password',
    author: AGENT,
    categories,
    tags,
    url: 'https://helpdesk.example.com/articles/456',
    view_count: 12,
  };
}
