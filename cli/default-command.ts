import type { Command } from 'commander';

const DEFAULTS = new WeakMap<Command, Command>();

/** Adds the command that is meant where none of those below is named. Commander keeps to itself which it is. */
export function addDefaultCommand(command: Command, meant: Command): void {
  command.addCommand(meant, { isDefault: true });
  DEFAULTS.set(command, meant);
}

/** The command that is meant where none is named. */
export function defaultCommandOf(command: Command): Command | undefined {
  return DEFAULTS.get(command);
}
