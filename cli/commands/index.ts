import type { Command } from 'commander';
import type { Run } from '../session.js';
import { applyCommand } from './apply.js';
import { completionCommand } from './completion.js';
import { deliveriesCommand } from './deliveries.js';
import { diffCommand } from './diff.js';
import { doctorCommand } from './doctor.js';
import { eventsCommand } from './events.js';
import { explainCommand } from './explain.js';
import { deleteCommand } from './delete.js';
import { getCommand } from './get.js';
import { schemaCommand } from './schema.js';
import { exportCommand } from './export.js';
import { publishCommand } from './publish.js';
import { replayCommand } from './replay.js';
import { tailCommand } from './tail.js';
import { verifyCommand } from './verify.js';

/** Every command, in the order of the help. */
export const COMMANDS: readonly ((run: Run) => Command)[] = [
  publishCommand,
  tailCommand,
  eventsCommand,
  deliveriesCommand,
  explainCommand,
  replayCommand,
  verifyCommand,
  doctorCommand,
  applyCommand,
  diffCommand,
  exportCommand,
  getCommand,
  deleteCommand,
  schemaCommand,
  completionCommand,
];
