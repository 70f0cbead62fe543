import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { describeSendError, failureClass, type FailureClass } from './send-error.js';

/** Bytes of a response's body that the log keeps. */
export const RESPONSE_BYTES_KEPT = 16 * 1024;
/** Bytes that are read, and thrown away, so that the connection can be used again; beyond it is cut. */
const RESPONSE_BYTES_READ = 256 * 1024;

/** Headers of a response that the log keeps; their bytes are capped where they are read. */
const RESPONSE_HEADERS_KEPT = 100;

export interface ExchangeLimits {
  /** For the whole exchange, which may be one of several requests. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly answerBytesMax?: number;
}

/** A redirect that was followed: the answer, and where it led. */
export interface Redirect {
  readonly code: number;
  readonly url: string;
}

/** What came back from one request, at the end of its redirects. */
export type SendResult = { readonly redirects: readonly Redirect[] } & (
  | {
      readonly kind: 'response';
      readonly code: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly truncated: boolean;
    }
  | { readonly kind: 'error'; readonly error: string; readonly failure: FailureClass }
);

/**
 * Collects one response under two limits: the time for the whole exchange, and the bytes that are read. Once the
 * status is here, an answer whose body does not end counts as that answer, cut.
 */
export class ResponseCollector implements Dispatcher.DispatchHandler {
  private readonly timer: NodeJS.Timeout;
  private controller: Dispatcher.DispatchController | null = null;
  private head: { readonly code: number; readonly headers: Readonly<Record<string, string>> } | null = null;
  private readonly chunks: Buffer[] = [];
  private kept = 0;
  private read = 0;
  private done = false;
  private readonly keptMax: number;

  /** `leftMs` of the time that the whole exchange has are left. */
  constructor(
    leftMs: number,
    private readonly limits: ExchangeLimits,
    private readonly finish: (result: SendResult) => void,
  ) {
    this.keptMax = limits.answerBytesMax ?? RESPONSE_BYTES_KEPT;
    this.timer = setTimeout(() => this.giveUp(`no answer within ${limits.timeoutMs} ms`, 'timeout'), leftMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.done) controller.abort(new Error('the time is over'));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    code: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (code >= 200) this.head = { code, headers: flatten(headers) };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.read += chunk.length;
    if (this.kept < this.keptMax) {
      const part = chunk.subarray(0, this.keptMax - this.kept);
      this.chunks.push(part);
      this.kept += part.length;
    }
    if (this.read > RESPONSE_BYTES_READ) this.giveUp('the answer is too large', 'other');
  }

  onResponseEnd(): void {
    this.settle(this.response(this.read > this.kept));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.settle(this.response(true) ?? failed(describeSendError(error, this.limits), failureClass(error)));
  }

  private giveUp(reason: string, failure: FailureClass): void {
    this.settle(this.response(true) ?? failed(reason, failure));
    this.controller?.abort(new Error(reason));
  }

  private response(truncated: boolean): SendResult | null {
    if (this.head === null) return null;
    const body = Buffer.concat(this.chunks).toString('utf8');
    return { kind: 'response', ...this.head, body, truncated, redirects: [] };
  }

  private settle(result: SendResult | null): void {
    if (this.done) return;
    this.done = true;
    clearTimeout(this.timer);
    this.finish(result ?? failed('the endpoint closed the connection without an answer', 'connection'));
  }
}

function failed(error: string, failure: FailureClass): SendResult {
  return { kind: 'error', error, failure, redirects: [] };
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  const entries = Object.entries(headers);
  for (const [name, value] of entries.slice(0, RESPONSE_HEADERS_KEPT))
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  const left = entries.length - RESPONSE_HEADERS_KEPT;
  return left <= 0 ? flat : { ...flat, '…': `${left} more headers` };
}
