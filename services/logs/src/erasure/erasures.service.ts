import { randomBytes } from 'node:crypto';
import { FailureError, type Erasure, type ErasureInput } from '@deskhook/contracts';
import { ID_RANDOM_BYTES, sortableId } from '@deskhook/domain';
import { currentCaller } from '@deskhook/runtime';
import { Injectable } from '@nestjs/common';
import { ERASURE_BEGIN } from './erasure-progress.js';
import { ErasureRunner } from './erasure-runner.service.js';
import { ErasuresRepository } from './erasures.repository.js';
import { LogReading } from './log-reading.js';

/** Starts and shows erasures of persons. */
@Injectable()
export class ErasuresService {
  constructor(
    private readonly erasures: ErasuresRepository,
    private readonly reading: LogReading,
    private readonly runner: ErasureRunner,
  ) {}

  /** Starts an erasure of what is in the streams and the log by now; `now` in epoch milliseconds. */
  async start(tenant: string, input: ErasureInput, now: number): Promise<Erasure> {
    const email = input.email?.toLowerCase() ?? null;
    const requesterId = input.requesterId ?? null;
    const learnt = { emails: email === null ? [] : [email], texts: [], parts: [] };
    const id = sortableId('ers', now, randomBytes(ID_RANDOM_BYTES));
    await this.erasures.create({
      tenant,
      id,
      kind: 'person',
      email,
      requesterId,
      shown: { email: email === null ? null : cut(email), requesterId },
      startedBy: currentCaller()?.id ?? 'root',
      createdAt: now,
      barrier: await this.reading.barrier(),
      progress: { ...ERASURE_BEGIN, learnt, knownAtBegin: learnt.emails.length },
    });
    this.runner.wake();
    return this.get(tenant, id);
  }

  async get(tenant: string, id: string): Promise<Erasure> {
    const erasure = await this.erasures.find(tenant, id);
    if (erasure === null)
      throw new FailureError({ kind: 'not-found', detail: `There is no erasure "${id}"` });
    return erasure;
  }
}

/** Enough to tell one request from another, too little to be the person's address. */
function cut(email: string): string {
  return `${email.slice(0, 1)}…${email.slice(email.lastIndexOf('@'))}`;
}
