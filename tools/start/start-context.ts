import type { Settings } from './settings.js';

/** What every step of the start is given. */
export interface StartContext {
  readonly env: NodeJS.ProcessEnv;
  /** Where data, logs and keys are kept between starts. */
  readonly folder: string;
  readonly settings: Settings;
  readonly say: (line: string) => void;
}
