import { selfSchema } from '@deskhook/contracts';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import type { Session } from '../session.js';

/** Others are shown addresses and headers with parts hidden, which would look like differences. */
export async function assertSeesAll({ api }: Session): Promise<void> {
  const { role, permissions } = await api.get('/v1/self', selfSchema);
  if (permissions.includes('configure')) return;
  throw new CliError(
    `the key has the role ${role}, which sees the configuration with parts hidden: use one of an editor or admin`,
    EXIT.notAllowed,
  );
}
