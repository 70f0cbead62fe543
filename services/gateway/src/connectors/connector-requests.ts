import type { Caller, ConnectorNote } from '@deskhook/contracts';
import { onBehalfOf, type Logger, type RpcClient } from '@deskhook/runtime';
import type { BeforeApplicationShutdown } from '@nestjs/common';

const TOLD_AFTER_MS = 1_000;
const AGAIN_AFTER_MS = 10_000;
const NOTES_A_CALL = 500;
/** Notes are of many tenants, and nobody asked for them. */
const ITSELF: Caller = { kind: 'system', id: 'gateway', role: 'root', tenant: null };

/**
 * Tells the subscriptions service what came in at connectors last. Off the way of events: a request is answered before, and
 * while nobody listens the newest of each outcome waits here, of the few connectors that there are.
 */
export class ConnectorRequests implements BeforeApplicationShutdown {
  private readonly waiting = new Map<string, ConnectorNote>();
  private timer: NodeJS.Timeout | null = null;
  private isTelling = false;

  constructor(
    private readonly rpc: Pick<RpcClient, 'call'>,
    private readonly logger: Logger,
  ) {}

  note(note: ConnectorNote): void {
    this.waiting.set(keyOf(note), note);
    if (!this.isTelling) this.schedule(TOLD_AFTER_MS);
  }

  /** What the last second brought is told before the process ends; it is lost where nobody listens then. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.tell();
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private schedule(afterMs: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      void this.tell();
    }, afterMs).unref();
  }

  private async tell(): Promise<void> {
    this.isTelling = true;
    let againAfterMs = TOLD_AFTER_MS;
    try {
      const notes = [...this.waiting.values()];
      for (let from = 0; from < notes.length; from += NOTES_A_CALL)
        await this.told(notes.slice(from, from + NOTES_A_CALL));
    } catch (err) {
      this.logger.warn({ err, waiting: this.waiting.size }, 'connector.requests.not_told');
      againAfterMs = AGAIN_AFTER_MS;
    }
    this.isTelling = false;
    if (this.waiting.size > 0) this.schedule(againAfterMs);
  }

  private async told(notes: ConnectorNote[]): Promise<void> {
    await onBehalfOf(ITSELF, () => this.rpc.call('subscriptions.connectors.note', { notes }));
    for (const note of notes) if (this.waiting.get(keyOf(note)) === note) this.waiting.delete(keyOf(note));
  }
}

function keyOf({ tenant, id, outcome }: ConnectorNote): string {
  return `${tenant} ${id} ${outcome}`;
}
