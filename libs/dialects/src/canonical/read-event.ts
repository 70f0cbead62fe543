import type { RenderInput } from '../dialect.js';
import { memberOf, objectOf, parseJson, type JsonObject } from '../json-value.js';
import { firstText, instantOrNull } from './lenient-values.js';
import { isAgentActor } from './message-author.js';
import type { CanonicalEvent } from './model.js';
import { readChanges } from './read-changes.js';
import { readEventMessage } from './read-message.js';
import { readPersonOrNull } from './read-person.js';
import {
  readArticle,
  readAssignment,
  readAssignments,
  readBreach,
  readLogin,
  readMatched,
  readUser,
} from './read-subjects.js';
import { readTenant } from './read-tenant.js';
import { readTicket } from './read-ticket.js';
import type { Reading } from './reading.js';

/**
 * Reads the canonical event out of what a renderer is given, with the fill rules applied (dialects page, end of section
 * 7). Never throws, whatever the event holds: only the id of what it is about is certain to be there.
 */
export function readEvent(input: RenderInput): CanonicalEvent {
  const payload = parseJson(input.payload);
  const isStructured = input.mode === 'structured';
  const attribute = (name: string): string =>
    firstText(isStructured ? memberOf(payload, name) : undefined, input.attributes[name]);
  const data = objectOf(isStructured ? memberOf(payload, 'data') : payload);
  const reading = readingOf(input, attribute, data);
  return {
    id: firstText(attribute('id'), input.deliveryId),
    type: reading.type,
    at: reading.at,
    tenant: reading.tenant,
    actor: reading.actor,
    ticket: readTicket(reading, data['ticket'], data['changes']),
    message: readEventMessage(reading, data),
    assignment: readAssignment(reading, data['assignment']),
    assignments: readAssignments(reading, data),
    changes: readChanges(input.ids, data['changes']),
    user: readUser(reading, data['user']),
    login: readLogin(reading, data),
    article: readArticle(reading, data['article']),
    breach: readBreach(reading, data),
    matched: readMatched(data['trigger']),
    data,
  };
}

function readingOf(input: RenderInput, attribute: (name: string) => string, data: JsonObject): Reading {
  const actorType = attribute('actortype');
  const standing = isAgentActor(data, actorType) === true ? 'agent' : 'client';
  return {
    ids: input.ids,
    type: attribute('type'),
    at: instantOrNull(attribute('time')) ?? input.acceptedAt,
    tenant: readTenant(data['tenant'], input.tenant),
    actor: readPersonOrNull(input.ids, data['actor'], standing),
    actorType,
  };
}
