import { memberOf, type JsonObject } from '../../json-value.js';
import type { Instants } from './sample-instants.js';
import { AGENT, CUSTOMER, SECOND_AGENT } from './sample-people.js';

/** An agent's public answer, with a file. */
export function sampleReply(created: string): JsonObject {
  return {
    id: 901,
    seq_in_ticket: 5,
    kind: 'reply',
    visibility: 'public',
    origin: { code: 2, slug: 'web_agent' },
    author: AGENT,
    html: '<p>Thank you, John.</p><p>Please try the link below; it is valid for an hour.</p>',
    text: 'Thank you, John.\n\nPlease try the link below; it is valid for an hour.',
    summary: 'Thank you, John. Please try the link below; it is valid for an hour.',
    cc: ['office@example.com'],
    attachments: [
      {
        id: 72,
        filename: 'reset-your-password.pdf',
        content_type: 'application/pdf',
        size: 182_044,
        url: 'https://helpdesk.example.com/files/72/reset-your-password.pdf',
        thumb_url: 'https://helpdesk.example.com/files/72/thumb.png',
        hash32: '0CC175B9C0F1B6A831C399E269772661',
        guid: '0d3b8d1e-97a4-4c40-8a43-4c2c5f6f7272',
        created,
        created_by: AGENT,
      },
    ],
    created,
    deleted: false,
  };
}

/** What agents tell each other. */
export function sampleNote(created: string): JsonObject {
  return {
    id: 902,
    seq_in_ticket: 5,
    kind: 'note',
    visibility: 'internal',
    origin: { code: 2, slug: 'web_agent' },
    author: AGENT,
    html: '<p>Same fault as last week; the identity provider was slow.</p>',
    text: 'Same fault as last week; the identity provider was slow.',
    summary: 'Same fault as last week; the identity provider was slow.',
    cc: [],
    attachments: [],
    created,
    deleted: false,
  };
}

/** The message that a ticket begins with. */
export function sampleReport(ticket: JsonObject, created: string): JsonObject {
  return {
    id: 899,
    seq_in_ticket: 1,
    kind: 'report',
    visibility: 'public',
    origin: { code: 3, slug: 'email' },
    author: CUSTOMER,
    html: memberOf(ticket, 'body', 'html') ?? null,
    text: memberOf(ticket, 'body', 'text') ?? null,
    summary: memberOf(ticket, 'summary') ?? null,
    cc: ['office@example.com'],
    attachments: memberOf(ticket, 'attachments') ?? [],
    created,
    deleted: false,
  };
}

/** The ticket's last message, in events that are about something else. */
export function lastAction({ replied }: Instants): JsonObject {
  return {
    id: 900,
    seq_in_ticket: 4,
    kind: 'reply',
    visibility: 'public',
    origin: { code: 2, slug: 'web_agent' },
    author: SECOND_AGENT,
    html: '<p>We are looking into it.</p>',
    text: 'We are looking into it.',
    summary: 'We are looking into it.',
    cc: [],
    attachments: [],
    created: replied,
    deleted: false,
  };
}
