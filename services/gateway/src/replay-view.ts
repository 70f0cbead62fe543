import type { Replay } from '@deskhook/contracts';
import { seesSecrets, type Caller } from './caller.js';

const HIDDEN = '[hidden]';

/** A replay as its reader may see it: the text that its filter looks for in URLs may be what authenticates at a receiver. */
export function replaySeenBy(caller: Caller, replay: Replay): Replay {
  if (seesSecrets(caller) || replay.filter.url === undefined) return replay;
  return { ...replay, filter: { ...replay.filter, url: HIDDEN } };
}
