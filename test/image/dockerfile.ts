import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../tools/local-stack/project-root.js';

/** One instruction of a Dockerfile, its lines joined, without options such as `--mount=…`. */
export interface Instruction {
  readonly keyword: string;
  readonly options: Readonly<Record<string, string>>;
  readonly rest: string;
}

export interface Stage {
  /** The base image as it stands there, variables and all. */
  readonly base: string;
  /** Empty for the last one, which has none. */
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

export interface Dockerfile {
  /** `ARG` before the first stage, with their defaults. */
  readonly args: Readonly<Record<string, string>>;
  readonly stages: readonly Stage[];
}

/** The project's Dockerfile, read as far as it goes: no here-documents, no `ONBUILD`, no escapes but at the end of a line. */
export async function readDockerfile(): Promise<Dockerfile> {
  const text = await readFile(join(projectRoot(), 'Dockerfile'), 'utf8');
  const lines = text.replaceAll(/^\s*#.*\n/gm, '').replaceAll(/\\\n\s*/g, ' ');
  const args: Record<string, string> = {};
  const stages: { base: string; name: string; instructions: Instruction[] }[] = [];
  for (const line of lines.split('\n').filter((each) => each.trim() !== '')) {
    const instruction = toInstruction(line);
    const stage = stages.at(-1);
    if (instruction.keyword === 'FROM') {
      const [base = '', , name = ''] = instruction.rest.split(/\s+/);
      stages.push({ base, name, instructions: [] });
    } else if (stage !== undefined) stage.instructions.push(instruction);
    else if (instruction.keyword === 'ARG') {
      const [name = '', value = ''] = instruction.rest.split(/=(.*)/s);
      args[name] = value;
    }
  }
  return { args, stages };
}

function toInstruction(line: string): Instruction {
  const [keyword = '', ...words] = line.trim().split(/\s+/);
  const options: Record<string, string> = {};
  while (words[0]?.startsWith('--') === true) {
    const [name = '', value = ''] = words.shift()?.slice(2).split(/=(.*)/s) ?? [];
    options[name] = value;
  }
  return { keyword: keyword.toUpperCase(), options, rest: words.join(' ') };
}

/** The one stage of that name; the image itself has none. */
export function stageOf(dockerfile: Dockerfile, name: string): Stage {
  const found = dockerfile.stages.find((stage) => stage.name === name);
  if (found === undefined) throw new Error(`the Dockerfile has no stage "${name}"`);
  return found;
}

/** What the last instruction of that keyword says. */
export function lastOf(stage: Stage, keyword: string): string {
  return stage.instructions.findLast((instruction) => instruction.keyword === keyword)?.rest ?? '';
}
