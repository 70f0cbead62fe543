// Loaded into what `tools/run.mjs` runs: when the launcher is killed hard, its IPC channel closes
// and this process ends as if it had been asked to.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
