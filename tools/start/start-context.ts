import type { Settings } from './settings.js';

/** What every step of the start is given. */
export interface StartContext {
  readonly env: NodeJS.ProcessEnv;
  /** Where data, logs and keys are kept between starts. */
  readonly folder: string;
  /** File of certificates that webhooks may be sent to beside those of the usual authorities. */
  readonly authorityFile?: string | undefined;
  readonly settings: Settings;
  readonly say: (line: string) => void;
}
