import type { RpcAnswer, SlaClockItem, SlaClockQuery } from '@deskhook/contracts';
import { inParallel } from './in-parallel.js';
import { openClocks } from './open-clock.js';
import type { PoliciesView } from './policies.view.js';
import type { SlaStateStore } from './sla-state-store.js';
import type { SlaService } from './sla.service.js';

const TICKETS_AT_ONCE = 16;
const TICKETS_MAX = 2_000;

/** Lists the clocks of a tenant that have not ended. */
export class SlaClocksService {
  constructor(
    private readonly policies: PoliciesView,
    private readonly store: SlaStateStore,
    private readonly sla: SlaService,
  ) {}

  async list(tenant: string, query: SlaClockQuery): Promise<RpcAnswer<'scheduler.sla-clocks.list'>> {
    await this.policies.current();
    const now = Date.now();
    const found: SlaClockItem[] = [];
    let tickets = 0;
    for await (const batch of this.store.scan({ tenant })) {
      tickets += batch.length;
      await inParallel(batch, TICKETS_AT_ONCE, async ({ key }) => {
        const judged = await this.sla.look(key, now);
        if (judged !== null) found.push(...openClocks(judged));
      });
      if (tickets >= TICKETS_MAX) break;
    }
    const chosen = found
      .filter(({ status }) => query.status === undefined || status === query.status)
      .filter(({ metric }) => query.metric === undefined || metric === query.metric)
      .toSorted((one, other) => dueOf(one) - dueOf(other));
    return {
      items: chosen.slice(0, query.limit),
      nextCursor: null,
      complete: chosen.length <= query.limit && tickets < TICKETS_MAX,
    };
  }
}

const dueOf = ({ due }: SlaClockItem): number => (due === null ? Infinity : Date.parse(due));
