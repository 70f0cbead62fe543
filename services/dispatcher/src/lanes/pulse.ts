import { randomBytes } from 'node:crypto';
import { BUCKETS } from '@deskhook/contracts';
import { MarkedBucket, type Broker } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import { z } from 'zod';

const BEAT_MS = 3_000;
/** So long after the last beat a process may still begin something. */
const VALID_MS = 8_000;
/** So long after it a process counts as gone; longer, so that the two never overlap. */
const GONE_MS = 10_000;
const FORGET_MS = 60_000;
const PREFIX = 'holder.';
const SEPARATOR = '_';

const beatSchema = z.object({
  beat: z.number(),
  /** It lets its lanes go and takes no others. */
  leaving: z.boolean(),
});
type Beat = z.infer<typeof beatSchema>;

/**
 * Tells all dispatchers that this one is alive, and knows which others are. Judged by the time for which a beat has not
 * changed, never by comparing clocks of machines. A process that was stopped for a while finds that it does not count any more
 * and goes on under another name, so that nobody mistakes it for what it was.
 */
export class Pulse {
  /** Names this process, under whatever name it holds leases. */
  readonly process = randomBytes(8).toString('hex');
  private lives = 1;
  private beats = 0;
  private leaving = false;
  private revision = 0;
  private validUntil = -Infinity;
  private readonly others = new Map<string, Beat & { readonly seenAt: number }>();
  private readonly bucket: MarkedBucket;
  private timer: NodeJS.Timeout | null = null;
  private beating: Promise<void> = Promise.resolve();

  /** `lapsed` is called when everything that this process held under its former name is lost. */
  constructor(
    broker: Broker,
    private readonly lapsed: () => void,
    private readonly logger: Logger,
  ) {
    this.bucket = new MarkedBucket(broker, BUCKETS.leases);
  }

  /** The name under which this process holds leases now. */
  get id(): string {
    return this.process + SEPARATOR + this.lives;
  }

  /** The process that goes, or went, by this name. */
  static processOf(id: string): string {
    return id.slice(0, id.indexOf(SEPARATOR));
  }

  /** Whether this process may begin something that nobody else must do as well. */
  get isValid(): boolean {
    return performance.now() < this.validUntil;
  }

  /** How many processes are there to take lanes, as far as is known. */
  get count(): number {
    const limit = performance.now() - GONE_MS;
    return 1 + [...this.others.values()].filter(({ seenAt, leaving }) => seenAt > limit && !leaving).length;
  }

  async start(): Promise<void> {
    await this.beat();
    this.timer = setInterval(() => {
      this.beating = this.beating.then(() => this.beat());
    }, BEAT_MS).unref();
  }

  /** Others need not wait until it counts as gone. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.beating;
    this.validUntil = -Infinity;
    await this.erase(this.id, this.revision);
  }

  /** Tells the others that this process takes no more lanes. */
  leave(): void {
    this.leaving = true;
    this.beating = this.beating.then(() => this.beat());
  }

  /** A beat of some process has come. */
  saw(key: string, value: unknown): void {
    const id = key.slice(PREFIX.length);
    const now = performance.now();
    if (id !== this.id) this.others.set(id, { ...beatSchema.parse(value), seenAt: now });
    for (const [other, { seenAt }] of this.others) if (seenAt < now - FORGET_MS) this.others.delete(other);
  }

  /** Its process has left. */
  left(key: string): void {
    this.others.delete(key.slice(PREFIX.length));
  }

  /** Whether another process seems to be alive; `isGone` asks the broker. */
  seemsAlive(id: string): boolean {
    const known = this.others.get(id);
    return known !== undefined && known.seenAt > performance.now() - GONE_MS;
  }

  /**
   * Whether a process may begin nothing more. Its beat is read once more: this process may have been stopped itself and not
   * have seen what came meanwhile.
   */
  async isGone(id: string): Promise<boolean> {
    if (id === this.id) return false;
    const known = this.others.get(id);
    const askedAt = performance.now();
    const { text } = await this.bucket.read(PREFIX + id);
    if (text === null) return true;
    const read = beatSchema.parse(JSON.parse(text));
    if (known?.beat !== read.beat) {
      this.others.set(id, { ...read, seenAt: performance.now() });
      return false;
    }
    return askedAt - known.seenAt >= GONE_MS;
  }

  private async beat(): Promise<void> {
    const sentAt = performance.now();
    if (this.revision > 0 && sentAt >= this.validUntil) await this.lapse();
    try {
      const text = JSON.stringify({ beat: ++this.beats, leaving: this.leaving } satisfies Beat);
      const options = { marks: {}, keepMs: GONE_MS };
      const revision = await this.bucket.write(PREFIX + this.id, { revision: this.revision }, text, options);
      if (revision === null) return await this.lapse();
      this.revision = revision;
      this.validUntil = sentAt + VALID_MS;
    } catch (error) {
      this.logger.warn({ holder: this.id, err: error }, 'pulse.missed');
    }
  }

  private async lapse(): Promise<void> {
    const { id, revision } = this;
    this.logger.warn({ holder: id }, 'pulse.lapsed');
    this.lives++;
    this.revision = 0;
    this.validUntil = -Infinity;
    this.lapsed();
    await this.erase(id, revision);
  }

  private async erase(name: string, revision: number): Promise<void> {
    if (revision === 0) return;
    try {
      await this.bucket.remove(PREFIX + name, { revision });
    } catch (error) {
      this.logger.warn({ holder: name, err: error }, 'pulse.not-erased');
    }
  }
}
