import { spawnSync } from 'node:child_process';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { projectRoot, runMain } from './bootstrap/project.mjs';

const steps = ['format:check', 'lint', 'typecheck', 'test'];

/** `npm run check`: all that a change must pass, every step in any case, each with its time. */
await runMain(() => {
  ensureDependencies();
  const results = steps.map(run);
  console.log();
  for (const { step, passed, seconds } of results) {
    console.log(`${passed ? 'passed' : 'FAILED'}  ${step.padEnd(14)}${seconds.toFixed(1).padStart(6)} s`);
  }
  return results.every(({ passed }) => passed) ? 0 : 1;
});

function run(step) {
  console.log(`\n── ${step}`);
  const startedAt = Date.now();
  const { status } = spawnSync('npm', ['run', '--silent', step], { cwd: projectRoot, stdio: 'inherit' });
  return { step, passed: status === 0, seconds: (Date.now() - startedAt) / 1000 };
}
