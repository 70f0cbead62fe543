import { EXIT, type ExitCode } from '../exit-codes.js';
import { printable } from '../printable.js';
import type { OutputOptions, Session } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import { liveOf, type Live } from './live.js';
import { KINDS, type KindName } from './manifest.schema.js';
import { shownLive } from './shown-live.js';

export interface ListOptions extends ConnectionOptions, OutputOptions {
  readonly label?: readonly string[];
}

/** Lists what documents can describe, by the names that they would use. */
export async function listConfiguration(
  session: Session,
  kinds: readonly KindName[],
  options: ListOptions,
): Promise<ExitCode> {
  const tenant = await session.tenant();
  const found: Live[] = [];
  for (const kind of KINDS.filter((one) => kinds.length === 0 || kinds.includes(one)))
    found.push(...(await liveOf(session.api, tenant, kind, options.label)));
  session.output.table(
    [
      { head: 'KIND', cell: ({ kind }) => kind },
      { head: 'NAME', cell: ({ name }) => name },
      { head: 'CALLED', cell: ({ value }) => printable(textIn(value['name'])) },
      { head: 'STATUS', cell: ({ value }) => textIn(value['status']) },
      { head: 'LABELS', cell: labelsOf },
    ],
    found,
  );
  session.output.document(found.map((live) => ({ kind: live.kind, name: live.name, ...shownLive(live) })));
  return EXIT.ok;
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '-');

function labelsOf({ labels }: Live): string {
  const texts = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return texts.length === 0 ? '-' : texts.join(',');
}
