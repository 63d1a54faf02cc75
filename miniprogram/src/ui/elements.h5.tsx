import type { MouseEvent, ReactNode } from 'react';
import type { AreaProps, BoxProps, CellProps, DateFieldProps, FieldProps, HeadCellProps, HeadingProps, PictureProps, PressProps, RowProps, SelectProps, TableProps } from './element-props.ts';

export const Box = ({ label, decorative, value, max, ...rest }: BoxProps) => (
  <div
    {...rest}
    aria-label={label}
    aria-hidden={decorative}
    aria-valuenow={value}
    aria-valuemin={value === undefined ? undefined : 0}
    aria-valuemax={max}
    aria-modal={rest.role === 'dialog' ? true : undefined}
  />
);

export const Txt = (props: { readonly id?: string; readonly className?: string; readonly children?: ReactNode }) => <span {...props} />;

export const Picture = ({ label, fill = false, className = '', onFail, ...rest }: PictureProps) => (
  <img {...rest} className={`picture ${fill ? 'is-filled' : ''} ${className}`} alt={label} onError={onFail} />
);

export const Heading = ({ level, className = '', ...rest }: HeadingProps) => {
  const Tag = `h${level}` as const;
  return <Tag {...rest} className={`heading ${className}`} />;
};

export const Press = ({ href, ...props }: PressProps) => (href === undefined ? <PressButton {...props} /> : <PressLink {...props} href={href} />);

const PressButton = ({ className = '', role, label, checked, expanded, current, disabled, onPress, children, id }: PressProps) => (
  <button
    type="button"
    id={id}
    className={`press ${className}${disabled ? ' is-disabled' : ''}`}
    role={role === 'button' ? undefined : role}
    aria-label={label}
    aria-checked={checked}
    aria-expanded={expanded}
    aria-current={current ? 'page' : undefined}
    disabled={disabled}
    onClick={onPress}
  >
    {children}
  </button>
);

const PressLink = ({ className = '', label, current, href, onPress, children, id }: PressProps & { readonly href: string }) => (
  <a id={id} className={`press ${className}`} href={`#${href}`} aria-label={label} aria-current={current ? 'page' : undefined} onClick={(event) => followed(event, onPress)}>
    {children}
  </a>
);

/** An ordinary click is the app's; what opens a tab or a window of its own is the browser's, and no row around the link hears of it. */
function followed(event: MouseEvent, onPress: (() => void) | undefined): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) {
    event.stopPropagation();
    return;
  }
  event.preventDefault();
  onPress?.();
}

const INPUT_TYPE = { text: 'text', digits: 'text', password: 'password', search: 'search' } as const;

export const Field = ({ label, kind = 'text', onInput, onEnter, invalid, focus, className = '', ...rest }: FieldProps) => (
  <input
    {...rest}
    className={`field ${className}`}
    type={INPUT_TYPE[kind]}
    inputMode={kind === 'digits' ? 'numeric' : undefined}
    autoFocus={focus}
    aria-label={label}
    aria-invalid={invalid || undefined}
    onChange={(event) => onInput(event.target.value)}
    onKeyDown={(event) => {
      if (event.key === 'Enter') onEnter?.();
    }}
  />
);

export const Area = ({ label, onInput, fixed: _, className = '', ...rest }: AreaProps) => (
  <textarea {...rest} className={`field area ${className}`} rows={4} aria-label={label} onChange={(event) => onInput(event.target.value)} />
);

export const Table = ({ className = '', label, children }: TableProps) => <table className={`table ${className}`} aria-label={label}>{children}</table>;
export const TableHead = ({ children }: CellProps) => (
  <thead className="thead">
    <tr className="tr">{children}</tr>
  </thead>
);
export const TableBody = ({ children }: CellProps) => <tbody className="tbody">{children}</tbody>;
export const Row = ({ className = '', onPress, children, id }: RowProps) => (
  <tr id={id} className={`tr ${className}`} onClick={onPress}>{children}</tr>
);
export const HeadCell = ({ className = '', sorted, children }: HeadCellProps) => (
  <th scope="col" className={`th ${className}`} aria-sort={sorted ? 'other' : undefined}>{children}</th>
);
export const Cell = ({ className = '', children }: CellProps) => <td className={`td ${className}`}>{children}</td>;

export const Select = <Value extends string>({ id, label, options, value, onSelect }: SelectProps<Value>) => (
  <select id={id} className="field select" aria-label={label} value={value} onChange={(event) => onSelect(event.target.value as Value)}>
    {options.map((option) => (
      <option key={option.value} value={option.value}>{option.word}</option>
    ))}
  </select>
);

export const DateField = ({ label, first, last, invalid, onSelect, ...rest }: DateFieldProps) => (
  <input
    {...rest}
    className="field"
    type="date"
    min={first}
    max={last}
    aria-label={label}
    aria-invalid={invalid || undefined}
    onChange={(event) => onSelect(event.target.value)}
  />
);
