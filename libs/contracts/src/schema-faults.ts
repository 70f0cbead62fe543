import { nearestName } from '@deskhook/domain';
import { z } from 'zod';
import { jsonPointer } from './json-pointer.js';
import type { ProblemError } from './problem.schema.js';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Of what came, so many characters are repeated. */
const SHOWN_CHARACTERS = 50;

/** Something to be read: its schema, what came, and where a pointer to it begins (`` for a body, `/query`, …). */
export interface SchemaPart {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly prefix: string;
}

/** Every fault of a value as pointer and advice. */
export function schemaFaults(part: SchemaPart, issues: readonly Issue[]): ProblemError[] {
  return issues.flatMap((issue) => faultsOf(part, issue, []));
}

function faultsOf(part: SchemaPart, issue: Issue, base: Path): ProblemError[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') return unknownFields(part, path, issue.keys);
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined)
    return [fault(part, path, choiceAdvice(part, path, discriminators(part, path)))];
  if (issue.code === 'invalid_value') return [fault(part, path, choiceAdvice(part, path, issue.values))];
  if (issue.code === 'invalid_union') {
    const deepest = deepestBranch(issue.errors);
    if (deepest !== null) return deepest.flatMap((inner) => faultsOf(part, inner, path));
  }
  const saysLittle = issue.code === 'invalid_type' || issue.message === 'Invalid input';
  if (saysLittle && isAbsent(part.value, path)) return [fault(part, path, 'is required')];
  return [fault(part, path, advice(issue))];
}

function fault(part: SchemaPart, path: Path, detail: string): ProblemError {
  return { pointer: part.prefix + jsonPointer(path), detail };
}

function unknownFields(part: SchemaPart, path: Path, keys: readonly string[]): ProblemError[] {
  const known = knownFields(part, path);
  return keys.map((key) => fault(part, [...path, key], `"${key}" is not known here: ${hint(key, known)}`));
}

/** What stands where one of a few texts or numbers must stand. */
function choiceAdvice(part: SchemaPart, path: Path, choices: readonly unknown[]): string {
  const known = choices.map(String);
  const value = valueAt(part.value, path);
  if (value === undefined) return `is required: one of ${known.join(', ')}`;
  if (typeof value !== 'string') return `must be one of ${known.join(', ')}`;
  return `"${value.slice(0, SHOWN_CHARACTERS)}" is not known here: ${hint(value, known)}`;
}

function hint(name: string, known: readonly string[]): string {
  const near = nearestName(name.slice(0, SHOWN_CHARACTERS), known);
  return near === null ? `known are: ${known.join(', ')}` : `did you mean "${near}"?`;
}

const nodeSchema = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
});
type Node = z.infer<typeof nodeSchema>;

/** Names of the fields that an object in the schema has; where it is a union, in the forms that the value can have. */
function knownFields(part: SchemaPart, path: Path): string[] {
  const nodes = nodesAt(part.schema, path);
  const value = valueAt(part.value, path);
  const meant = nodes.filter((node) => fitsConstants(node, value));
  return [
    ...new Set((meant.length > 0 ? meant : nodes).flatMap((node) => Object.keys(node.properties ?? {}))),
  ];
}

/** The values of the field at a path that tell the forms of a union apart. */
function discriminators(part: SchemaPart, path: Path): unknown[] {
  return nodesAt(part.schema, path).flatMap((node) => (node.const === undefined ? [] : [node.const]));
}

function nodesAt(schema: z.ZodType, path: Path): Node[] {
  let nodes = formsOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  for (const step of path)
    nodes = nodes.flatMap(({ items, properties }) =>
      formsOf(typeof step === 'number' ? items : properties?.[String(step)]),
    );
  return nodes;
}

function formsOf(schema: unknown): Node[] {
  const node = nodeSchema.safeParse(schema).data;
  if (node === undefined) return [];
  const forms = [...(node.anyOf ?? []), ...(node.oneOf ?? [])];
  return forms.length === 0 ? [node] : forms.flatMap(formsOf);
}

function fitsConstants({ properties }: Node, value: unknown): boolean {
  return Object.entries(properties ?? {}).every(([name, schema]) => {
    const expected = nodeSchema.safeParse(schema).data?.const;
    return expected === undefined || expected === valueAt(value, [name]);
  });
}

/** Of the ways a union could have been met, the one that the value came closest to. */
function deepestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
  const [best] = [...branches].sort((a, b) => depth(b) - depth(a));
  return best === undefined || depth(best) === 0 ? null : best;
}

function isAbsent(value: unknown, path: Path): boolean {
  return valueAt(value, path) === undefined;
}

/** What stands at a path; undefined where there is nothing. */
function valueAt(value: unknown, path: Path): unknown {
  let node = value;
  for (const step of path) {
    if (typeof node !== 'object' || node === null) return undefined;
    node = new Map<PropertyKey, unknown>(Object.entries(node)).get(String(step));
  }
  return node;
}

/** Zod's words without its technical prefix, except where they would say too little. */
function advice(issue: Issue): string {
  if (issue.code === 'invalid_union' && issue.message === 'Invalid input')
    return 'has none of the allowed forms';
  if (issue.message.endsWith('received NaN')) return 'must be a number';
  return issue.message.replace(/^Invalid input: /, '');
}
