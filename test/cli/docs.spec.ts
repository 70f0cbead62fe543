import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { deliveryReplayFilterSchema, deliveryStatusSchema } from '@deskhook/contracts';
import { DELIVERY_STATUSES, SERVICES } from '../../cli/choices.js';
import { allNodes, commandTree, type CommandNode } from '../../cli/completion/command-tree.js';
import { SERVICE_NEEDS } from '../../cli/doctor/service-needs.js';
import { EXIT } from '../../cli/exit-codes.js';
import { deskhookProgram } from '../../cli/program.js';
import { Run } from '../../cli/session.js';
import { projectRoot } from '../../tools/local-stack/project-root.js';

const { env, stdin, stdout, stderr } = process;
const program = deskhookProgram(
  new Run({ env, stdin, stdout, stderr, interrupted: new AbortController().signal }),
);
const nodes = allNodes(commandTree(program, new Map())).filter(({ path }) => path !== '');
const page = readFileSync(join(projectRoot(), 'docs', 'cli.md'), 'utf8');
/** Explained once, under "Settings". */
const SHARED = ['--url', '--key-file', '--tenant', '--timeout', '--json', '--help'];

const nameOf = ({ path }: CommandNode) => `deskhook${path.replaceAll('/', ' ')}`;
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section) => [/^`([^`]+)`/.exec(section)?.[1] ?? '', section.split(/^## /m)[0] ?? '']),
);

describe('docs/cli.md', () => {
  test('has a section for each command, and for no other', () => {
    expect([...sections.keys()].toSorted()).toEqual(nodes.map(nameOf).toSorted());
  });

  test.each(nodes.map((node) => [nameOf(node), node] as const))(
    '%s: names each option, and no other',
    (name, { options }) => {
      const own = options.map(({ names }) => names[0] ?? '').filter((option) => !SHARED.includes(option));
      const named = (sections.get(name) ?? '').matchAll(/`(--[a-z-]+)`/g);
      const inPage = new Set(Array.from(named, ([, option = '']) => option));
      expect(Array.from(inPage).toSorted()).toEqual(own.toSorted());
    },
  );

  test('lists every exit code and every shared option', () => {
    for (const code of Object.values(EXIT)) expect(page).toContain(`| \`${code}\``);
    for (const option of SHARED.filter((one) => one !== '--help')) expect(page).toContain(`\`${option}\``);
  });
});

describe('what help and completion offer', () => {
  test('is what the API takes', () => {
    expect(DELIVERY_STATUSES).toEqual(deliveryStatusSchema.options);
    expect(deliveryReplayFilterSchema.shape.status.unwrap().options).toEqual(DELIVERY_STATUSES);
    expect([...SERVICES].toSorted()).toEqual(Object.keys(SERVICE_NEEDS).toSorted());
  });

  test('every command has a description, and every option too', () => {
    const blank = nodes
      .flatMap((node) => [node, ...node.options])
      .filter(({ description }) => description === '');
    expect(blank).toEqual([]);
  });
});
