import {
  BUCKETS,
  openMark,
  SLA_AT_REST,
  SLA_MARKS,
  slaStateSchema,
  type SlaState,
} from '@deskhook/contracts';
import { derivedId, type SlaFact } from '@deskhook/domain';
import {
  MarkedBucket,
  scanBucket,
  type Broker,
  type BucketEntry,
  type ScannedEntry,
} from '@deskhook/messaging';

const USE_CHECK_MS = 1_000;
/** Under a tenant's token: keys of tickets have no others. */
const TICKET_KEYS = '*.*';

/** A state with what a write must name. */
export interface SlaEntry {
  readonly state: SlaState | null;
  readonly entry: BucketEntry;
}

export interface SlaWrite {
  readonly key: string;
  readonly state: SlaState;
  /** As it was read. */
  readonly entry: BucketEntry;
  readonly keepMs: number | null;
}

/** The authoritative states of tickets' promises, in the key-value bucket. */
export class SlaStateStore {
  private readonly bucket: MarkedBucket;
  private readonly used = new Set<string>();
  private readonly unusedAt = new Map<string, number>();

  constructor(private readonly broker: Broker) {
    this.bucket = new MarkedBucket(broker, BUCKETS.timers);
  }

  /** Whether tickets of the tenant have been followed; looked up now and then while there is none. */
  async isUsed(tenant: string, now: number): Promise<boolean> {
    if (this.used.has(tenant)) return true;
    if (now - (this.unusedAt.get(tenant) ?? -Infinity) < USE_CHECK_MS) return false;
    const isUsed = await this.bucket.holdsAny(tenant);
    if (isUsed) this.used.add(tenant);
    else this.unusedAt.set(tenant, now);
    return isUsed;
  }

  async read(key: string): Promise<SlaEntry> {
    const entry = await this.bucket.read(key);
    return { state: entry.text === null ? null : slaStateSchema.parse(JSON.parse(entry.text)), entry };
  }

  /** False when somebody else wrote in between. */
  async write({ key, state, entry, keepMs }: SlaWrite): Promise<boolean> {
    this.used.add(state.tenant);
    const policies = state.isReduced ? SLA_AT_REST : state.policies;
    const marks = {
      [SLA_MARKS.next]: String(state.next ?? ''),
      [SLA_MARKS.open]: openMark(state.open),
      [SLA_MARKS.policies]: policies,
    };
    return this.bucket.replace(key, entry, stateText(state), { marks, keepMs });
  }

  /** False when somebody else wrote in between. */
  remove(key: string, entry: BucketEntry): Promise<boolean> {
    return this.bucket.remove(key, entry);
  }

  /** Marks of every ticket's state, of one tenant or of all, in the order of the last writes. */
  scan(range: {
    readonly tenant?: string;
    readonly from?: number;
    readonly until?: number;
  }): AsyncGenerator<readonly ScannedEntry[]> {
    const { tenant, ...revisions } = range;
    const filter = tenant === undefined ? TICKET_KEYS : `${tenant}.*`;
    return scanBucket(this.broker, BUCKETS.timers, { filter, ...revisions });
  }
}

/** Whether a ticket was judged by other policies than those with the mark, and would be judged otherwise now. */
export function isStale(entry: ScannedEntry, mark: string): boolean {
  const judgedBy = entry.mark(SLA_MARKS.policies);
  return judgedBy !== mark && judgedBy !== SLA_AT_REST;
}

/** A ticket's id may hold characters that a key cannot. */
export function stateKey(tenant: string, ticketId: string): string {
  return `${tenant}.${derivedId('tkt', [ticketId])}`;
}

/** The same text for the same state. */
export function stateText(state: SlaState): string {
  return JSON.stringify({ ...state, facts: state.facts.map(slimFact) });
}

/** Without what the schema fills in again. */
function slimFact(fact: SlaFact): object {
  return Object.fromEntries(
    Object.entries(fact).filter(
      ([, value]) =>
        value !== null && value !== false && (typeof value !== 'object' || Object.keys(value).length > 0),
    ),
  );
}
