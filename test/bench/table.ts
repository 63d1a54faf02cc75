import type { EngineReport, Figures } from './measure.ts';

const HEAD = ['', 'ours /s', 'p50 ms', 'p99 ms', 'bare /s', 'p50 ms', 'p99 ms', 'ratio', 'ours min–max'];

/** The report as a terminal shows it. */
export function table(engines: readonly EngineReport[]): string {
  return engines.map(({ engine, writes, reads }) => {
    const lines = [
      ...writes.map(({ scenario, product, bare, ratio }) => [scenario, ...cells(product), ...cells(bare), ratio.toFixed(2), range(product)]),
      ...reads.map(({ page, product }) => [page, ...cells(product), '', '', '', '', range(product)]),
    ];
    return [`${engine} (medians of ${writes[0]?.product.runs ?? 0} interleaved runs)`, ...aligned([HEAD, ...lines])].join('\n');
  }).join('\n\n');
}

const cells = ({ perSecond, p50Ms, p99Ms }: Figures) => [perSecond.toFixed(0), p50Ms.toFixed(1), p99Ms.toFixed(1)];
const range = ({ slowest, fastest }: Figures) => `${slowest.toFixed(0)}–${fastest.toFixed(0)}`;

function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = HEAD.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  return lines.map((line) => line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '));
}
