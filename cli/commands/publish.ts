import { Command } from 'commander';
import type { PublishOptions } from '../publish/publish.js';
import type { Run } from '../session.js';
import { collected, milliseconds, wholeNumber, withConnection, withExamples } from '../shared-options.js';

const RATE_MAX = 100_000;

export function publishCommand(run: Run): Command {
  const command = withConnection(new Command('publish').description('publish one event, or a file of them'))
    .argument('[type]', 'event type, such as ticket.created; of events in a file that state none')
    .option('-f, --file <file>', 'event or array of events in JSON, or one event on each line; - for stdin')
    .option('--sample', 'the complete sample event of the type')
    .option('--set <path=value>', 'set a value in data, such as ticket.id=123; may be repeated', collected)
    .option('--id <id>', 'id of the event; made when neither this nor the file has one')
    .option('--rate <n>', 'at most so many events a second', wholeNumber(1, RATE_MAX))
    .option(
      '--wait <duration>',
      'wait until their deliveries have ended, such as 30s, and show them',
      milliseconds,
    )
    .option(
      '--nats <url>',
      'publish to this broker by JetStream instead (login by DESKHOOK_NATS_USER and the like)',
    )
    .option('--creds <file>', 'credentials file for the broker (DESKHOOK_NATS_CREDS)')
    .action(async (type: string | undefined, options: PublishOptions) => {
      const { publish } = await import('../publish/publish.js');
      run.exitCode = await publish(run.session(options), type, options);
    });
  return withExamples(command, [
    [
      'a complete sample, and what becomes of it',
      'deskhook publish ticket.created --sample --set ticket.id=123 --wait 30s',
    ],
    ['an event from a file', 'deskhook publish -f event.json'],
    [
      'many, one on each line, not more than 100 a second',
      'zcat events.ndjson.gz | deskhook publish -f - --rate 100',
    ],
    [
      'over JetStream',
      'deskhook publish -f event.json --nats nats://broker:4222 --tenant acme --creds acme.creds',
    ],
  ]);
}
