import { z } from 'zod';
import { CANONICAL_PARTS } from '../canonical-data.schema.js';

export type Json = Readonly<Record<string, unknown>>;

const names = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(CANONICAL_PARTS)) names.add(schema, { id });
const definitionsSchema = z.looseObject({ definitions: z.record(z.string(), z.looseObject({})) });

/** What helpdesks send: the parts of the canonical model are references. */
export function incomingSchema(schema: z.ZodType): Json {
  const { definitions: _definitions, ...own } = convert(schema, 'input');
  return own;
}

/** What Deskhook sends. Messages may gain fields: who reads them must not refuse those. */
export function outgoingSchema(schema: z.ZodType): Json {
  return convert(schema, 'output');
}

/** The parts that are referred to, by name. */
export function partSchemas(): Json {
  const all = z.toJSONSchema(z.object(CANONICAL_PARTS), options('input'));
  const { definitions } = definitionsSchema.parse(inComponents(all));
  return Object.fromEntries(Object.entries(definitions).map(([name, { id: _id, ...one }]) => [name, one]));
}

function convert(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _schema, ...own } = inComponents(z.toJSONSchema(schema, options(io)));
  return own;
}

function options(io: 'input' | 'output'): z.core.ToJSONSchemaParams {
  const common = { io, unrepresentable: 'any', target: 'draft-7' } as const;
  return io === 'input' ? { ...common, metadata: names } : { ...common, override: open };
}

function open({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

function inComponents(schema: object): Json {
  const text = JSON.stringify(schema).replaceAll('#/definitions/', '#/components/schemas/');
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}
