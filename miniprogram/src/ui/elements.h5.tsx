import type { ReactNode } from 'react';
import type { AreaProps, BoxProps, CellProps, FieldProps, HeadingProps, PressProps, RowProps, SelectProps } from './element-props.ts';

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

export const Heading = ({ level, className = '', ...rest }: HeadingProps) => {
  const Tag = `h${level}` as const;
  return <Tag {...rest} className={`heading ${className}`} />;
};

export const Press = ({ className = '', role, label, checked, expanded, disabled, onPress, children, id }: PressProps) => (
  <button
    type="button"
    id={id}
    className={`press ${className}${disabled ? ' is-disabled' : ''}`}
    role={role === 'button' ? undefined : role}
    aria-label={label}
    aria-checked={checked}
    aria-expanded={expanded}
    disabled={disabled}
    onClick={onPress}
  >
    {children}
  </button>
);

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

export const Area = ({ label, onInput, className = '', ...rest }: AreaProps) => (
  <textarea {...rest} className={`field area ${className}`} rows={4} aria-label={label} onChange={(event) => onInput(event.target.value)} />
);

export const Table = ({ className = '', children }: CellProps) => <table className={`table ${className}`}>{children}</table>;
export const TableHead = ({ children }: CellProps) => (
  <thead className="thead">
    <tr className="tr">{children}</tr>
  </thead>
);
export const TableBody = ({ children }: CellProps) => <tbody className="tbody">{children}</tbody>;
export const Row = ({ className = '', onPress, children, id }: RowProps) => (
  <tr id={id} className={`tr ${className}`} onClick={onPress}>{children}</tr>
);
export const HeadCell = ({ className = '', children }: CellProps) => <th scope="col" className={`th ${className}`}>{children}</th>;
export const Cell = ({ className = '', children }: CellProps) => <td className={`td ${className}`}>{children}</td>;

export const Select = <Value extends string>({ id, label, options, value, onSelect }: SelectProps<Value>) => (
  <select id={id} className="field select" aria-label={label} value={value} onChange={(event) => onSelect(event.target.value as Value)}>
    {options.map((option) => (
      <option key={option.value} value={option.value}>{option.word}</option>
    ))}
  </select>
);
