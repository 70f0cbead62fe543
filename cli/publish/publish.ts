import { randomUUID } from 'node:crypto';
import { apiPath } from '../api-client.js';
import { CliError, messageOf, UsageError } from '../cli-error.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { pause } from '../pause.js';
import { startProgress, type Progress } from '../progress.js';
import type { OutputOptions, Session } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import { completeEvent, parseSet, type EventEdits } from './complete-event.js';
import { sizeOf, writtenEvents, type WrittenEvent } from './event-source.js';
import { httpOutlet } from './http-outlet.js';
import type { Outlet, ReadyEvent } from './publication.js';
import { publishTrying } from './publish-trying.js';
import { PublishTally } from './publish-tally.js';
import { waitForDeliveries } from './wait-for-deliveries.js';

export interface PublishOptions extends ConnectionOptions, OutputOptions {
  readonly file?: string;
  readonly sample?: boolean;
  readonly set?: readonly string[];
  readonly id?: string;
  readonly nats?: string;
  readonly creds?: string;
  readonly rate?: number;
  /** Milliseconds. */
  readonly wait?: number;
}

const BATCH_BYTES_MAX = 4 * 1024 * 1024;

export async function publish(
  session: Session,
  type: string | undefined,
  options: PublishOptions,
): Promise<ExitCode> {
  if (options.file === undefined && type === undefined)
    throw new UsageError('what to publish? Name an event type, or give -f with a file of events');
  if (options.sample === true && (options.file !== undefined || type === undefined))
    throw new UsageError('--sample is of an event type: name it, without -f');
  const edits = { type, id: options.id, sets: (options.set ?? []).map(parseSet) };
  const outlet = await outletOf(session, options);
  try {
    const tally = new PublishTally(session.output, options.wait !== undefined);
    const bytes = options.file === undefined ? null : sizeOf(options.file);
    const progress = startProgress(session.output, 'publishing', bytes ?? 0);
    await publishAll(session, { outlet, edits, options, tally, progress })
      .catch((error: unknown) => {
        throw afterSome(error, tally);
      })
      .finally(() => progress.stop());
    const published = tally.conclude();
    const hint = hintAfter(published, tally, type, options);
    if (hint !== null) session.output.note(hint);
    if (session.surroundings.interrupted.aborted) return EXIT.interrupted;
    if (options.wait === undefined || tally.stored.length === 0) return published;
    const waited = await waitForDeliveries(session, tally.stored, options.wait);
    return published === EXIT.ok ? waited : published;
  } finally {
    await outlet.close();
  }
}

/** What the result alone does not tell. */
function hintAfter(
  published: ExitCode,
  { storedUntilNow }: PublishTally,
  type: string | undefined,
  { file, sample, set, nats }: PublishOptions,
): string | null {
  const isBare = file === undefined && sample !== true && (set ?? []).length === 0;
  if (published !== EXIT.ok && isBare)
    return `it has no data: deskhook publish ${type ?? ''} --sample gives it all that the type has, --set ticket.id=123 one value`;
  if (nats === undefined || storedUntilNow === 0) return null;
  return 'stored by the broker; whether Deskhook accepts them is decided later: deskhook events show ID tells, what is refused is among the dead letters';
}

/** A failure amid many: what was published before it stays so, and must be known to whoever begins anew. */
function afterSome(error: unknown, tally: PublishTally): unknown {
  if (!(error instanceof CliError) || tally.count === 0) return error;
  tally.conclude();
  const before = `${error.message} (${tally.storedUntilNow} of those before it were published)`;
  const code = error.exitCode === EXIT.usage ? EXIT.failed : error.exitCode;
  return new CliError(before, code, error.faults, { cause: error });
}

interface Work {
  readonly outlet: Outlet;
  readonly edits: EventEdits;
  readonly options: PublishOptions;
  readonly tally: PublishTally;
  readonly progress: Progress;
}

/** Reads ahead no more than a batch; with a rate a batch is at most a second's worth, or a tenth of it. */
async function publishAll(session: Session, work: Work): Promise<void> {
  const { outlet, edits, options, tally, progress } = work;
  const { interrupted } = session.surroundings;
  const batchMax = Math.min(outlet.batchMax, Math.max(1, Math.floor((options.rate ?? Infinity) / 10)));
  const began = performance.now();
  let batch: ReadyEvent[] = [];
  let bytes = 0;
  const flush = async (readBytes: number) => {
    if (batch.length > 0) tally.add(await publishTrying(outlet, batch, interrupted));
    progress.update(readBytes, `${tally.count} events`);
    batch = [];
    bytes = 0;
    const aheadMs =
      options.rate === undefined ? 0 : (tally.count / options.rate) * 1000 - (performance.now() - began);
    if (aheadMs > 0) await pause(aheadMs, interrupted);
  };
  let readBytes = 0;
  let events = 0;
  for await (const written of inputOf(session, edits.type, options)) {
    events += 1;
    if (edits.id !== undefined && events > 1)
      throw new UsageError('--id is for one event: under one id the others would be taken for the same');
    if (written.fault !== undefined) {
      await flush(written.readBytes);
      tally.add([{ outcome: 'refused', place: written.place, pointer: '', detail: written.fault }]);
      continue;
    }
    const ready = readyEvent(written, edits);
    if (batch.length >= batchMax || bytes + Buffer.byteLength(ready.text) > BATCH_BYTES_MAX)
      await flush(written.readBytes);
    if (interrupted.aborted) break;
    batch.push(ready);
    bytes += Buffer.byteLength(ready.text);
    ({ readBytes } = written);
  }
  if (!interrupted.aborted) await flush(readBytes);
  if (interrupted.aborted)
    session.output.note(`interrupted: ${tally.count} events were published or refused until then`);
}

async function* inputOf(
  session: Session,
  type: string | undefined,
  options: PublishOptions,
): AsyncGenerator<WrittenEvent> {
  const { stdin, interrupted } = session.surroundings;
  if (options.file !== undefined) yield* writtenEvents(options.file, stdin, interrupted);
  else yield { text: JSON.stringify(await stated(session, type, options)), place: '', readBytes: 0 };
}

async function stated(session: Session, type: string | undefined, options: PublishOptions): Promise<object> {
  return options.sample === true ? sampleOf(session, type ?? '') : {};
}

/** The sample has an id of its own, which is not that of another sample. */
async function sampleOf(session: Session, type: string): Promise<object> {
  const { body } = await session.api.request('GET', apiPath`/v1/event-types/${type}/sample`);
  return { ...(typeof body === 'object' ? body : {}), id: `sample-${randomUUID()}` };
}

function readyEvent({ text, place }: WrittenEvent, edits: EventEdits): ReadyEvent {
  try {
    return { place, text: completeEvent(text, edits, () => `cli-${randomUUID()}`) };
  } catch (cause) {
    throw new UsageError(`${place === '' ? 'the event' : place}: ${messageOf(cause)}`, [], { cause });
  }
}

async function outletOf(session: Session, options: PublishOptions): Promise<Outlet> {
  if (options.nats === undefined) return httpOutlet(session.api, await session.tenant());
  const { natsOutlet } = await import('./nats-outlet.js');
  const tenant = options.tenant ?? session.surroundings.env['DESKHOOK_TENANT'] ?? '';
  if (tenant === '') throw new UsageError('name the tenant with --tenant or DESKHOOK_TENANT');
  const creds = options.creds === undefined ? {} : { creds: options.creds };
  return natsOutlet({ nats: options.nats, tenant, ...creds }, session.surroundings.env);
}
