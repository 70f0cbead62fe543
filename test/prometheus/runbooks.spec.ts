import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { DEAD_LETTER_REASONS } from '@deskhook/contracts';
import { messageSpanName, SUBJECT_TEMPLATES } from '@deskhook/messaging';
import { allNodes, commandTree } from '../../cli/completion/command-tree.js';
import { deskhookProgram } from '../../cli/program.js';
import { Run } from '../../cli/session.js';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { RUNBOOKS } from './rule-files.js';

const OPERATIONS = 'docs/operations';
const REASONS_PAGE = `${RUNBOOKS}/deskhook-dead-letters.md`;

const textOf = (path: string): string => readFileSync(join(projectRoot(), path), 'utf8');
const pages = [
  ...readdirSync(join(projectRoot(), RUNBOOKS)).map((name) => `${RUNBOOKS}/${name}`),
  `${OPERATIONS}/disaster-recovery.md`,
  `${OPERATIONS}/backup-and-restore.md`,
].map((path) => ({ path, text: textOf(path) }));

/** Every text between backticks, and every line of a block of code, that a pattern finds something in. */
function coded(pattern: RegExp, among = pages): readonly (readonly [path: string, found: string])[] {
  return among.flatMap(({ path, text }) =>
    [...text.matchAll(/```\w+\n([\s\S]*?)```|`([^`\n]+)`/g)].flatMap(([, block, span]) =>
      (block ?? span ?? '')
        .split('\n')
        .flatMap((line) =>
          [...line.matchAll(pattern)].map(([whole, part]) => [path, part ?? whole] as const),
        ),
    ),
  );
}

/** What is found and is not known; empty when all is. Something has to be found, or the pattern holds nothing. */
function unknown(found: ReturnType<typeof coded>, isKnown: (name: string) => boolean) {
  expect(found.length).toBeGreaterThan(0);
  return found.filter(([, name]) => !isKnown(name));
}

/** The services' own code, to find literals in. */
const sources = ['services', 'libs'].flatMap((room) =>
  readdirSync(join(projectRoot(), room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('/src/') && name.endsWith('.ts') && !name.endsWith('spec.ts'))
    .map((name) => textOf(join(room, name))),
);
const isInCode = (literal: string): boolean => sources.some((text) => text.includes(literal));

describe('the run books, and what to do in a disaster', () => {
  test('name dead-letter reasons that there are, and each of them', () => {
    const reasons = new Set<string>(DEAD_LETTER_REASONS);
    const page = pages.filter(({ path }) => path === REASONS_PAGE);
    const named = coded(/^[a-z]+(?:_[a-z]+)*$/g, page);
    expect(unknown(named, (name) => reasons.has(name))).toEqual([]);
    expect(new Set(named.map(([, name]) => name))).toEqual(reasons);
    expect(unknown(coded(/"reason":"(\w+)"/g), (name) => reasons.has(name))).toEqual([]);
  });

  test('name metrics that there are', () => {
    const rows = textOf('docs/metrics.md').matchAll(/^\| `(\w+)`/gm);
    const known = new Set(Array.from(rows, ([, name]) => name));
    const named = coded(/(?<![\w:-])deskhook_[a-z_]+[a-z]/g);
    const bare = (name: string) => name.replace(/_(?:bucket|count|sum)$/, '');
    expect(unknown(named, (name) => known.has(name) || known.has(bare(name)))).toEqual([]);
    const recorded = textOf('deploy/helm/deskhook/files/rules/deskhook-recording.yaml');
    const ofRules = coded(/deskhook:[a-z_:0-9]+/g);
    expect(unknown(ofRules, (name) => recorded.includes(`record: ${name}\n`))).toEqual([]);
  });

  test('name spans that there are', () => {
    const operations = ['send', 'process', 'settle'] as const;
    const known = operations.flatMap((operation) =>
      Object.values(SUBJECT_TEMPLATES).map((template) => messageSpanName(operation, template)),
    );
    expect(unknown(coded(/^(?:send|process|settle|deliver)\b.*$/g), (name) => known.includes(name))).toEqual(
      [],
    );
  });

  test('name log events that there are', () => {
    const named = coded(/^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/g);
    const ofOthers = (name: string) => /^(?:nats|networkPolicy|deskhook|autoscaling|config)\./.test(name);
    const isFile = (name: string) => /\.(?:js|md|yaml|txt|dump)$/.test(name);
    const events = named.filter(([, name]) => !ofOthers(name) && !isFile(name));
    expect(unknown(events, (name) => isInCode(`'${name}'`))).toEqual([]);
  });

  test('name settings, streams and buckets that there are', () => {
    const example = textOf('deploy/config.example.env');
    const isSetting = (name: string) => example.includes(`\n${name}=`) || isInCode(`'${name}'`);
    const ofTheCommandLine = new Set(['DESKHOOK_URL', 'DESKHOOK_KEY', 'DESKHOOK_TENANT']);
    const named = coded(/(?<![\w…])DESKHOOK_[A-Z_]+[A-Z]/g);
    expect(unknown(named, (name) => ofTheCommandLine.has(name) || isSetting(name))).toEqual([]);
  });

  test('give commands that there are, with options that they have', () => {
    const { env, stdin, stdout, stderr } = process;
    const interrupted = new AbortController().signal;
    const program = deskhookProgram(new Run({ env, stdin, stdout, stderr, interrupted }));
    const nodes = allNodes(commandTree(program, new Map()));
    const given = coded(/(?:^\s*|-- |=\S+ )deskhook ([a-z][^#|`]*)/g);
    expect(given.length).toBeGreaterThan(10);
    for (const [path, line] of given) {
      const [command = '', below = ''] = line.split(/\s+/);
      const node =
        nodes.find((one) => one.path === `/${command}/${below}`) ??
        nodes.find((one) => one.path === `/${command}`);
      expect([path, line, node?.path]).toEqual([path, line, expect.any(String)]);
      const options = [...(node?.options ?? []), ...(node?.optionsOfDefault ?? [])];
      for (const [, name = '', value = ''] of line.matchAll(/(?<=\s)(--?[a-z][a-z-]*)(?: ([a-z]+))?/g)) {
        const option = options.find(({ names }) => names.includes(name));
        expect([path, line, option?.names]).toEqual([path, line, expect.arrayContaining([name])]);
        if (option?.values?.kind === 'words')
          expect([line, option.values.words]).toEqual([line, expect.arrayContaining([value])]);
      }
    }
  });
});
