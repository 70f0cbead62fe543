import { Presets, SingleBar } from 'cli-progress';
import type { Output } from './output.js';

/** How far long work has come. Shown on a terminal only, on stderr. */
export interface Progress {
  /** `note` stands behind the bar. */
  update(done: number, note: string): void;
  /** Takes the bar away, so that what follows has the line. */
  stop(): void;
}

const NONE: Progress = { update: () => undefined, stop: () => undefined };

/** A bar from 0 to `total`; it comes with the first update. */
export function startProgress(output: Output, label: string, total: number): Progress {
  if (!output.isWatched || total <= 0) return NONE;
  const format = `${label} [{bar}] {percentage}%  {note}`;
  const options = {
    format,
    stream: output.progressStream,
    clearOnComplete: true,
    hideCursor: true,
    etaBuffer: 20,
  };
  const bar = new SingleBar(options, Presets.rect);
  bar.start(total, 0, { note: '' });
  return {
    update: (done, note) => bar.update(Math.min(done, total), { note }),
    stop: () => bar.stop(),
  };
}
