import { at, compact, keyOf, textOf, type JsonObject } from '../reading.js';

/** A contact: somebody who writes to the helpdesk. */
export function contactOf(given: unknown): JsonObject | null {
  return personOf(given, false);
}

/** A user of Chatwoot: an agent, or a bot that answers for one. */
export function agentOf(given: unknown): JsonObject | null {
  return personOf(given, true);
}

/** Whoever wrote a message. */
export function senderOf(given: unknown, isIncoming: boolean): JsonObject | null {
  return isIncoming ? contactOf(given) : agentOf(given);
}

function personOf(given: unknown, isAgent: boolean): JsonObject | null {
  const id = keyOf(at(given, 'id'));
  if (id === null) return null;
  const picture =
    textOf(at(given, 'avatar_url')) ?? textOf(at(given, 'avatar')) ?? textOf(at(given, 'thumbnail'));
  return compact({
    id,
    external_id: textOf(at(given, 'identifier')),
    name: textOf(at(given, 'name')),
    email: textOf(at(given, 'email')),
    phone: textOf(at(given, 'phone_number')),
    is_agent: isAgent,
    avatar: picture === null ? null : { '128': picture },
  });
}
