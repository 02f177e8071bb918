import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mendDriver } from './mend-driver.mjs';
import { exitCode, root, runNode, secondsSince } from './tool.mjs';

requireNode();

/** Says so and ends when Node is older than package.json allows: what comes later would fail in riddles. */
function requireNode() {
  const least = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace(/^>=/, '');
  const [needMajor, needMinor] = least.split('.').map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  console.error(`Voronka needs Node.js ${least} or newer; this is ${process.versions.node}. See https://nodejs.org`);
  process.exit(1);
}

const installStamp = join(root, 'node_modules', '.voronka-installed');
const buildStamp = join(root, 'dist', '.voronka-built');

/** Installs the dependencies of package-lock.json unless they are there. */
export async function ensureInstalled() {
  const wanted = hashOf([join(root, 'package-lock.json'), join(root, 'scripts', 'mend-driver.mjs')]);
  if (read(installStamp) === wanted) return;
  if (!isInstalled()) await install();
  mendDriver();
  writeFileSync(installStamp, wanted);
}

/** Whether npm's own record of node_modules (of an install by hand) agrees with the lock; optional packages may be absent. */
function isInstalled() {
  const record = read(join(root, 'node_modules', '.package-lock.json'));
  if (!record) return false;
  const installed = JSON.parse(record).packages;
  const locked = JSON.parse(read(join(root, 'package-lock.json'))).packages;
  return Object.entries(locked).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

async function install() {
  const begin = performance.now();
  console.log('Installing dependencies. This is done once and takes about a minute …');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  const code = npm?.endsWith('.js')
    ? await runNode(npm, args)
    : await exitCode(spawn('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }));
  if (code !== 0) {
    console.error('The dependencies could not be installed: see above.');
    process.exit(code);
  }
  console.log(`Dependencies are installed (${secondsSince(begin)}).`);
}

/** Builds `dist/` unless it was built from these very sources. */
export async function ensureBuilt() {
  if (read(buildStamp) === sourcesHash()) return;
  // In a process of its own: the bundlers' memory goes with it.
  const code = await runNode(join('scripts', 'build.mjs'));
  if (code !== 0) process.exit(code);
}

export function stampBuild(hash) {
  writeFileSync(buildStamp, hash);
}

const sourceFolders = 'server web api webhooks bot flows crm-core queue drizzle kernel'.split(' ');
const sourceFiles =
  'package.json package-lock.json tsconfig.json vite.config.ts postcss.config.cjs scripts/build.mjs'.split(' ');

/** Hash of everything that the build reads. */
export function sourcesHash() {
  const inFolders = sourceFolders.flatMap((folder) => filesBelow(join(root, folder)));
  const inRoot = sourceFiles.map((file) => join(root, file)).filter(existsSync);
  return hashOf([...inFolders, ...inRoot]);
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
  });
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files.toSorted())
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
