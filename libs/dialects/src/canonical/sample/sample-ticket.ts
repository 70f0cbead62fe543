import type { JsonObject } from '../../json-value.js';
import { lastAction } from './sample-messages.js';
import { AGENT, CUSTOMER, SECOND_AGENT, TEAM, TICKET_ID } from './sample-people.js';
import { customFields } from './sample-custom-fields.js';
import type { Instants } from './sample-instants.js';

/** The ticket of the samples: open for two hours, assigned, waiting for its customer. */
export function sampleTicket(when: Instants): JsonObject {
  return {
    id: TICKET_ID,
    track_id: 'TKT-00123',
    subject: 'Cannot log in',
    type: 'public',
    ...text(),
    ...grouping(),
    ...people(when),
    flags: {
      archived: false,
      private: false,
      spam: false,
      trash: false,
      draft: false,
      unanswered: false,
      deleted: false,
      resolved_first_call: false,
    },
    counts: { replies: 3, agent_replies: 2, comments: 1, actions: 5 },
    cc: ['office@example.com'],
    additional_recipients: ['accounting@example.com'],
    rating: { score: 5, comment: 'Quick and friendly' },
    ...links(),
    timestamps: {
      created: when.opened,
      updated: when.now,
      closed: null,
      last_activity: when.now,
      last_reply: when.replied,
    },
    attachments: [screenshot(when.opened)],
    custom_fields: customFields(),
    sla: {
      policy: 'Standard',
      response_minutes: 60,
      solution_minutes: 480,
      response_due: when.responseDue,
      solution_due: when.solutionDue,
      breached_kind: null,
      breached_at: null,
    },
    last_action: lastAction(when),
  };
}

/** A picture that the customer sent along. */
function screenshot(created: string): JsonObject {
  return {
    id: 71,
    filename: 'screenshot.png',
    content_type: 'image/png',
    size: 48_213,
    url: 'https://helpdesk.example.com/files/71/screenshot.png',
    thumb_url: 'https://helpdesk.example.com/files/71/thumb.png',
    hash32: 'DA12B8227851A3ED8DCA411E04E43F6E',
    guid: '5f0c6f0e-3f0b-4f6e-9a57-0c8d4c1f7b71',
    created,
    created_by: CUSTOMER,
  };
}

function text(): JsonObject {
  const line = 'I cannot log in since this morning. The page says "invalid password", but I just reset it.';
  return {
    body: {
      html: `<p>${line.replaceAll('"', '&quot;')}</p><p>John</p>`,
      text: `${line}\n\nJohn`,
      truncated: false,
    },
    summary: line,
  };
}

function grouping(): JsonObject {
  return {
    status: { id: 4, slug: 'pending', name: 'Pending', base: 'stopped' },
    justification: 'Waiting for the customer',
    priority: { id: 3, slug: 'high', name: 'High' },
    category: { id: 5, slug: 'billing', name: 'Billing' },
    services: [
      { level: 1, id: 31, name: 'Accounts' },
      { level: 2, id: 32, name: 'Sign-in' },
    ],
    origin: { code: 3, slug: 'email', address: 'support@example.com' },
    team: TEAM,
    labels: [
      { id: 21, name: 'login', color: '#1f77b4' },
      { id: 22, name: 'urgent', color: '#d62728' },
    ],
    tags: [
      { id: 9, name: 'VIP', slug: 'vip' },
      { id: 10, name: 'Password reset', slug: 'password-reset' },
    ],
  };
}

function people(when: Instants): JsonObject {
  return {
    requester: CUSTOMER,
    agents: [AGENT, SECOND_AGENT],
    previous_agents: [AGENT],
    primary_agent: AGENT,
    assigned_at: when.assigned,
    created_by_agent: AGENT,
    last_reply: { by: AGENT, source: 'web' },
    client: { ip: '203.0.113.45', browser: 'Firefox', os: 'Windows', user_type: 'registered' },
  };
}

function links(): JsonObject {
  return {
    related_url: 'https://www.example.com/account/login',
    urls: {
      admin: `https://helpdesk.example.com/admin/tickets/${TICKET_ID}`,
      public: `https://helpdesk.example.com/tickets/${TICKET_ID}`,
    },
  };
}
