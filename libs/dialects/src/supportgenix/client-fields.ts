import type { Person } from '../canonical/model.js';
import type { JsonValue } from '../json-value.js';

export type ClientField = keyof ReturnType<typeof clientFields>;

/** Every field of a new client but the custom fields. */
export function clientFields(client: Person) {
  return {
    id: client.id,
    first_name: client.firstName,
    last_name: client.lastName,
    email: client.email,
  } satisfies Readonly<Record<string, JsonValue>>;
}
