/** npm, the launcher and the terminal each pass Ctrl-C on: copies within this time are one. */
const SAME_SIGNAL_MS = 500;

/** What hears of signals: the process. */
export interface Signalled {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
}

/**
 * Aborted by the first Ctrl-C, or by a request to end: what is waited for ends, and what is changed is brought to the end of its
 * step. `endAtOnce` is called when the same is asked for again.
 */
export function interruption(
  process: Signalled,
  endAtOnce: () => void,
  now = () => performance.now(),
): AbortSignal {
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    let firstAt: number | undefined;
    process.on(signal, () => {
      if (firstAt !== undefined && now() - firstAt > SAME_SIGNAL_MS) endAtOnce();
      firstAt ??= now();
      interrupt.abort();
    });
  }
  return interrupt.signal;
}
