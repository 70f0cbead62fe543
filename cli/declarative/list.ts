import { stringify } from 'yaml';
import { CliError, messageOf, UsageError } from '../cli-error.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { printable } from '../printable.js';
import type { OutputOptions, Session } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import { asked, type Asked } from './kind-argument.js';
import { liveOf, type Live } from './live.js';
import { KINDS } from './manifest.schema.js';
import { shownLive } from './shown-live.js';

export interface ListOptions extends ConnectionOptions, OutputOptions {
  readonly label?: readonly string[];
}

/** Lists what documents can describe by the names that they would use, or shows the one that is named. */
export async function listConfiguration(
  session: Session,
  words: readonly string[],
  options: ListOptions,
): Promise<ExitCode> {
  const { kinds, name } = askedIn(words);
  const tenant = await session.tenant();
  const found: Live[] = [];
  for (const kind of KINDS.filter((one) => kinds.length === 0 || kinds.includes(one)))
    found.push(...(await liveOf(session.api, tenant, kind, options.label)));
  if (name !== undefined) return showOne(session, name, found);
  session.output.table(
    [
      { head: 'KIND', cell: ({ kind }) => kind },
      { head: 'NAME', cell: ({ name }) => name },
      { head: 'ID', cell: ({ id }) => id },
      { head: 'CALLED', cell: ({ value }) => printable(textIn(value['name'])) },
      { head: 'STATUS', cell: ({ value }) => textIn(value['status']) },
      { head: 'LABELS', cell: labelsOf },
    ],
    found,
  );
  session.output.document(found.map(shown));
  return EXIT.ok;
}

function askedIn(words: readonly string[]): Asked {
  try {
    return asked(words);
  } catch (cause) {
    throw new UsageError(messageOf(cause), [], { cause });
  }
}

function showOne({ output }: Session, name: string, found: readonly Live[]): ExitCode {
  const one = found.find((live) => live.name === name) ?? found.find(({ id }) => id === name);
  if (one === undefined)
    throw new CliError(`there is no "${name}": without a name all of the kind are listed`, EXIT.notFound);
  output.document(shown(one));
  for (const line of stringify(shown(one), { lineWidth: 0 }).trimEnd().split('\n'))
    output.text(printable(line));
  return EXIT.ok;
}

/** `name` is what people call it: files find it by its `key`, or else its `id`. */
const shown = (live: Live) => ({ kind: live.kind, ...shownLive(live) });

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '-');

function labelsOf({ labels }: Live): string {
  const texts = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return texts.length === 0 ? '-' : texts.join(',');
}
