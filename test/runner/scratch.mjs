/**
 * Where a run keeps what it throws away: databases, servers' folders, browser profiles. In memory where there is room, because
 * the suite opens hundreds of databases, each acknowledged write waits for the disk, and no test cuts the power: what a killed
 * process has written is still there. What measures the disk (`pnpm bench`) does not come through here.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const IN_MEMORY = '/dev/shm';
const NAME = 'linping-test-';
const TMPFS = 0x01021994;
/** Far more than a run has been seen to hold, because what fills memory here is taken from the programs under test. */
const ROOM_BYTES = 8 * 1024 ** 3;

const hasRoom = () => {
  try {
    const { type, bsize, bavail } = statfsSync(IN_MEMORY);
    return type === TMPFS && bsize * bavail >= ROOM_BYTES;
  } catch {
    return false; // not Linux
  }
};

/** Makes the folder and turns every temporary file of this process and its children into it; it is gone when this process ends. */
export function useScratch() {
  const place = hasRoom() ? IN_MEMORY : tmpdir();
  sweep(place);
  const folder = mkdtempSync(join(place, `${NAME}${process.pid}-`));
  chmodSync(folder, 0o711); // MariaDB runs as an account of its own
  process.env.TMPDIR = folder;
  process.once('exit', () => remove(folder));
}

/** What a run left that was killed. */
function sweep(place) {
  for (const name of readdirSync(place)) {
    if (name.startsWith(NAME) && !isAlive(Number(name.slice(NAME.length).split('-')[0]))) remove(join(place, name));
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return cause.code === 'EPERM';
  }
}

function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // a process that is ending still writes there: the next run sweeps it
  }
}
