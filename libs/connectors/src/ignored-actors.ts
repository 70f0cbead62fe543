import type { MappedEvent } from './connector.js';
import { textsOption, type ConnectorOption, type OptionValues } from './options.js';
import { at, textOf } from './reading.js';

/** Helpdesks pass no `hopcount` on: without it, what a command has done there comes back as news, and without end. */
export const ignoreActorsOption: ConnectorOption = {
  kind: 'texts',
  description:
    'Ids, logins or email addresses of accounts whose doings are left out, such as the one that carries out what Deskhook commands',
};

/**
 * The name of the account that did it, where the options leave its doings out; null: they do not. Where customers are
 * numbered by themselves (`isApart`), they may have the number of an account that is left out: only their addresses count.
 */
export function ignoredActor({ data }: MappedEvent, options: OptionValues, isApart: boolean): string | null {
  const names = textsOption(options, 'ignoreActors');
  const actor = data['actor'];
  const isOtherwiseNamed = isApart && at(actor, 'is_agent') === false;
  const known = isOtherwiseNamed ? ['email'] : ['id', 'external_id', 'email'];
  return (
    known
      .map((name) => textOf(at(actor, name)))
      .find((name) => name !== null && names.has(name.toLowerCase())) ?? null
  );
}
