// Entry point of `npm run demo`. Needs Node only: installs the dependencies if they are missing, then runs main.ts.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MINIMUM = [20, 16];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  console.error(`The demo needs Node ${MINIMUM.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

let child;
// A terminal sends Ctrl-C to the child as well; the child handles the first signal and ignores later ones.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child?.kill(signal));

// Caches and temporary files stay inside the repository.
const temporary = `${ROOT}.demo/tmp`;
const npmCache = `${ROOT}.demo/npm`;
mkdirSync(temporary, { recursive: true });
Object.assign(process.env, { TMPDIR: temporary, npm_config_cache: npmCache });

if (!isInstalled()) {
  console.log('Installing the dependencies (npm ci) …');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund']);
  rmSync(npmCache, { recursive: true, force: true });
  if (code !== 0) process.exit(code);
}
process.exitCode = await run(process.execPath, ['--import', 'tsx', 'demo/main.ts', ...process.argv.slice(2)]);

/** npm writes node_modules/.package-lock.json at the end of an installation. */
function isInstalled() {
  const installed = `${ROOT}node_modules/.package-lock.json`;
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${ROOT}package-lock.json`).mtimeMs;
}

function run(command, args) {
  return new Promise((resolve) => {
    child = spawn(command, args, { cwd: ROOT, stdio: 'inherit' });
    child.once('error', (error) => {
      console.error(`${command} did not start: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}
