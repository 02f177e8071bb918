import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in ticks of 10 ms; both figures here are therefore only good over seconds. */
const msPerTick = 10;

/** CPU that a process has used so far, in ms. Undefined where there is no /proc. */
export function cpuOfProcess(pid: number): number | undefined {
  const stat = readStat(pid);
  return stat && (stat.user + stat.system) * msPerTick;
}

/** CPU of a PostgreSQL server with all its backends, those that have ended included. Any backend's pid will do. */
export function cpuOfPostgres(backendPid: number): number | undefined {
  const postmaster = readStat(backendPid)?.parent;
  const server = postmaster === undefined ? undefined : readStat(postmaster);
  if (postmaster === undefined || !server?.name.startsWith('postgres')) return undefined;
  let ticks = server.user + server.system + server.endedChildren;
  for (const pid of allPids()) {
    const stat = readStat(pid);
    if (stat?.parent === postmaster) ticks += stat.user + stat.system;
  }
  return ticks * msPerTick;
}

interface Stat {
  name: string;
  parent: number;
  user: number;
  system: number;
  endedChildren: number;
}

/** See proc_pid_stat(5). The name stands in parentheses and may itself contain spaces. */
function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const nameEnd = text.lastIndexOf(')');
    const fields = text
      .slice(nameEnd + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
    return {
      name: text.slice(text.indexOf('(') + 1, nameEnd),
      parent,
      user,
      system,
      endedChildren: endedUser + endedSystem,
    };
  } catch {
    return undefined;
  }
}

function allPids(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);
}
