import { isAgentActor, isAgentAuthor } from '../canonical/message-author.js';
import type { EventFacts } from '../event-facts.js';
import { memberOf } from '../json-value.js';

/**
 * Whether a reply is an agent's. What is known of its author decides, then what is known of the actor. Nobody known: a
 * customer, since an agent's events name their actor.
 */
export function isAgentReply({ data, actorType }: EventFacts): boolean {
  const author = isAgentAuthor(memberOf(data, 'message'), memberOf(data, 'ticket'));
  return author ?? isAgentActor(data, actorType) ?? false;
}
