import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import dockerignore, { type Ignore } from '@balena/dockerignore';
import { type Copy, DockerfileParser, type Instruction, JSONInstruction } from 'dockerfile-ast';

export interface Stage {
  readonly name: string;
  readonly folder: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}
export interface Built {
  readonly stages: ReadonlyMap<string, Stage>;
  readonly last: Stage;
  /** RUN lines that only an engine can run: they change the system around the program. */
  readonly notRun: readonly string[];
}

/** These need an image's root: the node image's own tools, its users, its packages. */
const SYSTEM = /^(npm install --global|install -d|apt-get)\b/;

interface Draft {
  name: string;
  folder: string;
  workdir: string;
  env: Record<string, string>;
  user: string;
  command: string[];
  healthcheck: string[];
}

/**
 * Follows a Dockerfile without an engine: each stage is a folder, COPY copies what `.dockerignore` lets through, RUN
 * runs its line in the stage's WORKDIR by this machine's shell. Base images, users and packages are not there, so those
 * lines are only listed. Knows what our Dockerfile uses and throws at anything else.
 */
export async function scratchBuild(dockerfile: string, ignored: string, context: string, scratch: string, path: string): Promise<Built> {
  const filter = (dockerignore as unknown as () => Ignore)().add(ignored); // CommonJS under types of a default export
  const stages = new Map<string, Draft>();
  const notRun: string[] = [];
  let stage!: Draft;
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    const words = instruction.getArguments().map((word) => word.getValue());
    switch (instruction.getKeyword()) {
      case 'FROM':
        stage = nextStage(stages.get(words[0]!), words[2] ?? 'last', join(scratch, words[2] ?? 'last'));
        stages.set(stage.name, stage);
        break;
      case 'WORKDIR':
        stage.workdir = words[0]!;
        mkdirSync(join(stage.folder, words[0]!), { recursive: true });
        break;
      case 'ENV':
        for (const word of words) stage.env[word.split('=')[0]!] = word.split('=')[1]!;
        break;
      case 'COPY':
        copy(instruction as Copy, words, stage, stages, context, filter);
        break;
      case 'RUN':
        if (SYSTEM.test(instruction.getArgumentsContent()!)) notRun.push(instruction.getArgumentsContent()!);
        else await shell(instruction.getArgumentsContent()!, join(stage.folder, stage.workdir), { ...stage.env, PATH: path });
        break;
      case 'USER':
        stage.user = words[0]!;
        break;
      case 'CMD':
        stage.command = jsonWords(instruction);
        break;
      case 'HEALTHCHECK':
        stage.healthcheck = words[0] === 'NONE' ? [] : (JSON.parse(/CMD (\[.*\])$/.exec(instruction.getArgumentsContent()!)![1]!) as string[]);
        break;
      case 'EXPOSE':
        break;
      default:
        throw new Error(`this test does not know ${instruction.getKeyword()}: teach it`);
    }
  }
  return { stages, last: stage, notRun };
}

const nextStage = (from: Draft | undefined, name: string, folder: string): Draft => {
  mkdirSync(folder, { recursive: true });
  if (from) linkTree(from.folder, folder);
  return from ? { ...from, env: { ...from.env }, name, folder } : { name, folder, workdir: '/', env: {}, user: 'root', command: [], healthcheck: [] };
};

function copy(instruction: Copy, words: readonly string[], stage: Draft, stages: ReadonlyMap<string, Draft>, context: string, filter: Ignore): void {
  const from = instruction.getFromFlag()?.getValue();
  const [sources, target] = [words.slice(0, -1), words.at(-1)!];
  const into = join(stage.folder, target.startsWith('/') ? target : join(stage.workdir, target));
  for (const source of sources) {
    const path = from === undefined || from === null ? join(context, source) : join(stages.get(from)!.folder, source);
    if (!existsSync(path)) throw new Error(`COPY ${source}: nothing there`);
    const isFolder = statSync(path).isDirectory();
    const to = isFolder ? into : target.endsWith('/') ? join(into, basename(source)) : into;
    mkdirSync(dirname(to), { recursive: true });
    if (from === undefined || from === null) {
      const names = isFolder ? filesBelow(path).map((file) => relative(context, file)) : [source];
      const let_ = filter.filter(names);
      if (let_.length === 0) throw new Error(`COPY ${source}: .dockerignore keeps all of it out`);
      for (const name of let_) cpSync(join(context, name), isFolder ? join(to, relative(source, name)) : to);
    } else {
      if (isFolder) linkTree(path, to);
      else cpSync(path, to);
    }
  }
}

/** Two hundred megabytes of modules are linked, not copied: nothing writes into a file that an earlier stage has made. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  execFileSync('cp', ['-al', `${from}/.`, to]);
}

/** Does not go where every file is kept out anyway and where there are very many. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function jsonWords(instruction: Instruction): string[] {
  if (!(instruction instanceof JSONInstruction)) throw new Error('the exec form: a shell would not hand on signals');
  return instruction.getJSONStrings().map((word) => JSON.parse(word.getValue()) as string);
}

function shell(line: string, cwd: string, env: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn('/bin/sh', ['-ec', line], { cwd, env: { HOME: process.env.HOME ?? '/', ...env, CI: 'true' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', failed).once('close', (code) => (code === 0 ? done() : failed(new Error(`RUN ${line} ended with ${code}\n${said.slice(-4000)}`))));
  });
}
