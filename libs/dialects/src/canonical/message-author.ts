import { listOf, memberOf } from '../json-value.js';
import { statedAgent } from './stated-agent.js';

/**
 * Whether an agent wrote a message: as its author is stated, else the author's kind beside it, else as the author's
 * place in the ticket tells. Null: nothing tells. Both the reading of events and the choice of native events go by it.
 */
export function isAgentAuthor(message: unknown, ticket: unknown): boolean | null {
  const author = memberOf(message, 'author');
  return (
    statedAgent(author) ??
    statedAgent({ kind: memberOf(message, 'author_kind') }) ??
    isAgentOfTicket(author, ticket)
  );
}

/** Whether the actor of an event is an agent: as stated, else by the attribute `actortype`, else by the ticket. */
export function isAgentActor(data: unknown, actorType: string | null): boolean | null {
  const actor = memberOf(data, 'actor');
  const ticket = memberOf(data, 'ticket');
  return statedAgent(actor) ?? statedAgent({ kind: actorType }) ?? isAgentOfTicket(actor, ticket);
}

/** False for the requester, true for one of the ticket's agents; of anybody else the id says nothing. */
function isAgentOfTicket(person: unknown, ticket: unknown): boolean | null {
  const id = idOf(person);
  if (id === '') return null;
  if (id === idOf(memberOf(ticket, 'requester'))) return false;
  const agents = [...listOf(memberOf(ticket, 'agents')), memberOf(ticket, 'primary_agent')];
  return agents.some((agent) => idOf(agent) === id) ? true : null;
}

/** A person may be a bare id. `12` and `"12"` are the same one. */
function idOf(person: unknown): string {
  const id = memberOf(person, 'id') ?? person;
  return typeof id === 'number' || typeof id === 'string' ? String(id) : '';
}
