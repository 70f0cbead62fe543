import { z } from 'zod';
import { manifestSchema } from './manifest.schema.js';

type Node = Readonly<Record<string, unknown>>;
const openObject = z.record(z.string(), z.unknown());

/** Fields whose text may be taken from elsewhere. */
const SECRETS: ReadonlySet<string> = new Set(['secret', 'password', 'token', 'clientSecret', 'key']);
const SECRET_FROM = { $ref: '#/$defs/secretFrom' };
const DEFINITION = {
  description: 'The text is taken from the environment or a file when it is applied',
  type: 'object',
  properties: {
    secretFrom: {
      oneOf: ['env', 'file'].map((name) => ({
        type: 'object',
        properties: { [name]: { type: 'string', minLength: 1 } },
        required: [name],
        additionalProperties: false,
      })),
    },
  },
  required: ['secretFrom'],
  additionalProperties: false,
};

/** The JSON Schema of a document as it is written, for editors. It is the API's own, and so knows all of its fields. */
export function manifestJsonSchema(): Node {
  const { $schema, ...schema } = z.toJSONSchema(manifestSchema, { io: 'input', unrepresentable: 'any' });
  const documents = openObject.parse(withSecretFrom(schema));
  return { $schema, title: 'Configuration of Deskhook', ...documents, $defs: { secretFrom: DEFINITION } };
}

function withSecretFrom(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withSecretFrom);
  const fields = openObject.safeParse(node).data;
  if (fields === undefined) return node;
  const { properties, ...rest } = Object.fromEntries(
    Object.entries(fields).map(([name, inner]) => [name, withSecretFrom(inner)]),
  );
  const named = openObject.safeParse(properties).data;
  if (named === undefined) return { ...(properties === undefined ? {} : { properties }), ...rest };
  const taken = Object.entries(named).map(([name, inner]) => [name, allowed(name, inner)]);
  return { ...rest, properties: Object.fromEntries(taken) };
}

function allowed(name: string, schema: unknown): unknown {
  if (SECRETS.has(name)) return orFrom(schema);
  const fields = openObject.safeParse(schema).data;
  if (name !== 'headers' || fields === undefined) return schema;
  return { ...fields, additionalProperties: orFrom(fields['additionalProperties']) };
}

const orFrom = (schema: unknown) => ({ anyOf: [schema, SECRET_FROM] });
