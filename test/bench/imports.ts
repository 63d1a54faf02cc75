/** A street's whole list of doors through the real server: how long it takes, and how much memory the server needs at its most. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ImportedView } from '@linping/shared';
import type { EngineName } from '../support/databases.ts';
import { openDistrict } from '../support/district.ts';
import type { Person } from '../support/people.ts';
import { root } from '../support/server-process.ts';

export interface ImportPlan {
  readonly households: number;
  /** The server's heap may grow no further; left out, as far as Node lets it. */
  readonly heapMegabytes?: number;
}
export interface ImportFigures {
  readonly households: number;
  readonly fileMegabytes: number;
  readonly previewSeconds: number;
  readonly importSeconds: number;
  /** The same file again, which changes nothing. */
  readonly againSeconds: number;
  /** The server's largest resident size, from its start on. */
  readonly peakMegabytes: number;
}
interface Door {
  readonly estate: string;
  readonly building: string;
  readonly door: string;
  readonly phone: string;
}

const HOUSEHOLDS_PER_ESTATE = 140; // the mean of the district is 139
const DOORS_PER_BUILDING = 35;

/** Previews, imports and imports again; throws where the server does not take everything, or takes it twice. */
export async function measureImport(engine: EngineName, { households, heapMegabytes }: ImportPlan): Promise<ImportFigures> {
  const env: Record<string, string> = heapMegabytes === undefined ? {} : { NODE_OPTIONS: `--max-old-space-size=${heapMegabytes}` };
  const district = await openDistrict(engine, { buildings: 1, doorsPerBuilding: 1, env });
  try {
    const estates = Math.ceil(households / HOUSEHOLDS_PER_ESTATE);
    const header = '小区编号,小区名称,街道,社区,地址,建成年份,建筑面积,物业类型,物业企业,物业电话,合同签订日期,备案日期,进场日期';
    const list = Array.from({ length: estates }, (_, i) => `${codeOf(i)},小区${i},${district.estate.street},社区${i % 40},,,11494,,,,,,`);
    await sent(district.headquarters, '/imports/estates', Buffer.from([header, ...list].join('\n')));
    const file = await workbookOf(Array.from({ length: households }, (_, i) => doorOf(i)));

    const timed = async (query: string, expected: Partial<ImportedView>) => {
      const began = performance.now();
      const view = await sent(district.officer, `/imports/households${query}`, file);
      for (const [key, value] of Object.entries(expected)) {
        if (view[key as keyof ImportedView] !== value) throw new Error(`expected ${key} ${value}: ${JSON.stringify(view)}`);
      }
      return (performance.now() - began) / 1000;
    };
    return {
      households,
      fileMegabytes: file.length / 1e6,
      previewSeconds: await timed('?preview=true', { created: households }),
      importSeconds: await timed('', { created: households }),
      againSeconds: await timed('', { created: 0, unchanged: households }),
      peakMegabytes: peakMegabytesOf(district.server.pid),
    };
  } finally {
    await district.close();
  }
}

/** One line for a terminal. */
export const importLine = (engine: EngineName, { households, fileMegabytes, previewSeconds, importSeconds, againSeconds, peakMegabytes }: ImportFigures): string =>
  `${engine}: ${households} households (XLSX, ${fileMegabytes.toFixed(1)} MB): preview ${previewSeconds.toFixed(1)} s, import ${importSeconds.toFixed(1)} s, `
  + `again ${againSeconds.toFixed(1)} s; the server's memory at most ${peakMegabytes.toFixed(0)} MB`;

const codeOf = (estate: number): string => `B${String(estate).padStart(5, '0')}`;

function doorOf(i: number): Door {
  const inEstate = i % HOUSEHOLDS_PER_ESTATE;
  const inBuilding = inEstate % DOORS_PER_BUILDING;
  return {
    estate: codeOf(Math.floor(i / HOUSEHOLDS_PER_ESTATE)), building: `${Math.floor(inEstate / DOORS_PER_BUILDING) + 1}号楼`,
    door: `${Math.floor(inBuilding / 12) + 1}单元${Math.floor((inBuilding % 12) / 2) + 1}0${(inBuilding % 2) + 1}`, phone: `138${String(i).padStart(8, '0')}`,
  };
}

/** Written by the product's own exporter, as an office would send it back. */
async function workbookOf(doors: readonly Door[]): Promise<Buffer> {
  const { listSheet, workbook } = (await import(pathToFileURL(join(root, 'server/dist/platform/documents/workbook.js')).href)) as {
    listSheet(name: string, columns: readonly { header: string; width: number; value: (door: Door) => string }[], rows: readonly Door[]): object;
    workbook(sheets: readonly object[]): Promise<Buffer>;
  };
  return workbook([listSheet('住户', [
    { header: '小区编号', width: 12, value: ({ estate }) => estate }, { header: '楼栋', width: 10, value: ({ building }) => building },
    { header: '门牌', width: 14, value: ({ door }) => door }, { header: '手机号', width: 16, value: ({ phone }) => phone },
  ], doors)]);
}

async function sent(person: Person, path: string, file: Buffer): Promise<ImportedView> {
  const reply = await person.upload(path, new Uint8Array(file), 'application/octet-stream');
  if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body as ImportedView;
}

/** What the kernel has seen at most; Linux only, as this suite is. */
const peakMegabytesOf = (pid: number): number => Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1000;
