import { liveAttemptSchema, type LiveAttempt } from '@deskhook/contracts';
import { ApiError, apiPath } from '../api-client.js';
import { CliError, messageOf } from '../cli-error.js';
import { deliveryFilter, type DeliveryFilterOptions } from '../deliveries/delivery-filter.js';
import { styledStatus } from '../deliveries/delivery-status.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { shortInstant } from '../moments.js';
import type { Output } from '../output.js';
import { pause } from '../pause.js';
import { printable } from '../printable.js';
import type { OutputOptions, Session } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import { withSubscriptionId } from '../subscription-id.js';
import { sseEvents } from './sse-events.js';

export interface TailOptions extends ConnectionOptions, OutputOptions, DeliveryFilterOptions {
  readonly limit?: number;
  /** Id of an event of the stream to go on after. */
  readonly after?: string;
}

const BACK_OFF_MS = 1_000;
const BACK_OFF_MS_MAX = 30_000;

/**
 * Shows attempts as they happen until it is interrupted. When the connection breaks it comes back and goes on where it was; what
 * was left out is said.
 */
export async function tail(session: Session, options: TailOptions): Promise<ExitCode> {
  const { interrupted } = session.surroundings;
  const feed = new Feed(session, await withSubscriptionId(session, options));
  let failures = 0;
  while (!interrupted.aborted) {
    try {
      if (await feed.follow()) return EXIT.ok;
      failures = 0;
    } catch (error) {
      if (interrupted.aborted) break;
      // What cannot get better by waiting: a key that may not, a filter that is none.
      if (!passes(error) || !feed.everOpened) throw error;
      failures += 1;
      session.output.note(`(${printable(messageOf(error))}; coming back)`);
    }
    await pause(Math.min(BACK_OFF_MS * 2 ** Math.max(0, failures - 1), BACK_OFF_MS_MAX), interrupted);
  }
  return EXIT.ok;
}

const passes = (error: unknown): boolean =>
  error instanceof CliError
    ? error.exitCode === EXIT.unavailable || (error instanceof ApiError && error.status >= 500)
    : true;

class Feed {
  everOpened = false;
  private position: string | undefined;
  private shown = 0;

  constructor(
    private readonly session: Session,
    private readonly options: TailOptions,
  ) {
    this.position = options.after;
  }

  /** Reads one connection to its end; true when as much was shown as was asked for. */
  async follow(): Promise<boolean> {
    const { api, output, surroundings } = this.session;
    const path = apiPath`/v1/tenants/${await this.session.tenant()}/live`;
    const response = await api.stream(path, {
      query: deliveryFilter(this.options, Date.now()),
      headers: {
        accept: 'text/event-stream',
        ...(this.position === undefined ? {} : { 'last-event-id': this.position }),
      },
      signal: surroundings.interrupted,
    });
    if (!this.everOpened) output.note('(waiting for attempts; Ctrl-C ends it)');
    this.everOpened = true;
    if (response.body === null) return false;
    for await (const { event, data, id } of sseEvents(response.body.pipeThrough(new TextDecoderStream()))) {
      this.position = id ?? this.position;
      if (event === 'attempt') this.show(liveAttemptSchema.parse(JSON.parse(data)));
      else if (event === 'lagging') output.note(`(left out: ${detailOf(data)})`);
      else if (event === 'end') output.note(`(the stream ends: ${detailOf(data)})`);
      if (this.shown === this.options.limit) return true;
    }
    return false;
  }

  private show(attempt: LiveAttempt): void {
    const { output } = this.session;
    output.item(attempt);
    output.text(attemptLine(output, attempt));
    this.shown += 1;
  }
}

function attemptLine(output: Output, attempt: LiveAttempt): string {
  const { at, status, type, ticketId, number, responseCode, durationMs, url, error, reason, deliveryId } =
    attempt;
  const answer = responseCode === null ? '-' : String(responseCode);
  const duration = durationMs === null ? '' : ` ${Math.round(durationMs)} ms`;
  const why = status === 'delivered' ? null : (error ?? reason);
  return [
    output.styled('dim', shortInstant(at)),
    styledStatus(output, status),
    `${answer}${duration}`.padEnd('200 10000 ms'.length),
    printable(type),
    ...(ticketId === null ? [] : [`#${printable(ticketId)}`]),
    printable(url),
    ...(number > 1 ? [`attempt ${number}`] : []),
    output.styled('dim', printable(deliveryId)),
    ...(why === null ? [] : [printable(why)]),
  ].join('  ');
}

function detailOf(data: string): string {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || value === null || !('detail' in value)) return printable(data);
    const skipped =
      'skipped' in value && typeof value.skipped === 'number' ? `${value.skipped} attempts; ` : '';
    return skipped + printable(String(value.detail));
  } catch {
    return printable(data);
  }
}
