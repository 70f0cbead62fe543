import { isObject, memberOf, objectOf, type Json } from '../json-value.js';
import { integerId } from './integer-id.js';
import { digitsBeyondMs, firstText, flagOf, instantOrNull, textOf, textOrNull } from './lenient-values.js';
import type { Ticket } from './model.js';
import { readOrigin } from './origin-codes.js';
import { readAddresses } from './read-addresses.js';
import { readAttachments } from './read-attachments.js';
import { readContent, readSummary } from './read-content.js';
import { readCopyReaders } from './read-copy-readers.js';
import { readCustomFields } from './read-custom-fields.js';
import { readNamed, readTeam } from './read-named.js';
import { readPeople, readPerson, readPersonOrNull } from './read-person.js';
import {
  readClient,
  readCounts,
  readFlags,
  readLabels,
  readLinks,
  readServices,
  readSla,
  readTags,
  readTimestamps,
} from './read-ticket-parts.js';
import { readTicketStatus } from './read-ticket-status.js';
import type { Reading } from './reading.js';

/** The ticket as it was when the event happened; null in events about something else. */
export function readTicket(reading: Reading, value: Json, changes: Json): Ticket | null {
  if (!isObject(value)) return null;
  const key = textOf(value['id']);
  const timestamps = readTimestamps(reading, value['timestamps']);
  return {
    id: integerId(reading.ids, 'ticket', value['id']),
    key,
    trackId: firstText(value['track_id'], key),
    subject: textOf(value['subject']),
    isInternal: value['type'] === 'internal',
    ...readText(value),
    status: readTicketStatus(reading.ids, value, changes),
    ...readGrouping(reading, value),
    ...readPersons(reading, value),
    flags: readFlags(reading.type, value['flags']),
    counts: readCounts(value['counts']),
    cc: readCopyReaders(reading.ids, value['cc']),
    additionalRecipients: readAddresses(value['additional_recipients']),
    rating: isObject(value['rating']) ? value['rating'] : null,
    relatedUrl: textOf(value['related_url']),
    ...readLinks(reading.tenant, value['urls'], key),
    client: readClient(value['client']),
    assignedAt: instantOrNull(value['assigned_at']),
    ...timestamps,
    attachments: readAttachments(reading.ids, value['attachments'], {
      createdAt: timestamps.createdAt,
      createdDigits: digitsBeyondMs(memberOf(value, 'timestamps', 'created')),
      createdBy: null,
    }),
    customFields: readCustomFields(reading.ids, value['custom_fields']),
    sla: readSla(value['sla']),
  };
}

function readText(value: Json) {
  const body = memberOf(value, 'body');
  const { html, text } = readContent(typeof body === 'string' ? { text: body } : body);
  return {
    bodyHtml: html,
    bodyText: text,
    isBodyTruncated: flagOf(memberOf(body, 'truncated')),
    summary: readSummary(memberOf(value, 'summary'), text),
  };
}

function readGrouping({ ids }: Reading, value: Json) {
  const origin = memberOf(value, 'origin');
  return {
    justification: textOrNull(memberOf(value, 'justification')),
    priority: readNamed(ids, 'priority', memberOf(value, 'priority') ?? memberOf(value, 'urgency')),
    category: readNamed(ids, 'category', memberOf(value, 'category')),
    services: readServices(memberOf(value, 'services')),
    origin: { ...readOrigin(origin), address: textOf(memberOf(origin, 'address')) },
    team: readTeam(ids, memberOf(value, 'team')),
    labels: readLabels(ids, memberOf(value, 'labels')),
    tags: readTags(ids, memberOf(value, 'tags')),
  };
}

function readPersons({ ids }: Reading, value: Json) {
  const listed = readPeople(ids, memberOf(value, 'agents'), 'agent');
  const primary = readPersonOrNull(ids, memberOf(value, 'primary_agent'), 'agent');
  const lastReply = objectOf(memberOf(value, 'last_reply'));
  return {
    requester: readPerson(ids, memberOf(value, 'requester'), 'client'),
    agents: listed.length === 0 && primary !== null ? [primary] : listed,
    previousAgents: readPeople(ids, memberOf(value, 'previous_agents'), 'agent'),
    agent: primary ?? listed[0] ?? null,
    createdByAgent: readPersonOrNull(ids, memberOf(value, 'created_by_agent'), 'agent'),
    lastReply: {
      by: readPersonOrNull(ids, lastReply['by'], 'client'),
      source: textOf(lastReply['source']),
    },
  };
}
