import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { benchFolder } from './pipeline/stack.js';
import { BENCHMARKS } from './registry.js';

/** `npm run bench [-- <name> [flags]]`: measures, prints a table, and writes everything to a JSON file. */
const say = (line: string): void => console.log(line);

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : error);
  process.exitCode = 1;
}

async function main(args: readonly string[]): Promise<void> {
  const { name, flags } = readArguments(args);
  const benchmark = name === undefined ? BENCHMARKS[0] : BENCHMARKS.find((one) => one.name === name);
  if (benchmark === undefined || 'help' in flags) return printUsage(name);
  const startedAt = new Date();
  const result = await benchmark.run(flags, say);
  const stamp = startedAt.toISOString().replaceAll(':', '-');
  const file = join(await benchFolder(), `${benchmark.name}-${stamp}.json`);
  const machine = { node: process.version, cpus: cpus().map((cpu) => cpu.model) };
  await writeFile(
    file,
    `${JSON.stringify({ benchmark: benchmark.name, startedAt, machine, ...result }, null, 2)}\n`,
  );
  say(`Results: ${file}`);
}

/** Flags are checked by the benchmark that they are for. */
function readArguments(args: readonly string[]): { name: string | undefined; flags: object } {
  const { positionals, tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(valueFlags().map((flag) => [flag, { type: 'string' as const }])),
  });
  const options = tokens.filter((token) => token.kind === 'option');
  const flags = Object.fromEntries(options.map((token) => [token.name, token.value ?? true]));
  return { name: positionals[0], flags };
}

/** The flags that take a value, as the usages write them: `--name VALUE`. */
function valueFlags(): string[] {
  const usages = BENCHMARKS.map((one) => one.usage).join('\n');
  return [...usages.matchAll(/--(\w+) [A-Z]/g)].map(([, flag = '']) => flag);
}

function printUsage(name: string | undefined): void {
  if (name !== undefined && !BENCHMARKS.some((one) => one.name === name)) {
    console.error(`There is no benchmark "${name}".`);
    process.exitCode = 1;
  }
  for (const one of BENCHMARKS) say(`npm run bench -- ${one.name} [flags]\n${one.usage}`);
}
