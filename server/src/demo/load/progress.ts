/** Where a bar is drawn. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const WIDTH = 28;
/** Percent between two lines of a log. */
const LOGGED_EVERY = 10;

/** How far the loading has come: one line rewritten on a terminal, a line every tenth in a log. */
export class Progress {
  private done = 0;
  private shown = '';
  private loggedPercent = -LOGGED_EVERY;
  private doing = '';

  constructor(private readonly screen: Screen, private readonly total: number) {}

  phase(doing: string): void {
    this.doing = doing;
    this.show();
  }

  add(amount: number): void {
    this.done += amount;
    this.show();
  }

  finish(doing: string): void {
    this.done = this.total;
    this.phase(doing);
    if (this.screen.isTTY) this.screen.write('\n');
  }

  private show(): void {
    const percent = Math.min(100, Math.floor((this.done * 100) / this.total));
    const filled = Math.floor((percent * WIDTH) / 100);
    const line = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${String(percent).padStart(3)} %  ${this.doing}`;
    if (this.screen.isTTY) this.rewrite(line);
    else this.log(line, percent);
  }

  private rewrite(line: string): void {
    if (line === this.shown) return;
    this.shown = line;
    this.screen.write(`\r\x1b[K${line}`);
  }

  private log(line: string, percent: number): void {
    if (percent < this.loggedPercent + LOGGED_EVERY) return;
    this.loggedPercent = percent - (percent % LOGGED_EVERY);
    this.screen.write(`${line}\n`);
  }
}
