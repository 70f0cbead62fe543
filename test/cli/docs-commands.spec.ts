import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type Command, CommanderError } from 'commander';
import { describe, expect, test } from '@jest/globals';
import { deskhookProgram } from '../../cli/program.js';
import { Run } from '../../cli/session.js';
import { projectRoot } from '../../tools/local-stack/project-root.js';

/** A command line of a page, as the words after `deskhook`. */
interface Written {
  readonly line: string;
  readonly words: readonly string[];
  /** In a sentence a command may be named without all that it needs. */
  readonly isNamed: boolean;
}

const PAGES = ['README.md', 'docs/**/*.md', 'examples/**/*.md', 'deploy/**/*.{md,txt,yaml}'];
/** What blocks hold scripts, or may. */
const SCRIPTS = ['', 'sh', 'bash', 'console', 'yaml'];
const INCOMPLETE = ['commander.missingMandatoryOptionValue', 'commander.missingArgument'];
const pages = globSync(PAGES, { cwd: projectRoot() }).toSorted();
const found = pages.map(
  (page) => [page, writtenIn(readFileSync(join(projectRoot(), page), 'utf8'))] as const,
);

describe('command lines in the docs', () => {
  test.each(found.filter(([, lines]) => lines.length > 0))('%s', async (_page, lines) => {
    const faults = await Promise.all(lines.map(faultOf));
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
  });

  test('are looked at: the pages have many', () => {
    expect(found.flatMap(([, lines]) => lines).length).toBeGreaterThan(40);
  });

  test('name the program, and not the file that it is', () => {
    const naming = pages.filter((page) =>
      readFileSync(join(projectRoot(), page), 'utf8').includes('dist/cli/main.js'),
    );
    expect(naming).toEqual([]);
  });

  test('and in the examples of the help', async () => {
    const help = await Promise.all(program().commands.map(async (command) => helpOf(command.name())));
    const lines = help.flatMap((text) => text.split('\n')).filter((line) => /^ {2}\S/.test(line));
    const written = lines.flatMap((line) => writtenInShell(line));
    expect(written.length).toBeGreaterThan(20);
    expect((await Promise.all(written.map(faultOf))).filter((fault) => fault !== null)).toEqual([]);
  });

  test.each([
    ['`deskhook replay --statsu dead`', 'unknown option'],
    ['```sh\nFOO=1 npx deskhook diff # of what?\n```', 'required option'],
    ['```sh\ndocker run --rm --entrypoint deskhook deskhook:1 tial\n```', 'unknown command'],
    ['```sh\nkubectl exec deploy/x -- deskhook doctor --as nobody\n```', 'is invalid'],
    ['```sh\nzcat x.gz | deskhook publish -f - \\\n  --rat 10\n```', 'unknown option'],
  ])('that would not work are found: %j', async (page, fault) => {
    const [line] = writtenIn(page);
    expect(line === undefined ? null : await faultOf(line)).toContain(fault);
  });
});

function program(stdout = new PassThrough().resume()): Command {
  const stderr = new PassThrough().resume();
  const { signal } = new AbortController();
  return deskhookProgram(new Run({ env: {}, stdin: new PassThrough(), stdout, stderr, interrupted: signal }));
}

/** Reads it as the program does, and does nothing. */
async function faultOf({ line, words, isNamed }: Written): Promise<string | null> {
  const parsed = program();
  for (const command of withAllBelow(parsed))
    if (command.commands.length === 0) command.action(() => undefined);
  try {
    await parsed.parseAsync([...words], { from: 'user' });
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0 || (isNamed && INCOMPLETE.includes(error.code))) return null;
    return `${line}: ${error.message}`;
  }
}

const withAllBelow = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap(withAllBelow),
];

async function helpOf(name: string): Promise<string> {
  const stdout = new PassThrough();
  await program(stdout)
    .parseAsync([name, '--help'], { from: 'user' })
    .catch(() => undefined);
  return String(stdout.read() ?? '');
}

function writtenIn(text: string): readonly Written[] {
  const blocks = Array.from(text.matchAll(/^ *```([a-z]*)\n(.*?)^ *```/gms))
    .filter(([, language = '']) => SCRIPTS.includes(language))
    .map(([, , block = '']) => block);
  const sentences = text.replaceAll(/^ *```[a-z]*\n.*?^ *```/gms, '');
  const spans = Array.from(sentences.matchAll(/`([^`\n]+)`/g), ([, span = '']) => span);
  return [
    ...blocks.flatMap(writtenInShell),
    ...spans
      .flatMap((line) => writtenInShell(line.replaceAll('\\|', '|').replaceAll(/[[\]]/g, '')))
      .map((one) => ({ ...one, isNamed: true })),
  ];
}

/** Simple commands of a script that run `deskhook`: by itself, by npx, in a container or in a pod. */
function writtenInShell(script: string): readonly Written[] {
  const lines = script.replaceAll(/\\\n\s*/g, ' ').split('\n');
  return lines.flatMap((line) => {
    const commands = shellWords(line);
    return commands.flatMap((words) => {
      const at = beginOf(words);
      return at === null ? [] : [{ line: line.trim(), words: words.slice(at), isNamed: false }];
    });
  });
}

/** Where the words after `deskhook` begin; null: it is not what is run. */
function beginOf(words: readonly string[]): number | null {
  const entry = words.indexOf('--entrypoint');
  if (entry >= 0 && words[entry + 1] === 'deskhook') {
    const image = words.findIndex((word, index) => index > entry + 1 && !word.startsWith('-'));
    return image < 0 ? null : image + 1;
  }
  const first = words.findIndex((word) => !/^([A-Z_]+=.*|npx|run:|-)$/.test(word));
  const begin = words[first] === 'kubectl' ? words.indexOf('--') + 1 : first;
  return words[begin] === 'deskhook' && /^[a-z-]/.test(words[begin + 1] ?? '') ? begin + 1 : null;
}

/** The words of each command of a line, as a shell would take them as far as docs go: quotes, comments, pipes, lists, redirections. */
function shellWords(line: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const [token] of line.matchAll(
    /'[^']*'|"[^"]*"|(?:[^\s'"|;&<>()#]|(?<=\S)#|'[^']*'|"[^"]*")+|[|;&<>()]+|#.*/g,
  )) {
    if (token.startsWith('#')) break;
    if (/^[|;&<>()]+$/.test(token)) commands.push([]);
    else commands.at(-1)?.push(token.replaceAll(/['"]/g, ''));
  }
  return commands;
}
