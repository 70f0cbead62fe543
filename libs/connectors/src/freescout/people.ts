import { at, compact, keyOf, listOf, textOf, type JsonObject } from '../reading.js';

/** A user or customer of FreeScout as a person; older releases write the names shorter. */
export function personOf(given: unknown): JsonObject | null {
  const id = keyOf(at(given, 'id'));
  if (id === null) return null;
  const first = textOf(at(given, 'firstName')) ?? textOf(at(given, 'first'));
  const last = textOf(at(given, 'lastName')) ?? textOf(at(given, 'last'));
  const [kind, picture] = [at(given, 'type'), textOf(at(given, 'photoUrl'))];
  return compact({
    id,
    first_name: first,
    last_name: last,
    name: [first, last].filter((part) => part !== null).join(' ') || null,
    email: textOf(at(given, 'email')) ?? textOf(at(listOf(at(given, '_embedded', 'emails'))[0], 'value')),
    phone: textOf(at(given, 'phone')),
    is_agent: kind === 'user' ? true : kind === 'customer' ? false : null,
    organization: textOf(at(given, 'company')),
    avatar: picture === null ? null : { '128': picture },
  });
}
