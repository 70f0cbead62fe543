import { TransientError } from '@deskhook/contracts';
import { joinedValues, type PersonValues } from '@deskhook/domain';
import type { Logger } from '@deskhook/runtime';
import type { Turn } from '../turns/turn-loop.js';
import { ErasedRowsRepository } from './erased-rows.repository.js';
import { afterStage, known, type ErasureProgress } from './erasure-progress.js';
import { ErasureWorkRepository, type ErasureClaim } from './erasure-work.repository.js';
import { FormerLogRepository } from './former-log.repository.js';
import { LogReading } from './log-reading.js';
import { PersonEraserService, type ChunkResult } from './person-eraser.service.js';

const WAIT_MS = 2_000;
const FAULTS_MAX = 5;
const OPEN_MAX = 10_000;
const DAY_MS = 86_400_000;
/** When the log of a deleted tenant is looked at again, having read what was in the streams: attempts come later. Since the deletion. */
const FORMER_PASSES_MS = [0, 60_000, 600_000, 3_600_000, DAY_MS, 2 * DAY_MS] as const;

export interface ErasureParts {
  readonly work: ErasureWorkRepository;
  readonly rows: ErasedRowsRepository;
  readonly person: PersonEraserService;
  readonly former: FormerLogRepository;
  readonly reading: LogReading;
}

/** Where an erasure stands after a turn: it is through, or goes on after a pause. */
interface Step {
  readonly progress: ErasureProgress;
  readonly pauseMs: number | null;
}

/** Takes one turn of an erasure. */
export class ErasureTurnService {
  constructor(
    private readonly parts: ErasureParts,
    private readonly logger: Logger,
  ) {}

  async take(claim: ErasureClaim, turn: Turn): Promise<void> {
    const { work } = this.parts;
    try {
      const step = claim.kind === 'tenant' ? await this.tenant(claim, turn) : await this.person(claim, turn);
      const { progress, pauseMs } = step;
      if (pauseMs === null) await work.end(claim, turn.holder, { progress, detail: null });
      else await work.settle(claim, turn.holder, { progress, pauseMs, faults: 0 });
    } catch (error) {
      await this.failed(claim, turn.holder, error);
    }
  }

  private async person(claim: ErasureClaim, { isOver }: Turn): Promise<Step> {
    let { progress } = claim;
    while (!isOver()) {
      const result = progress.stage === 'waiting' ? null : await this.chunk(claim, progress);
      if (progress.stage === 'waiting') {
        const waiting = await this.parts.reading.behind(claim.barrier);
        if (waiting !== null) return { progress: { ...progress, waiting }, pauseMs: WAIT_MS };
      }
      if (result !== null) progress = advanced(progress, result);
      if (result !== null && result.last !== null) continue;
      const end = afterStage(progress, claim.ageMs);
      if (end.kind === 'done') return { progress: { ...progress, waiting: null }, pauseMs: null };
      progress = end.kind === 'stage' ? await this.entered(claim, progress, end.stage) : again(progress);
      if (end.kind === 'again' && end.afterMs > 0) return { progress, pauseMs: end.afterMs };
    }
    return { progress, pauseMs: 0 };
  }

  private chunk(claim: ErasureClaim, progress: ErasureProgress): Promise<ChunkResult> {
    if (progress.stage === 'waiting') throw new RangeError('nothing is read while an erasure waits');
    const { tenant, email, requesterId } = claim;
    return this.parts.person.chunk({ tenant, query: { email, id: requesterId } }, progress.stage, progress);
  }

  /** What is open is looked at before anything is read: what ends in between is read by the next pass. */
  private async entered(
    claim: ErasureClaim,
    progress: ErasureProgress,
    stage: ErasureProgress['stage'],
  ): Promise<ErasureProgress> {
    const begun = { ...progress, stage, position: null, waiting: null };
    if (stage !== 'bodies') return begun;
    const open = await this.parts.rows.openDeliveries(claim.tenant, claim.createdAt, OPEN_MAX);
    return { ...begun, open };
  }

  private async tenant(claim: ErasureClaim, { isOver }: Turn): Promise<Step> {
    const { tenant, createdAt: before, ageMs, progress } = claim;
    let { scanned } = progress;
    // Before anything is deleted: what the log reads after this may be missed.
    const waiting = await this.parts.reading.behind(claim.barrier);
    while (!isOver()) {
      const deleted = await this.parts.former.deleteChunk(tenant, before);
      const isDayOver =
        ageMs > 2 * DAY_MS || Math.floor((before + ageMs) / DAY_MS) > Math.floor(before / DAY_MS);
      const bodies = deleted === 0 && isDayOver ? await this.parts.former.deleteBodies(tenant, before) : 0;
      const terms = deleted + bodies === 0 ? await this.parts.former.deleteTerms(tenant, before) : 0;
      scanned += deleted + bodies + terms;
      if (deleted + bodies + terms > 0) continue;
      if (waiting !== null) return { progress: { ...progress, scanned, waiting }, pauseMs: WAIT_MS };
      const next = FORMER_PASSES_MS.find((afterMs) => afterMs > ageMs);
      const told = { ...progress, scanned, waiting, pass: progress.pass + 1 };
      return { progress: told, pauseMs: next === undefined ? null : next - ageMs };
    }
    return { progress: { ...progress, scanned }, pauseMs: 0 };
  }

  private async failed(claim: ErasureClaim, holder: string, error: unknown): Promise<void> {
    const { tenant, id: erasure, progress } = claim;
    // Only its text: errors of the database carry parameters, which may be the person's.
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof TransientError) {
      this.logger.warn({ tenant, erasure, reason }, 'erasure.interrupted');
      return this.parts.work
        .settle(claim, holder, {
          progress: { ...progress, waiting: reason },
          pauseMs: WAIT_MS,
          faults: claim.faults,
        })
        .catch(() => undefined);
    }
    const faults = claim.faults + 1;
    this.logger.error({ tenant, erasure, faults, reason }, 'erasure.failed');
    if (faults < FAULTS_MAX)
      return this.parts.work.settle(claim, holder, { progress, pauseMs: WAIT_MS, faults });
    const detail = 'An unexpected error; the log of the service "logs" has it: ask for the erasure again';
    return this.parts.work.end(claim, holder, { progress, detail });
  }
}

function advanced(progress: ErasureProgress, result: ChunkResult): ErasureProgress {
  const { stage, erased } = progress;
  const learnt: PersonValues = joinedValues(progress.learnt, result.learnt);
  const field = stage === 'dead-letters' ? 'deadLetters' : stage;
  const counts = field === 'waiting' ? erased : { ...erased, [field]: erased[field] + result.erased };
  return {
    ...progress,
    learnt: { emails: [...learnt.emails], texts: [...learnt.texts], parts: [...learnt.parts] },
    position: result.last === null ? progress.position : [...result.last],
    scanned: progress.scanned + result.scanned,
    erased: counts,
  };
}

/** From the begin. */
function again(progress: ErasureProgress): ErasureProgress {
  const { open } = progress;
  const waiting =
    open === 0
      ? null
      : `${open} deliveries of the person's events have not ended: they are erased when they have`;
  const knownAtBegin = known(progress.learnt);
  return { ...progress, stage: 'waiting', position: null, pass: progress.pass + 1, knownAtBegin, waiting };
}
