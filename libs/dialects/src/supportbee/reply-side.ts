import { statedAgent } from '../canonical/stated-agent.js';
import { memberOf } from '../json-value.js';

/**
 * Whether a reply is an agent's. Its author decides; then the author's kind beside it, then being the requester, then
 * the actor. Nobody known: a customer, since an agent's events name their actor.
 */
export function isAgentReply(data: Readonly<Record<string, unknown>>): boolean {
  const author = memberOf(data, 'message', 'author');
  const stated =
    statedAgent(author) ??
    statedAgent({ kind: memberOf(data, 'message', 'author_kind') }) ??
    notRequester(author, data) ??
    statedAgent(memberOf(data, 'actor'));
  return stated ?? false;
}

/** False for the requester's own reply; of anybody else the id says nothing. */
function notRequester(author: unknown, data: Readonly<Record<string, unknown>>): false | null {
  const id = memberOf(author, 'id');
  return id !== undefined && id === memberOf(data, 'ticket', 'requester', 'id') ? false : null;
}
