import { serve } from '../workers/serve.js';
import { measureEngine } from './measure-engine.js';
import { measureIndex, taskSchema } from './measure-index.js';

/** A process of its own for each measurement: nothing of one is in the heap or the compiled code of another. */
serve({
  index: (input) => measureIndex(taskSchema.parse(input)),
  engine: (input) => measureEngine(taskSchema.parse(input)),
});
