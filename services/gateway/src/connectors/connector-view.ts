import type { ConnectorView } from '@deskhook/contracts';
import { seesSecrets, type Caller } from '../caller.js';

/** The connector as its reader may see it: the secret only goes to those who could change it. */
export function asSeenBy(caller: Caller, connector: ConnectorView): ConnectorView {
  return seesSecrets(caller) ? connector : { ...connector, secret: null };
}
