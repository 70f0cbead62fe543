import { ignored, one, summaryOf, ticketEvent, unmapped } from '../canonical.js';
import type { InboundRequest, Mapping } from '../connector.js';
import type { OptionValues } from '../options.js';
import { at, compact, instantOf, isObject, keyOf, textOf, type JsonObject } from '../reading.js';
import { changesOf } from './changes.js';
import { personOf, senderOf } from './people.js';
import { ticketOf } from './ticket.js';

/** Webhook events `issues` and `issue_comment`. A comment of a pull request is no issue's. */
export function toEvents(payload: JsonObject, { headers }: InboundRequest, options: OptionValues): Mapping {
  const event = headers['x-github-event'] ?? '';
  if (event === 'ping') return ignored('GitHub asks whether anybody is here');
  if (event !== 'issues' && event !== 'issue_comment')
    return ignored(`the event "${event}" is not one of issues: select "Issues" and "Issue comments"`);
  const ticket = ticketOf(payload, options);
  if (ticket === null) return unmapped('issue.id is missing: this is not what GitHub sends of issues');
  if (isObject(at(payload, 'issue', 'pull_request'))) return ignored('it is about a pull request');
  const action = textOf(payload['action']) ?? '';
  return event === 'issues'
    ? issueEvent(action, ticket, payload, options)
    : commentEvent(action, ticket, payload);
}

function issueEvent(action: string, ticket: JsonObject, payload: JsonObject, options: OptionValues): Mapping {
  const time = instantOf(at(payload, 'issue', 'updated_at'));
  const actor = senderOf(payload);
  if (action === 'opened') return one(ticketEvent({ type: 'ticket.created', time, ticket, actor }));
  if (action === 'deleted') return one(ticketEvent({ type: 'ticket.deleted', time, ticket, actor }));
  const changes = changesOf(action, payload, options);
  if (changes.length === 0) return ignored(`the action "${action}" changes nothing that a ticket has`);
  const before = action === 'assigned' || action === 'unassigned' ? changes[0]?.['old'] : undefined;
  const told = before === undefined ? ticket : { ...ticket, previous_agents: before };
  return one(ticketEvent({ type: 'ticket.updated', time, ticket: told, actor, changes }));
}

function commentEvent(action: string, ticket: JsonObject, payload: JsonObject): Mapping {
  if (action !== 'created')
    return ignored(`a comment was ${action || 'touched'}, and only new ones are replies`);
  const { comment } = payload;
  const author = personOf(at(comment, 'user'), at(comment, 'author_association'));
  const text = textOf(at(comment, 'body'));
  const created = instantOf(at(comment, 'created_at'));
  const message = compact({
    id: keyOf(at(comment, 'id')),
    kind: 'reply',
    visibility: 'public',
    origin: { slug: 'github' },
    author,
    text,
    summary: summaryOf(text),
    url: textOf(at(comment, 'html_url')),
    created,
  });
  return one(ticketEvent({ type: 'reply.created', time: created, ticket, actor: author, message }));
}
