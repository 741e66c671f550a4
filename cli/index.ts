#!/usr/bin/env node
import { doctor } from './commands/doctor';
import { explain } from './commands/explain';
import { routes } from './commands/routes';
import { main } from './main';
import type { Command } from './shared/command';
import { processIo } from './shared/process-io';

/** The commands, in the order in which the help lists them. */
const COMMANDS: readonly Command[] = [explain, routes, doctor];

main(process.argv.slice(2), COMMANDS, processIo()).then((exitCode) => {
  process.exitCode = exitCode;
});
