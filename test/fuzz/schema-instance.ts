import { z } from 'zod';
import type { Random } from '../chaos/random.js';

const jsonSchema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown(),
  format: z.string().optional(),
  examples: z.array(z.unknown()).optional(),
  default: z.unknown(),
});

const DEPTH_MAX = 6;
const TEXTS = [
  'x',
  'ticket.created',
  'https://example.com/hook',
  '2026-02-17T14:45:00.000Z',
  '5s',
  'acme',
  '1',
];

/** Makes values that a JSON schema may allow: near enough to be worth mutating. */
export class InstanceMaker {
  constructor(
    private readonly root: unknown,
    private readonly random: Random,
  ) {}

  make(schema: unknown, depth = 0): unknown {
    const parsed = jsonSchema.safeParse(schema);
    if (!parsed.success || depth > DEPTH_MAX) return this.random.pick([null, 'x', 1, true]);
    const found = parsed.data;
    if (found.$ref !== undefined) return this.make(this.resolve(found.$ref), depth + 1);
    const options = found.anyOf ?? found.oneOf ?? found.allOf;
    if (found.const !== undefined) return found.const;
    const listed = found.enum ?? found.examples;
    if (listed !== undefined && listed.length > 0) return this.one(listed);
    if (options !== undefined && options.length > 0) return this.make(this.one(options), depth + 1);
    return this.ofType(found, depth);
  }

  private ofType(schema: z.infer<typeof jsonSchema>, depth: number): unknown {
    const type = Array.isArray(schema.type) ? this.one(schema.type) : schema.type;
    switch (type) {
      case 'object':
        return this.object(schema, depth);
      case 'array': {
        const length = Math.floor(this.random.next() * 3);
        return Array.from({ length }, () => this.make(schema.items, depth + 1));
      }
      case 'integer':
        return Math.floor(this.random.next() * 100);
      case 'number':
        return this.random.next() * 100;
      case 'boolean':
        return this.random.chance(0.5);
      case 'null':
        return null;
      default:
        return this.one(TEXTS);
    }
  }

  private object({ properties = {}, required = [] }: z.infer<typeof jsonSchema>, depth: number): object {
    const names = Object.keys(properties).filter(
      (name) => required.includes(name) || this.random.chance(0.5),
    );
    return Object.fromEntries(names.map((name) => [name, this.make(properties[name], depth + 1)]));
  }

  private one(list: readonly unknown[]): unknown {
    return list[Math.floor(this.random.next() * list.length)];
  }

  private resolve(reference: string): unknown {
    let found: unknown = this.root;
    for (const part of reference.replace(/^#\//, '').split('/'))
      found = typeof found === 'object' && found !== null ? Reflect.get(found, part) : undefined;
    return found;
  }
}
