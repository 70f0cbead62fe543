// Test support: child processes that never outlive the test run, also when it is killed.
export {
  type ManagedProcess,
  type ProcessOptions,
  startProcess,
} from '../../tools/local-stack/managed-process.js';
export { freePort } from '../../tools/local-stack/ports.js';
export { waitUntil } from '../../tools/local-stack/wait-until.js';
