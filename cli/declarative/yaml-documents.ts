import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseAllDocuments, type Document } from 'yaml';
import { messageOf, type Fault } from '../cli-error.js';
import type { Path } from './manifest.js';
import type { Source } from './read-sources.js';

/** One document of a source as plain values, and where in the source each of them stands. */
export interface YamlDocument {
  readonly value: unknown;
  readonly placeOf: (pointer: string) => string;
}

/** The documents of a source that are not empty, or every place where it is not YAML. */
export function yamlDocuments({ file, text }: Source): {
  readonly documents: readonly YamlDocument[];
  readonly faults: readonly Fault[];
} {
  const lines = new LineCounter();
  const place = (offset: number): string => `${file}:${lines.linePos(offset).line}`;
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  const faults = [...parsed].flatMap(({ errors }) =>
    errors.map(({ pos, message }) => ({ pointer: place(pos[0]), detail: message })),
  );
  if (faults.length > 0) return { documents: [], faults };
  const documents = [...parsed].filter(({ contents }) => contents !== null && !isEmpty(contents));
  return collected(documents.map((document) => () => toDocument(document, place)));
}

function collected(makers: readonly (() => YamlDocument | Fault)[]) {
  const made = makers.map((make) => make());
  return {
    documents: made.filter((one) => 'value' in one),
    faults: made.filter((one) => 'pointer' in one),
  };
}

/** Aliases that multiply without end are refused by the library. */
function toDocument(document: Document.Parsed, place: (offset: number) => string): YamlDocument | Fault {
  const placeOf = (pointer: string) => place(offsetAt(document, pathOf(pointer)));
  try {
    return { value: document.toJS(), placeOf };
  } catch (error) {
    return { pointer: placeOf(''), detail: messageOf(error) };
  }
}

/** Where the value at a path begins; where there is none, what would hold it. Of what a mapping holds, the place of its key. */
function offsetAt(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? document.range[0];
  for (const step of path) {
    const next = childAt(node, step);
    if (next === undefined) return offset;
    offset = next.offset ?? offset;
    node = next.node;
  }
  return offset;
}

function childAt(
  node: unknown,
  step: string | number,
): { readonly node: unknown; readonly offset: number | undefined } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { node: item, offset: startOf(item) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
  return isPair(pair) ? { node: pair.value, offset: startOf(pair.key) } : undefined;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function isEmpty(contents: unknown): boolean {
  return isScalar(contents) && contents.value === null;
}

function pathOf(pointer: string): Path {
  const [, ...steps] = pointer.split('/');
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
