import { Command } from 'commander';
import { VERSION } from '@deskhook/contracts';

const program = new Command('deskhook').description('The command line of Deskhook').version(VERSION);

await program.parseAsync();
