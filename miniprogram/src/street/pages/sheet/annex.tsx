import { mayEver, RUBRIC, RUBRIC_CATEGORIES, SATISFACTION_ITEM, type CategoryId, type DeductionView, type ItemNumber, type Role, type SheetView } from '@linping/shared';
import type { ItemEvidence } from '../../../features/assessments/evidence.ts';
import { brief } from '../../../features/assessments/numbers.ts';
import { scrollToId } from '../../../platform/scroll.ts';
import { Box, Heading, Press, Txt } from '../../../ui/elements.tsx';
import { Item, SatisfactionItem } from './item.tsx';

interface AnnexProps {
  readonly sheet: SheetView;
  readonly role: Role;
  /** The line that was just saved. */
  readonly latest: string;
  readonly onEnter: (item: ItemNumber) => void;
  readonly onChange: (line: DeductionView) => void;
  /** What residents' complaints say of the items, for who may accept it. */
  readonly evidence: ReadonlyMap<ItemNumber, ItemEvidence>;
  readonly onEvidence: (item: ItemNumber) => void;
}

const itemsOf = (category: CategoryId) => RUBRIC.filter((item) => item.category === category);

/** What is left of a category as the items stand, and what the provider could reach in it; items that do not apply are in neither. */
export function categoryPoints(sheet: SheetView, category: CategoryId): { readonly left: number; readonly of: number } {
  const applying = itemsOf(category).map(({ number, deciPoints }) => ({ item: sheet.items[number - 1]!, full: deciPoints })).filter(({ item }) => item.applies);
  return { left: applying.reduce((sum, { item }) => sum + (item.deciPoints ?? 0), 0), of: applying.reduce((sum, { full }) => sum + full, 0) };
}

const leftInWords = ({ left, of }: ReturnType<typeof categoryPoints>, full: number): string =>
  (of === 0 ? '不计分' : of < full ? `剩 ${brief(left)} / ${brief(of)} 分` : `剩 ${brief(left)} 分`);

/** 附件 《老旧小区物业管理考核评分细则》: its six categories, its twenty items, its words. */
export function Annex({ sheet, role, latest, onEnter, onChange, evidence, onEvidence }: AnnexProps) {
  const mayWrite = sheet.mayScore && sheet.status === 'draft' && mayEver(role, 'assessment.score');
  return (
    <Box className="annex">
      <Box className="annex-jumps" role="navigation" label="考核大项">
        {RUBRIC_CATEGORIES.map(({ id, heading }) => (
          <Press key={id} id={`jump-${id}`} className="annex-jump" role="link" onPress={() => scrollToId(`category-${id}`)}>{heading.split('（')[0]}</Press>
        ))}
      </Box>
      {mayWrite && <Box className="note gap-below">点一项就可以记扣分。</Box>}
      {RUBRIC_CATEGORIES.map(({ id, heading, deciPoints }) => (
        <Box key={id} id={`category-${id}`} className="card annex-category">
          <Box className="annex-head">
            <Heading level={2} className="card-title annex-heading">{heading}</Heading>
            {id !== 'satisfaction' && <Txt className="muted number">{leftInWords(categoryPoints(sheet, id), deciPoints)}</Txt>}
          </Box>
          {itemsOf(id).map((rubric) => {
            const item = sheet.items[rubric.number - 1]!;
            if (rubric.number === SATISFACTION_ITEM) return <SatisfactionItem key={rubric.number} rubric={rubric} item={item} sheet={sheet} role={role} />;
            return (
              <Item
                key={rubric.number} rubric={rubric} item={item} mayWrite={mayWrite && item.applies} latest={latest} onEnter={onEnter} onChange={onChange}
                evidence={evidence.get(rubric.number)} onEvidence={onEvidence}
              />
            );
          })}
        </Box>
      ))}
    </Box>
  );
}
