import { posix } from 'node:path';
import { Unreadable } from '../unreadable.ts';
import type { Archive } from './archive.ts';
import { attributeOf, readXml } from './xml.ts';

/** Where the parts lie that a list is read from. */
export interface WorkbookParts {
  readonly sheet: string;
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
  /** Days count from 1904, as in workbooks made on old Macs. */
  readonly is1904: boolean;
}

/** Of the whole address of a relationship's type only its end is the same in the transitional and the strict form. */
interface Relationship {
  readonly type: string;
  readonly target: string;
}

/** Finds the first sheet that is not hidden: the one that whoever filled it in was looking at. Throws Unreadable. */
export async function workbookParts(archive: Archive): Promise<WorkbookParts> {
  const roots = [...(await relationships(archive, '')).values()];
  const workbook = roots.find(({ type }) => type === 'officeDocument')?.target;
  if (workbook === undefined) throw new Unreadable();
  const related = await relationships(archive, workbook);
  const sheets: { readonly id: string; readonly isHidden: boolean }[] = [];
  let is1904 = false;
  await readXml(await archive.part(workbook), {
    opened: (name, attributes) => {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name === 'sheet') sheets.push({ id: attributeOf(attributes, 'id') ?? '', isHidden: (attributes.state ?? 'visible') !== 'visible' });
    },
  });
  const shown = sheets.find(({ id, isHidden }) => !isHidden && related.get(id)?.type === 'worksheet');
  if (!shown) throw new Unreadable();
  const partOf = (type: string) => [...related.values()].find((one) => one.type === type && archive.has(one.target))?.target;
  return { sheet: related.get(shown.id)!.target, sharedStrings: partOf('sharedStrings'), styles: partOf('styles'), is1904 };
}

/** What a part names beside it, by id; '' is the package itself. An address outside the package is not followed. */
async function relationships(archive: Archive, part: string): Promise<ReadonlyMap<string, Relationship>> {
  const found = new Map<string, Relationship>();
  const file = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
  await readXml(await archive.part(file), {
    opened: (name, { Id = '', Type = '', Target = '', TargetMode = '' }) => {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const target = posix.resolve('/', posix.dirname(part), Target).slice(1);
      found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target });
    },
  });
  return found;
}
