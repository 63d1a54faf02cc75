import { periodName, type StatementView } from '@linping/shared';
import { statementPaper } from '../../../api/disclosures.ts';
import { isDisclosed } from '../../../features/disclosures/duty-words.ts';
import { Download } from '../../../staff/list.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';

/** The same on paper and in tables: the stairwell's notice once it is public, and everything for one's own reckoning. */
export function Papers({ view }: { readonly view: StatementView }) {
  const isPublic = isDisclosed(view.status);
  const name = `${view.estate}-${view.bodyName}-${periodName(view.period)}收支${view.edition > 1 ? `-第${view.edition}版` : ''}`;
  return (
    <Card id="papers" title="下载">
      <Box className="downloads">
        {isPublic && <Download id="notice" path={statementPaper(view.id, 'notice.pdf')} name={`${name}-公告.pdf`}>楼道公告（A4）</Download>}
        <Download id="export-xlsx" path={statementPaper(view.id, 'lines.xlsx')} name={`${name}.xlsx`}>明细表格（XLSX）</Download>
        <Download id="export-csv" path={statementPaper(view.id, 'lines.csv')} name={`${name}.csv`}>明细表格（CSV）</Download>
        {isPublic && <Download id="edition-text" path={statementPaper(view.id, 'edition.txt')} name={`${name}-原文.txt`}>核对指纹的原文（TXT）</Download>}
      </Box>
    </Card>
  );
}
