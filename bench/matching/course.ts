import { fileURLToPath } from 'node:url';
import { loadavg } from 'node:os';
import { Worker } from '../workers/worker.js';
import { engineFiguresSchema, type EngineFigures } from './measure-engine.js';
import { indexFiguresSchema, type IndexFigures, type Task } from './measure-index.js';

const WORKER = fileURLToPath(new URL('./measure-worker.js', import.meta.url));
/** A million subscriptions with their conditions, twice while they are replaced, fit in; bytes are counted after collection. */
const NODE_ARGS = ['--expose-gc', '--max-old-space-size=8192'];

/** What was measured of one number of subscriptions of one kind. */
export interface Measurement extends Task {
  readonly index: IndexFigures;
  /** Null: not measured. */
  readonly engine: EngineFigures | null;
  readonly loadBefore: number;
}

/** Measures in processes of their own. */
export async function measure(task: Task, withEngine: boolean): Promise<Measurement> {
  const loadBefore = loadavg()[0] ?? 0;
  const index = await inWorker((worker) => worker.call('index', task, indexFiguresSchema));
  const engine = withEngine
    ? await inWorker((worker) => worker.call('engine', task, engineFiguresSchema))
    : null;
  return { ...task, index, engine, loadBefore };
}

async function inWorker<T>(use: (worker: Worker) => Promise<T>): Promise<T> {
  const worker = await Worker.start('matching', WORKER, NODE_ARGS);
  try {
    return await use(worker);
  } finally {
    await worker.stop();
  }
}
