import { jsonMembers } from '@deskhook/dialects';

type Members = ReadonlyMap<string, Uint8Array>;

/**
 * Writes JSON that differs in places from JSON that was read. What is unchanged keeps its bytes: writing it again would
 * change the numbers that JavaScript cannot hold, and cost more.
 */
export class SplicedJson {
  private readonly known = new Map<Uint8Array, Members>();

  /** The members of an object's bytes, taken apart once; none when they are another value. */
  members(json: Uint8Array): Members {
    const known = this.known.get(json);
    if (known !== undefined) return known;
    const members = jsonMembers(json) ?? new Map<string, Uint8Array>();
    this.known.set(json, members);
    return members;
  }

  /** The value as JSON, where `original` is what `bytes` were read as. Whatever is the same object in both is unchanged. */
  write(value: unknown, original: unknown, bytes: Uint8Array): Uint8Array {
    if (value === original) return bytes;
    if (!isObject(value) || !isObject(original)) return Buffer.from(JSON.stringify(value));
    const members = this.members(bytes);
    const stated = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return objectOf(
      stated.map(([name, inner]) => {
        const own = members.get(name);
        const json =
          own === undefined ? Buffer.from(JSON.stringify(inner)) : this.write(inner, original[name], own);
        return [name, json];
      }),
    );
  }
}

/** A JSON object of members that are JSON already. */
export function objectOf(members: Iterable<readonly [string, Uint8Array]>): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [name, json] of members)
    parts.push(Buffer.from(`${parts.length === 0 ? '{' : ','}${JSON.stringify(name)}:`), json);
  return Buffer.concat(parts.length === 0 ? [Buffer.from('{}')] : [...parts, Buffer.from('}')]);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
