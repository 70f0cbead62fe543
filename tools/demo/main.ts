import { Demo } from './demo.js';
import { loadDemoSettings } from './settings.js';

/** The demo that `npm start` runs beside the system; it stays up as the receiver until it is ended. */
process.once('SIGTERM', () => process.exit(0));
try {
  await new Demo(await loadDemoSettings(process.env)).run();
} catch (error) {
  console.error(`demo: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
