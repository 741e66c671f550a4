#!/usr/bin/env node
import { clerk } from './commands/clerk';
import { doctor } from './commands/doctor';
import { explain } from './commands/explain';
import { routes } from './commands/routes';
import { main } from './main';
import type { Command } from './shared/command';
import { processIo } from './shared/process-io';

/** The commands, in the order in which the help lists them. */
const COMMANDS: readonly Command[] = [explain, routes, doctor, clerk];

main(process.argv.slice(2), COMMANDS, processIo()).then((exitCode) => {
  process.exitCode = exitCode;
});
