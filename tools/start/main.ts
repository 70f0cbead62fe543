import { parseArgs } from 'node:util';
import { stateDirectory } from '../local-stack/project-root.js';
import { System } from './system.js';

const say = (line: string): void => console.log(line);
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm, the launcher and the terminal each pass Ctrl-C on: copies within this time are one. */
const sameSignalMs = 1500;

/** `npm start`: the whole system on this machine until Ctrl-C, with the demo unless told otherwise. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { 'no-demo': { type: 'boolean', default: false } } });
  const demo = !values['no-demo'];
  const asked = whenAskedToStop();
  await using stack = new AsyncDisposableStack();
  const system = new System({ folder: stateDirectory(), demo, env: process.env, say }, stack);
  const running = run(system, demo);
  const end = await Promise.race([running, asked, system.failure]);
  if (end !== undefined) console.error(`deskhook: ${end}`);
  say('Stopping: deliveries in flight finish first …');
  return end === undefined ? 0 : 1;
}

/** Never settles while all is well; the signals and the system's own failure end the wait. */
async function run(system: System, withDemo: boolean): Promise<never> {
  const info = await system.start();
  if (withDemo) {
    const demo = await system.startDemo(info);
    void demo.exited.then(({ code, signal }) => {
      if (code !== 0 && signal === null)
        console.error(`deskhook: the demo failed (code ${code}); see above.`);
    });
  } else {
    say(
      `Deskhook is up. Console: ${info.gatewayUrl} (sign in with the root key ${info.rootKey}), reference: ${info.gatewayUrl}/docs. Ctrl-C ends it.`,
    );
  }
  return await new Promise<never>(() => undefined);
}

/** A signal, or the end of the launcher. A second Ctrl-C ends at once: the reaper cleans up then. */
function whenAskedToStop(): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let firstAt: number | undefined;
  for (const signal of signals) {
    process.on(signal, () => {
      if (firstAt !== undefined && performance.now() - firstAt > sameSignalMs) process.exit(130);
      firstAt ??= performance.now();
      resolve(undefined);
    });
  }
  process.once('disconnect', () => resolve(undefined));
  return promise;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(`deskhook: ${error instanceof Error ? error.message : String(error)}`);
  return 1;
});
if (process.exitCode === 0) say('Stopped.');
process.exit();
