import type { SHELLS } from '../choices.js';
import {
  allNodes,
  optionsAt,
  wordsAt,
  type CommandNode,
  type OptionNode,
  type Values,
} from './command-tree.js';

export type Shell = (typeof SHELLS)[number];

/** The completion script of a shell. What it offers is in it, so that it needs neither a network nor a key. */
export function completionScript(shell: Shell, tree: CommandNode): string {
  switch (shell) {
    case 'bash':
      return bashScript(tree);
    case 'zsh':
      return zshScript(tree);
    case 'fish':
      return fishScript(tree);
    default:
      return shell satisfies never;
  }
}

function bashScript(tree: CommandNode): string {
  const reply = (values: Values) => {
    if (values.kind === 'words')
      return `mapfile -t COMPREPLY < <(compgen -P "$before" -W ${quoted(values.words.join(' '))} -- "$cur")`;
    return values.kind === 'files'
      ? 'compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -P "$before" -f -- "$cur")'
      : ':';
  };
  return `# bash completion of deskhook; load it with: source <(deskhook completion bash)
_deskhook() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" at="" before="" i
  COMPREPLY=()
  # --option=value is one word, or three where "=" ends words, as it does by default
  if [[ "$cur" == --*=* ]]; then prev="\${cur%%=*}"; before="$prev="; cur="\${cur#*=}"
  elif [[ "$cur" == "=" ]]; then cur=""
  elif [[ "$prev" == "=" && COMP_CWORD -gt 2 ]]; then prev="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at/\${COMP_WORDS[i]}" in
      ${paths(tree, '|')}) at="$at/\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at $prev" in
${optionCases(tree)
  .map(([patterns, values]) => `    ${patterns}) ${reply(values)}; return ;;`)
  .join('\n')}
  esac
  case "$at" in
${allNodes(tree)
  .map(
    (node) =>
      `    ${quoted(node.path)}) mapfile -t COMPREPLY < <(compgen -W ${quoted(wordsAt(node).join(' '))} -- "$cur") ;;`,
  )
  .join('\n')}
  esac
}
complete -F _deskhook deskhook
`;
}

function zshScript(tree: CommandNode): string {
  const reply = (values: Values) => {
    if (values.kind === 'words') return `compadd -- ${values.words.map(quoted).join(' ')}`;
    return values.kind === 'files' ? '_files' : ':';
  };
  return `#compdef deskhook
# zsh completion of deskhook; save it as _deskhook in a folder of $fpath, or load it with: source <(deskhook completion zsh)
_deskhook() {
  local prev="\${words[CURRENT-1]}" at="" i
  if [[ "\${words[CURRENT]}" == --*=* ]]; then prev="\${words[CURRENT]%%=*}"; compset -P '*='; fi
  for ((i = 2; i < CURRENT; i++)); do
    case "$at/\${words[i]}" in
      (${paths(tree, '|')}) at="$at/\${words[i]}" ;;
    esac
  done
  case "$at $prev" in
${optionCases(tree)
  .map(([patterns, values]) => `    (${patterns}) ${reply(values)}; return ;;`)
  .join('\n')}
  esac
  case "$at" in
${allNodes(tree)
  .map((node) => `    (${quoted(node.path)}) compadd -- ${wordsAt(node).map(quoted).join(' ')} ;;`)
  .join('\n')}
  esac
}
if [ "\${funcstack[1]}" = "_deskhook" ]; then _deskhook "$@"; else compdef _deskhook deskhook; fi
`;
}

function fishScript(tree: CommandNode): string {
  return `# fish completion of deskhook; save it as ~/.config/fish/completions/deskhook.fish
function __deskhook_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    switch "$at/$word"
      case ${paths(tree, ' ')}
        set at "$at/$word"
    end
  end
  test "$at" = "$argv[1]"
end
complete -c deskhook -f
${allNodes(tree).flatMap(fishLines).join('\n')}
`;
}

function fishLines(node: CommandNode): readonly string[] {
  const at = `complete -c deskhook -n ${quotedForFish(`__deskhook_at ${quotedForFish(node.path)}`)}`;
  const words =
    node.values.kind === 'words' ? [`${at} -a ${quotedForFish(node.values.words.join(' '))}`] : [];
  return [
    ...node.commands.map(({ name, description }) => `${at} -a ${name} -d ${quotedForFish(description)}`),
    ...words,
    ...optionsAt(node).map((option) => `${at} ${fishOption(option)}`),
  ];
}

function fishOption({ names, description, values }: OptionNode): string {
  const flags = names
    .map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
    .join(' ');
  return `${flags}${fishValues(values)} -d ${quotedForFish(description)}`;
}

function fishValues(values: Values | null): string {
  if (values === null) return '';
  if (values.kind === 'words') return ` -x -a ${quotedForFish(values.words.join(' '))}`;
  return values.kind === 'files' ? ' -r -F' : ' -x';
}

/** The options that take values, by where they stand and what they are named. */
function optionCases(tree: CommandNode): readonly (readonly [string, Values])[] {
  return allNodes(tree).flatMap((node) =>
    optionsAt(node).flatMap(({ names, values }) =>
      values === null
        ? []
        : [[names.map((name) => quoted(`${node.path} ${name}`)).join('|'), values] as const],
    ),
  );
}

function paths(tree: CommandNode, separator: string): string {
  return allNodes(tree)
    .filter(({ path }) => path !== '')
    .map(({ path }) => quoted(path))
    .join(separator);
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const quotedForFish = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
