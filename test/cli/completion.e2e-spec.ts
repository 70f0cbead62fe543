import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runCli } from './run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'deskhook-completion-'));

/** How each shell is asked what it offers for words, the last of which is being typed; it writes one on each line. */
const ASKING: Readonly<Record<string, (script: string, words: readonly string[]) => readonly string[]>> = {
  bash: (script, words) => [
    '--norc',
    '-c',
    `source ${script}; COMP_WORDS=(${brokenWords(words).join(' ')}); COMP_CWORD=${brokenWords(words).length - 1}; _deskhook; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  // Its own completion needs a terminal: what the script hands to it is enough.
  zsh: (script, words) => [
    '-f',
    '-c',
    `compdef() { : }; compadd() { shift; print -l -- \${(M)@:#\${words[CURRENT]}*} }; compset() { words[CURRENT]=\${words[CURRENT]#*=} }; _files() { print -l -- * }; source ${script}; ` +
      `words=(${words.map(quoted).join(' ')}); CURRENT=${words.length}; _deskhook`,
  ],
  fish: (script, words) => [
    '--no-config',
    '-c',
    `source ${script}; complete -C ${quoted(words.join(' '))} | string split -f1 \\t`,
  ],
};

describe.each(Object.keys(ASKING))('deskhook completion %s', (shell) => {
  const isThere = spawnSync(shell, ['--version']).status === 0;
  if (!isThere)
    process.stderr.write(`SKIPPED: ${shell} is not installed: its completion script is not tried\n`);
  const tried = isThere ? test : test.skip;

  tried.each([
    ['commands', ['deskhook', 'ta'], ['tail']],
    ['commands below commands', ['deskhook', 'deliveries', 'sh'], ['show']],
    ['options', ['deskhook', 'replay', '--dry'], ['--dry-run']],
    ['values of an option', ['deskhook', 'deliveries', 'list', '--status', 'd'], ['delivered', 'dead']],
    ['values where "list" is left out', ['deskhook', 'deliveries', '--status', 'd'], ['delivered', 'dead']],
    ['options where "list" is left out', ['deskhook', 'events', '--ty'], ['--type']],
    ['values after an equals sign', ['deskhook', 'deliveries', '--status=dea'], ['dead']],
    ['event types', ['deskhook', 'tail', '--type', 'ticket.clo'], ['ticket.closed']],
    ['what stands at the place of an argument', ['deskhook', 'publish', 'reply.'], ['reply.created']],
    ['services', ['deskhook', 'doctor', '--as', 'su'], ['subscriptions']],
    ['files', ['deskhook', 'publish', '-f', 'offe'], ['offered.json']],
    ['nothing where anything may stand', ['deskhook', 'tail', '--ticket', ''], []],
  ])('%s', async (_what, words, expected) => {
    const script = await runCli(['completion', shell]);
    expect(script).toMatchObject({ code: 0, stderr: '' });
    writeFileSync(join(folder, shell), script.stdout);
    writeFileSync(join(folder, 'offered.json'), '');
    const asked = ASKING[shell]?.(join(folder, shell), words) ?? [];
    const { stdout, stderr } = spawnSync(shell, asked, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, HOME: folder },
    });
    expect(stderr).toBe('');
    const lines = stdout.split('\n').filter((line) => line !== '');
    // Fish offers the whole word.
    const offered = lines.map((line) => line.replace(/^--[a-z]+=/, ''));
    expect(offered.toSorted()).toEqual(expected.toSorted());
  });
});

test('another shell is a matter of usage', async () => {
  const other = await runCli(['completion', 'tcsh']);
  expect(other.code).toBe(2);
  expect(other.stderr).toContain('Allowed choices are bash, zsh, fish');
});

test('bash, where an equals sign ends no word', async () => {
  const { stdout: script } = await runCli(['completion', 'bash']);
  writeFileSync(join(folder, 'bash'), script);
  const asked = `source ${join(folder, 'bash')}; COMP_WORDS=(deskhook events --type=ticket.clo); COMP_CWORD=2; _deskhook; printf %s "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', asked], { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: '--type=ticket.closed', stderr: '' });
});

/** As bash breaks a command line. */
function brokenWords(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => word.split(/(=)/)).map(quoted);
}

function quoted(text: string): string {
  return `'${text}'`;
}
