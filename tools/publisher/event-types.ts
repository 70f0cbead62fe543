import { CANONICAL_PARTS, commandDataSchema, dataSchemaFor } from '@deskhook/contracts';
import { EVENT_CATALOGUE, EVENT_TYPES, isOwnNews } from '@deskhook/domain';
import { compile } from 'json-schema-to-typescript';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { projectRoot } from '../local-stack/project-root.js';

const HEAD = '// Made of the schemas of Deskhook by `npm run build:publisher -- types`. Do not edit.\n\n';
const PARTS: Readonly<Record<string, z.ZodType>> = { ...CANONICAL_PARTS, CommandData: commandDataSchema };
const ROOT = 'Parts';
const definitionsSchema = z.looseObject({
  definitions: z.record(z.string(), z.looseObject({ id: z.string().optional() })),
});

/** The data of each event type, and of commands, as TypeScript: what the package @deskhook/publisher is typed by. */
export async function publisherEventTypes(): Promise<string> {
  const types = await compile(partsSchema(), ROOT, {
    bannerComment: '',
    unreachableDefinitions: true,
    format: false,
  });
  const text = HEAD + withoutRoot(types) + eventData() + eventTypes();
  const config = await resolveConfig(`${projectRoot()}/libs/publisher/src/events.gen.ts`);
  return await format(text, { ...config, parser: 'typescript' });
}

function partsSchema(): object {
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(PARTS)) names.add(schema, { id });
  const schema = z.toJSONSchema(z.object(PARTS), {
    io: 'input',
    unrepresentable: 'any',
    metadata: names,
    target: 'draft-7',
  });
  const { definitions, ...root } = definitionsSchema.parse(schema);
  const titled = Object.entries(definitions).map(([title, { id: _id, ...one }]) => [
    title,
    { title, ...one },
  ]);
  return { ...root, definitions: Object.fromEntries(titled) };
}

/** The object that only holds them together. */
function withoutRoot(types: string): string {
  const remarks = /\/\*\*\n \* This interface was referenced by [\s\S]*?\*\/\n/g;
  return types
    .replaceAll(remarks, '')
    .replace(new RegExp(`export interface ${ROOT} \\{[\\s\\S]*?\\n\\}\\n`), '');
}

function eventData(): string {
  const members = Object.entries(EVENT_CATALOGUE).map(
    ([type, description]) => `  /** ${description} */\n  '${type}': ${dataTypeOf(type)};\n`,
  );
  return `\n/** What an event of each type says. */\nexport interface EventData {\n${members.join('')}}\n`;
}

function eventTypes(): string {
  const names = EVENT_TYPES.filter((type) => !isOwnNews(type)).map((type) => `  '${type}',\n`);
  return `\n/** What a helpdesk may publish, beside \`custom.<name>\`. */\nexport const EVENT_TYPES = [\n${names.join('')}] as const;\n`;
}

function dataTypeOf(type: string): string {
  const schema = dataSchemaFor(type);
  const found = Object.entries(PARTS).find(([, one]) => one === schema);
  if (found === undefined) throw new Error(`the data of ${type} has no name in CANONICAL_PARTS`);
  return found[0];
}
