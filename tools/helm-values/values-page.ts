import { isMap, isScalar, parseDocument, type Node, type Pair, type YAMLMap } from 'yaml';

interface Row {
  readonly path: string;
  readonly fallback: string;
  readonly meaning: string;
}

interface Section {
  readonly name: string;
  readonly meaning: string;
  readonly rows: readonly Row[];
}

const HEAD = `# Values of the chart

Made of the comments in [values.yaml](../../deploy/helm/deskhook/values.yaml) by \`node tools/run.mjs tools/helm-values/main\`; change them there.
A value that is not of this list, or of another kind, is refused by \`values.schema.json\` and named. How to install: [install.md](install.md).
`;

/** The chart's values as a page: a table for each part, each row with the default and what its comment says. */
export function valuesPage(text: string): string {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) throw new Error('values.yaml is not a map');
  const sections = sectionsOf(contents);
  return [HEAD, ...sections.map(sectionText)].join('\n');
}

/** Values that stand alone come first, together. */
function sectionsOf(values: YAMLMap): readonly Section[] {
  const parts = values.items.map((pair) => ({ name: keyOf(pair), meaning: commentOf(pair, values), pair }));
  const alone = parts.filter(({ pair }) => !hasParts(pair.value));
  const rows = alone.map(({ name, meaning, pair }) => rowOf(name, meaning, pair.value));
  const sections = parts.flatMap(({ name, meaning, pair }) =>
    hasParts(pair.value) ? [{ name, meaning, rows: rowsOf(pair.value, name) }] : [],
  );
  return [{ name: 'By themselves', meaning: '', rows }, ...sections];
}

function rowsOf(values: YAMLMap, path: string): readonly Row[] {
  return values.items.flatMap((pair) => {
    const name = `${path}.${keyOf(pair)}`;
    const meaning = commentOf(pair, values);
    return hasParts(pair.value)
      ? [...(meaning === '' ? [] : [{ path: name, fallback: '', meaning }]), ...rowsOf(pair.value, name)]
      : [rowOf(name, meaning, pair.value)];
  });
}

const rowOf = (path: string, meaning: string, value: unknown): Row => ({
  path,
  fallback: JSON.stringify(isNode(value) ? value.toJSON() : value),
  meaning,
});

/** A map in one line, such as resources, is a value; one of several lines has parts. */
function hasParts(value: unknown): value is YAMLMap {
  return isMap(value) && value.items.length > 0 && value.flow !== true;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'toJSON' in value;
}

const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

/** What stands above a value; above the first of a map it belongs to the map for the parser. */
function commentOf(pair: Pair, parent: YAMLMap): string {
  const isFirst = parent.items[0] === pair;
  const own = isNode(pair.key) ? pair.key.commentBefore : undefined;
  const text = own ?? (isFirst ? parent.commentBefore : undefined) ?? '';
  // Of several paragraphs the last is about the value.
  return (text.split('\n\n').at(-1) ?? '')
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .trim();
}

function sectionText({ name, meaning, rows }: Section): string {
  const title = name === 'By themselves' ? name : `\`${name}\``;
  const lines = rows.map(
    ({ path, fallback, meaning: what }) => `| \`${path}\` | ${code(fallback)} | ${cell(what)} |`,
  );
  const table = ['| Value | Default | Meaning |', '| --- | --- | --- |', ...lines].join('\n');
  return [`## ${title}`, ...(meaning === '' ? [] : [cell(meaning)]), table, ''].join('\n\n').trimEnd() + '\n';
}

const code = (text: string): string => (text === '' ? '' : `\`${cell(text)}\``);
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
