import type { ReactNode } from 'react';
import { Box, Heading, Press, Txt } from './elements.tsx';

/** A card with an optional heading. */
export const Card = ({ title, id, children }: { readonly title?: string; readonly id?: string; readonly children: ReactNode }) => (
  <Box {...(id ? { id } : {})} className="card">
    {title && <Heading level={2} className="card-title">{title}</Heading>}
    {children}
  </Box>
);

/** A quiet row that leads somewhere. */
export const LinkRow = (props: { readonly id: string; readonly title: string; readonly below?: string; readonly note?: string; readonly onPress: () => void }) => (
  <Press id={props.id} className="link-row" role="link" onPress={props.onPress}>
    <Box className="link-row-title">
      <Box>{props.title}</Box>
      {props.below && <Box className="note">{props.below}</Box>}
    </Box>
    {props.note && <Txt className="link-row-note">{props.note}</Txt>}
    <Txt className="chevron-right" />
  </Press>
);

/** Name and value. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <Box className="fact">
    <Txt className="fact-name">{name}</Txt>
    <Box className="fact-value">{children}</Box>
  </Box>
);
