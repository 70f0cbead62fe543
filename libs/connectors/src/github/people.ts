import { at, compact, keyOf, listOf, textOf, type JsonObject } from '../reading.js';

/** Those who may work on the repository are its agents. */
const AGENTS: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** An account of GitHub as a person; `association` is what it is to the repository. */
export function personOf(user: unknown, association?: unknown): JsonObject | null {
  const id = keyOf(at(user, 'id'));
  if (id === null) return null;
  const picture = textOf(at(user, 'avatar_url'));
  return compact({
    id,
    external_id: textOf(at(user, 'login')),
    name: textOf(at(user, 'name')) ?? textOf(at(user, 'login')),
    email: textOf(at(user, 'email')),
    is_agent: typeof association === 'string' ? AGENTS.has(association) : null,
    avatar: picture === null ? null : { '128': picture },
  });
}

/** Who did it to an issue. GitHub lets nobody change what somebody else has opened who may not work on the repository. */
export function senderOf({ sender, issue }: JsonObject): JsonObject | null {
  const isAuthor = keyOf(at(sender, 'id')) === keyOf(at(issue, 'user', 'id'));
  return isAuthor ? personOf(sender, at(issue, 'author_association')) : agentOf(sender);
}

/** Somebody who works on the repository. */
export function agentOf(user: unknown): JsonObject | null {
  const person = personOf(user);
  return person === null ? null : { ...person, is_agent: true };
}

/** Everybody whom an issue is assigned to now. The action counts: it may be ahead of the issue beside it. */
export function assigneesOf({ action, issue, assignee }: JsonObject): readonly JsonObject[] {
  const agents = listOf(at(issue, 'assignees'))
    .map(agentOf)
    .filter((agent) => agent !== null);
  const one = agentOf(assignee);
  if (one === null) return agents;
  const others = agents.filter(({ id }) => id !== one['id']);
  if (action === 'unassigned') return others;
  return action === 'assigned' ? [...others, one] : agents;
}
