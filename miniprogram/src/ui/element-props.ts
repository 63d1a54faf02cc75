import type { CSSProperties, ReactNode } from 'react';

/**
 * The few elements everything is drawn with. There are two implementations: `elements.tsx` for mini-programs and
 * `elements.h5.tsx` with the browser's own button, input, heading and table, which keyboards and screen readers know
 * and which cost no web components to download in a stairwell.
 */
export interface BoxProps {
  readonly id?: string;
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly role?: 'main' | 'group' | 'radiogroup' | 'dialog' | 'status' | 'alert' | 'img' | 'list' | 'listitem' | 'progressbar' | 'navigation' | 'banner';
  /** What a screen reader says. */
  readonly label?: string;
  /** Drawn, but not worth reading out. */
  readonly decorative?: boolean;
  readonly value?: number;
  readonly max?: number;
  readonly children?: ReactNode;
}

export interface PictureProps {
  readonly id?: string;
  readonly className?: string;
  readonly src: string;
  /** What is on it, as far as we know. */
  readonly label: string;
  /** Filled and cut at the edges, as in a row of small ones; else all of it is shown. */
  readonly fill?: boolean;
  readonly onFail?: () => void;
}

export interface HeadingProps {
  readonly level: 1 | 2 | 3;
  readonly id?: string;
  readonly className?: string;
  readonly children?: ReactNode;
}

export interface PressProps {
  readonly id?: string;
  readonly className?: string;
  readonly role?: 'button' | 'radio' | 'switch' | 'checkbox' | 'link';
  readonly label?: string;
  readonly checked?: boolean;
  readonly expanded?: boolean;
  /** This is the page one is on. */
  readonly current?: boolean;
  readonly disabled?: boolean;
  /** Where it leads. In a browser that makes it a real link: a middle click or Ctrl opens it beside this page. */
  readonly href?: string;
  readonly onPress?: () => void;
  readonly children?: ReactNode;
}

export interface FieldProps {
  readonly id: string;
  readonly className?: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  /** `digits` opens the number pad. */
  readonly kind?: 'text' | 'digits' | 'password' | 'search';
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly focus?: boolean;
  readonly invalid?: boolean;
  readonly onInput: (value: string) => void;
  readonly onEnter?: () => void;
}

export interface AreaProps {
  readonly id: string;
  readonly className?: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly maxLength: number;
  /** It lies in a panel that stays while the page scrolls, which WeChat has to know to place the keyboard. */
  readonly fixed?: boolean;
  readonly onInput: (value: string) => void;
}

export interface CellProps {
  readonly className?: string;
  readonly children?: ReactNode;
}

export interface TableProps extends CellProps {
  /** What a screen reader calls it. */
  readonly label?: string;
}

export interface HeadCellProps extends CellProps {
  /** The list is sorted by this column. */
  readonly sorted?: boolean;
}

export interface RowProps extends CellProps {
  readonly id?: string;
  readonly onPress?: () => void;
}

export interface SelectProps<Value extends string> {
  readonly id: string;
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly word: string }[];
  readonly value: Value;
  readonly onSelect: (value: Value) => void;
}

export interface DateFieldProps {
  readonly id: string;
  readonly label: string;
  /** YYYY-MM-DD, or empty. */
  readonly value: string;
  /** The first and last day that may be chosen. A browser's keyboard can still type another one. */
  readonly first?: string;
  readonly last?: string;
  readonly invalid?: boolean;
  readonly onSelect: (date: string) => void;
}
