import { Command } from 'commander';
import type { EventListOptions, EventShowOptions } from '../events/events.js';
import { addDefaultCommand } from '../default-command.js';
import type { Run } from '../session.js';
import { wholeNumber, withConnection, withExamples } from '../shared-options.js';

const LIST_LIMIT = 20;
const LIST_MAX = 10_000;

export function eventsCommand(run: Run): Command {
  const events = new Command('events').description('the events that came, and what became of them');
  addDefaultCommand(events, listCommand(run));
  events.addCommand(showCommand(run));
  return withExamples(events, [
    ['of one ticket', 'deskhook events --ticket 123'],
    ['one of them, with its deliveries', 'deskhook events show 01JD0M4Q'],
  ]);
}

function listCommand(run: Run): Command {
  return withConnection(new Command('list').description('search them, the newest first'))
    .option('--type <type>', 'of this type')
    .option('--ticket <id>', 'of this ticket')
    .option('--from <time>', 'accepted since: a date, an instant, or a duration back from now such as 2h')
    .option('--to <time>', 'accepted before; a date includes that day, in UTC')
    .option('--limit <n>', 'at most so many', wholeNumber(1, LIST_MAX), LIST_LIMIT)
    .action(async (options: EventListOptions) => {
      const { listEvents } = await import('../events/events.js');
      run.exitCode = await listEvents(run.session(options), options);
    });
}

function showCommand(run: Run): Command {
  return withConnection(new Command('show').description('one event, with its deliveries'))
    .argument('<event>', 'its id; that of a derived event finds the one it was derived from')
    .action(async (id: string, options: EventShowOptions) => {
      const { showEvent } = await import('../events/events.js');
      await showEvent(run.session(options), id);
    });
}
