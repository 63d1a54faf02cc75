/** Runs one program of a stage: output collected, ended by its process group, never longer than its time. */
import { spawn } from 'node:child_process';

const running = new Set();
process.once('exit', () => running.forEach((child) => signal(child, 'SIGTERM')));

/** @returns {Promise<{ code: number, output: string }>} */
export function command(program, args, { cwd, env = {}, timeoutMs }) {
  return new Promise((done) => {
    const output = [];
    // A group of its own, so that workers, servers and browsers of a stage end with it.
    const child = spawn(program, args, { cwd, env: { ...process.env, FORCE_COLOR: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    running.add(child);
    child.stdout.on('data', (text) => output.push(text));
    child.stderr.on('data', (text) => output.push(text));

    let late = false;
    const timer = setTimeout(() => {
      late = true;
      signal(child, 'SIGTERM');
      setTimeout(() => signal(child, 'SIGKILL'), 5000).unref();
    }, timeoutMs);
    const end = (code, note = '') => {
      clearTimeout(timer);
      running.delete(child);
      done({ code, output: Buffer.concat(output).toString('utf8') + note });
    };
    child.once('error', (cause) => end(1, `\n${cause.message}`));
    child.once('exit', (code) => {
      // A grandchild that holds the pipe open must not hold the stage.
      setTimeout(() => end(code ?? 1, late ? `\nended: it ran for more than ${timeoutMs / 1000} s` : ''), 200);
    });
  });
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // it has ended by itself
  }
}
