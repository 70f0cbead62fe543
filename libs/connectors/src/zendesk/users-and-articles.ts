import { ignored, one, unmapped } from '../canonical.js';
import type { Mapping } from '../connector.js';
import { at, compact, instantOf, keyOf, listOf, textOf, type JsonObject } from '../reading.js';

/** Events of users and of the knowledge base. */
export function otherEvent(name: string, payload: JsonObject): Mapping {
  switch (name) {
    case 'user.created':
      return userEvent('user.created', payload, {});
    case 'user.role_changed':
      return userEvent('user.role_changed', payload, roles(payload['event']));
    case 'article.published':
      return articleEvent(payload);
    default:
      return ignored(`the event "${name}" is nothing that Deskhook knows`);
  }
}

function userEvent(type: string, { detail, time }: JsonObject, more: JsonObject): Mapping {
  const id = keyOf(at(detail, 'id'));
  if (id === null) return unmapped('"detail.id" of the user is missing');
  const role = textOf(at(detail, 'role'));
  const user = compact({
    id,
    external_id: textOf(at(detail, 'external_id')),
    name: textOf(at(detail, 'name')),
    email: textOf(at(detail, 'email')),
    roles: role === null ? null : [role],
    is_agent: role === null ? null : role !== 'end-user',
    organization: textOf(keyOf(at(detail, 'organization_id'))),
    ...more,
  });
  return one({ type, subject: `users/${id}`, time: instantOf(time), data: { user } });
}

function roles(event: unknown): JsonObject {
  const side = (name: string) => [textOf(at(event, name))].filter((role) => role !== null);
  return { old_roles: side('previous'), new_roles: side('current') };
}

function articleEvent({ detail, event, time }: JsonObject): Mapping {
  const id = keyOf(at(detail, 'id'));
  if (id === null) return unmapped('"detail.id" of the article is missing');
  const author = keyOf(at(event, 'author_id'));
  const article = compact({
    id,
    title: textOf(at(event, 'title')),
    author: author === null ? null : { id: author },
    tags: listOf(at(event, 'tags')).flatMap((tag) => compact({ name: textOf(tag) }) ?? []),
  });
  return one({
    type: 'article.published',
    subject: `articles/${id}`,
    time: instantOf(time),
    data: { article },
  });
}
