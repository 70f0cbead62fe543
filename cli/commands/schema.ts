import { Command } from 'commander';
import { Output } from '../output.js';
import type { Run } from '../session.js';
import { withExamples } from '../shared-options.js';

export function schemaCommand(run: Run): Command {
  const command = new Command('schema')
    .description('write the JSON Schema of files for apply, for editors')
    .action(async () => {
      const { manifestJsonSchema } = await import('../declarative/json-schema.js');
      new Output(run.surroundings, true).document(manifestJsonSchema());
    });
  return withExamples(command, [
    [
      'for the line "# yaml-language-server: $schema=deskhook.schema.json"',
      'deskhook schema > deskhook.schema.json',
    ],
  ]);
}
