#!/usr/bin/env node
import { routes } from './commands/routes';
import { main } from './main';
import type { Command } from './shared/command';
import { processIo } from './shared/process-io';

/** The commands, in the order in which the help lists them. */
const COMMANDS: readonly Command[] = [routes];

main(process.argv.slice(2), COMMANDS, processIo()).then((exitCode) => {
  process.exitCode = exitCode;
});
