import type { RpcAnswer, SlaClockItem, SlaClockQuery } from '@deskhook/contracts';
import { decodeClockCursor, encodeClockCursor, nextPlaces } from './clock-page.js';
import { inParallel } from './in-parallel.js';
import { clockItems } from './clock-item.js';
import type { OpenClocksView } from './open-clocks.view.js';
import type { PoliciesView } from './policies.view.js';
import type { SlaService } from './sla.service.js';

const TICKETS_AT_ONCE = 16;

/** Lists the clocks of a tenant that have not ended: which they are from memory, how they stand from their states. */
export class SlaClocksService {
  constructor(
    private readonly policies: PoliciesView,
    private readonly view: OpenClocksView,
    private readonly sla: SlaService,
  ) {}

  async list(tenant: string, query: SlaClockQuery): Promise<RpcAnswer<'scheduler.sla-clocks.list'>> {
    const after = decodeClockCursor(query.cursor);
    await this.policies.current();
    const open = await this.view.of(tenant);
    const { isComplete: complete } = open;
    const now = Date.now();
    const range = { filter: query, after, count: query.limit + 1 };
    const places = nextPlaces(open.tickets(), range, now);
    const page = places.slice(0, query.limit);
    const last = page.at(-1);
    const found = await this.judged(new Set(page.map(({ key }) => key)), now);
    const items = page.flatMap(
      ({ key, metric }) => found.get(key)?.filter((one) => one.metric === metric) ?? [],
    );
    return {
      items: items
        .filter(({ status }) => query.status === undefined || status === query.status)
        .toSorted(byDue),
      nextCursor: places.length > page.length && last !== undefined ? encodeClockCursor(last) : null,
      complete,
    };
  }

  /** What is in memory may be a moment old; what is shown is judged now. */
  private async judged(keys: ReadonlySet<string>, now: number): Promise<Map<string, SlaClockItem[]>> {
    const found = new Map<string, SlaClockItem[]>();
    await inParallel([...keys], TICKETS_AT_ONCE, async (key) => {
      const judged = await this.sla.look(key, now);
      if (judged !== null) found.set(key, clockItems(judged));
    });
    return found;
  }
}

function byDue(one: SlaClockItem, other: SlaClockItem): number {
  const [first, second] = [dueOf(one), dueOf(other)];
  return first === second ? 0 : first - second;
}

const dueOf = ({ due }: SlaClockItem): number => (due === null ? Infinity : Date.parse(due));
