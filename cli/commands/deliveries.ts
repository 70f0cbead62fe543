import { Command, Option } from 'commander';
import { DELIVERY_STATUSES } from '../choices.js';
import type { DeliveryListOptions, DeliveryShowOptions } from '../deliveries/deliveries.js';
import { addDefaultCommand } from '../default-command.js';
import type { Run } from '../session.js';
import { wholeNumber, withConnection, withExamples } from '../shared-options.js';

const LIST_LIMIT = 20;
const LIST_MAX = 10_000;
const CODE_MAX = 999;

export function deliveriesCommand(run: Run): Command {
  const deliveries = new Command('deliveries').description('what is sent to whom, and how it went');
  addDefaultCommand(deliveries, listCommand(run));
  deliveries.addCommand(showCommand(run));
  return withExamples(deliveries, [
    ['what died today', 'deskhook deliveries --status dead --from 24h'],
    ['each attempt of one, with the body that was sent', 'deskhook deliveries show dlv_1f0c --body'],
  ]);
}

function listCommand(run: Run): Command {
  const list = withConnection(new Command('list').description('search them, the newest first'));
  return withDeliveryFilters(list)
    .option('--limit <n>', 'at most so many', wholeNumber(1, LIST_MAX), LIST_LIMIT)
    .action(async (options: DeliveryListOptions) => {
      const { listDeliveries } = await import('../deliveries/deliveries.js');
      run.exitCode = await listDeliveries(run.session(options), options);
    });
}

function showCommand(run: Run): Command {
  return withConnection(new Command('show').description('one delivery, with every attempt'))
    .argument('<delivery>', 'its id, which is the webhook-id that the receiver sees')
    .option('--body', 'also headers and bodies, as they were sent and answered')
    .action(async (id: string, options: DeliveryShowOptions) => {
      const { showDelivery } = await import('../deliveries/deliveries.js');
      await showDelivery(run.session(options), id, options);
    });
}

/** What the lists of deliveries and replays are narrowed down by. */
export function withDeliveryFilters(command: Command): Command {
  return command
    .addOption(new Option('--status <status>', 'of this status').choices(DELIVERY_STATUSES))
    .option('--subscription <subscription>', 'of this subscription, by its id or key')
    .option('--type <type>', 'of this event type')
    .option('--ticket <id>', 'of this ticket')
    .option('--event <event>', 'of this event; derived events have ids of their own')
    .option('--endpoint <url>', 'to this URL')
    .option('--code <code>', 'last answered with this HTTP status', wholeNumber(0, CODE_MAX))
    .option('--error <text>', 'with this text in the reason or an error')
    .option('--from <time>', 'since: a date, an instant, or a duration back from now such as 2h')
    .option('--to <time>', 'before; a date includes that day, in UTC');
}
