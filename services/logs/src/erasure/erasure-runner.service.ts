import type { Logger } from '@deskhook/runtime';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { TurnLoop } from '../turns/turn-loop.js';
import { ErasureTurnService } from './erasure-turn.service.js';
import { ErasureWorkRepository, type ErasureClaim } from './erasure-work.repository.js';

/** Works on erasures, whoever began them: any replica goes on where another ended. */
export class ErasureRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: TurnLoop<ErasureClaim>;

  constructor(work: ErasureWorkRepository, turns: ErasureTurnService, logger: Logger) {
    const name = 'erasures';
    const claim = (holder: string, holdMs: number) => work.claim(holder, holdMs);
    this.loop = new TurnLoop({ name, claim, take: (taken, turn) => turns.take(taken, turn) }, logger);
  }

  onApplicationBootstrap(): void {
    this.loop.start(1);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** There is a new one. */
  wake(): void {
    this.loop.wake();
  }
}
