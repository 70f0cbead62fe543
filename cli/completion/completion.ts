import type { Command } from 'commander';
import { DIALECT_NAMES } from '@deskhook/dialects';
import { EVENT_TYPES } from '@deskhook/domain';
import type { Session } from '../session.js';
import { commandTree } from './command-tree.js';
import { completionScript, type Shell } from './shell-scripts.js';

/** Writes the completion script of a shell to stdout. */
export function writeCompletion(session: Session, shell: Shell, program: Command): void {
  const known = new Map<string, readonly string[]>([
    ['type', EVENT_TYPES],
    ['dialect', DIALECT_NAMES],
  ]);
  session.output.raw(completionScript(shell, commandTree(program, known)));
}
