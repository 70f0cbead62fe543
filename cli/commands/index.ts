import type { Command } from 'commander';
import type { Run } from '../session.js';
import { deliveriesCommand } from './deliveries.js';
import { eventsCommand } from './events.js';

/** Every command, in the order of the help. */
export const COMMANDS: readonly ((run: Run) => Command)[] = [eventsCommand, deliveriesCommand];
