import { jsonPointer, type ProblemError } from '@deskhook/contracts';
import { nearestName } from '@deskhook/domain';
import { z } from 'zod';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** A part of a request: its schema, what came, and where a pointer to it begins (`` for the body, `/query`, …). */
export interface Part {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly prefix: string;
}

/** Every fault of a value as pointer and advice. */
export function schemaFaults(part: Part, issues: readonly Issue[]): ProblemError[] {
  return issues.flatMap((issue) => faultsOf(part, issue, []));
}

function faultsOf(part: Part, issue: Issue, base: Path): ProblemError[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') return unknownFields(part, path, issue.keys);
  if (issue.code === 'invalid_union') {
    const deepest = deepestBranch(issue.errors);
    if (deepest !== null) return deepest.flatMap((inner) => faultsOf(part, inner, path));
  }
  if (issue.code === 'invalid_type' && isAbsent(part.value, path)) return [fault(part, path, 'is required')];
  return [fault(part, path, advice(issue))];
}

function fault(part: Part, path: Path, detail: string): ProblemError {
  return { pointer: part.prefix + jsonPointer(path), detail };
}

function unknownFields(part: Part, path: Path, keys: readonly string[]): ProblemError[] {
  const known = knownFields(part.schema, path);
  return keys.map((key) => {
    const near = nearestName(key, known);
    const hint = near === null ? `known are: ${known.join(', ')}` : `did you mean "${near}"?`;
    return fault(part, [...path, key], `"${key}" is not known here: ${hint}`);
  });
}

const nodeSchema = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});

/** Names of the fields that an object in the schema has. */
function knownFields(schema: z.ZodType, path: Path): string[] {
  let node = nodeSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  for (const step of path) {
    const below = typeof step === 'number' ? node.items : node.properties?.[String(step)];
    node = nodeSchema.safeParse(below).data ?? {};
  }
  return Object.keys(node.properties ?? {});
}

/** Of the ways a union could have been met, the one that the value came closest to. */
function deepestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
  const [best] = [...branches].sort((a, b) => depth(b) - depth(a));
  return best === undefined || depth(best) === 0 ? null : best;
}

function isAbsent(value: unknown, path: Path): boolean {
  let node = value;
  for (const step of path) {
    if (typeof node !== 'object' || node === null) return false;
    node = new Map<PropertyKey, unknown>(Object.entries(node)).get(String(step));
  }
  return node === undefined;
}

/** Zod's words without its technical prefix, except where they would say too little. */
function advice(issue: Issue): string {
  if (issue.code === 'invalid_union' && issue.message === 'Invalid input')
    return 'has none of the allowed forms';
  if (issue.message.endsWith('received NaN')) return 'must be a number';
  return issue.message.replace(/^Invalid input: /, '');
}
