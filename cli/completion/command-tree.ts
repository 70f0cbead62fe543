import type { Command } from 'commander';
import { defaultCommandOf } from '../default-command.js';

/** What a shell offers where a value stands. */
export type Values =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'free' };

export interface OptionNode {
  /** `--file`, and `-f` where there is one. */
  readonly names: readonly string[];
  readonly description: string;
  /** Null: it takes none. */
  readonly values: Values | null;
}

export interface CommandNode {
  /** Names from the top, each after a slash; empty for the program itself. */
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionNode[];
  /** Those of the command below that is meant where none is named: they may stand here, too. */
  readonly optionsOfDefault: readonly OptionNode[];
  /** Of its first argument. */
  readonly values: Values;
  readonly commands: readonly CommandNode[];
}

const HELP: OptionNode = { names: ['--help', '-h'], description: 'display help for command', values: null };
/** Options with a value may be without one, and arguments may be many: what they are named tells what they take. */
const NAME = /[<[]([\w=-]+)(?:\.\.\.)?[>\]]/;
const OF_FILES = new Set(['file', 'path']);

/** The tree of commands as plain data. `known` has the words of values by how options and arguments name them, such as `type`. */
export function commandTree(
  command: Command,
  known: ReadonlyMap<string, readonly string[]>,
  path = '',
): CommandNode {
  const valuesOf = (name: string, choices: readonly string[] | undefined): Values => {
    const words = choices ?? known.get(name);
    if (words !== undefined) return { kind: 'words', words };
    return OF_FILES.has(name) ? { kind: 'files' } : { kind: 'free' };
  };
  const optionsOf = (one: Command) =>
    one.options.map(({ long, short, flags, description, argChoices }) => {
      const value = NAME.exec(flags)?.[1];
      const names = [long, short].filter((name) => name != null);
      return { names, description, values: value === undefined ? null : valuesOf(value, argChoices) };
    });
  const meant = defaultCommandOf(command);
  const [argument] = command.registeredArguments;
  return {
    path,
    name: command.name(),
    description: command.description(),
    options: [...optionsOf(command), HELP],
    optionsOfDefault: meant === undefined ? [] : optionsOf(meant),
    values: argument === undefined ? { kind: 'free' } : valuesOf(argument.name(), argument.argChoices),
    commands: command.commands.map((each) => commandTree(each, known, `${path}/${each.name()}`)),
  };
}

/** The node and all below it. */
export function allNodes(node: CommandNode): readonly CommandNode[] {
  return [node, ...node.commands.flatMap(allNodes)];
}

/** The options that may stand where this command was named. */
export function optionsAt({
  options,
  optionsOfDefault,
}: Pick<CommandNode, 'options' | 'optionsOfDefault'>): readonly OptionNode[] {
  return [...options, ...optionsOfDefault];
}

/** What may stand at a place that is no value of an option: commands, words of the first argument, options. */
export function wordsAt({ commands, values, ...node }: CommandNode): readonly string[] {
  const words = values.kind === 'words' ? values.words : [];
  return [
    ...commands.map(({ name }) => name),
    ...words,
    ...optionsAt(node).flatMap(({ names }) => names.slice(0, 1)),
  ];
}
