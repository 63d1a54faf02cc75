import { Image, Input, Picker, Text, Textarea, View } from '@tarojs/components';
import type { ComponentType, ReactNode } from 'react';
import type { AreaProps, BoxProps, CellProps, DateFieldProps, FieldProps, HeadCellProps, HeadingProps, PictureProps, PressProps, RowProps, SelectProps, TableProps } from './element-props.ts';

// Taro's types know no aria-*; config/aria.ts writes them into the emitted templates.
type Loose = ComponentType<Record<string, unknown> & { readonly children?: ReactNode }>;
const LooseView = View as unknown as Loose;
const LooseInput = Input as unknown as Loose;
const LooseImage = Image as unknown as Loose;
const LooseArea = Textarea as unknown as Loose;

export const Box = ({ role, label, decorative, value, max, ...rest }: BoxProps) => (
  <LooseView {...rest} aria-role={role} aria-label={label} aria-hidden={decorative} aria-valuenow={value} aria-valuemax={max} />
);

export const Txt = ({ id, className, children }: { readonly id?: string; readonly className?: string; readonly children?: ReactNode }) => (
  <Text {...(id ? { id } : {})} {...(className ? { className } : {})}>{children}</Text>
);

export const Picture = ({ label, fill = false, className = '', onFail, ...rest }: PictureProps) => (
  <LooseImage {...rest} className={`picture ${className}`} mode={fill ? 'aspectFill' : 'aspectFit'} aria-role="img" aria-label={label} {...(onFail ? { onError: onFail } : {})} />
);

export const Heading = ({ level, ...rest }: HeadingProps) => <LooseView {...rest} aria-role="heading" aria-level={level} />;

export const Press = ({ className = '', role = 'button', label, checked, expanded, current, disabled, href: _, onPress, children, id }: PressProps) => (
  <LooseView
    id={id}
    className={`press ${className}${disabled ? ' is-disabled' : ''}`}
    hoverClass={disabled ? 'none' : 'is-pressed'}
    aria-role={role}
    aria-label={label}
    aria-checked={checked}
    aria-expanded={expanded}
    aria-selected={current}
    aria-disabled={disabled}
    onClick={disabled ? undefined : onPress}
  >
    {children}
  </LooseView>
);

export const Field = ({ label, kind = 'text', onInput, onEnter, invalid: _, autoComplete: __, className = '', ...rest }: FieldProps) => (
  <LooseInput
    {...rest}
    className={`field ${className}`}
    type={kind === 'digits' ? 'number' : 'text'}
    password={kind === 'password'}
    aria-label={label}
    onInput={(event: { detail: { value: string } }) => onInput(event.detail.value)}
    onConfirm={onEnter}
  />
);

export const Area = ({ label, onInput, className = '', ...rest }: AreaProps) => (
  <LooseArea
    {...rest}
    className={`field area ${className}`}
    maxlength={rest.maxLength}
    autoHeight
    aria-label={label}
    onInput={(event: { detail: { value: string } }) => onInput(event.detail.value)}
  />
);

export const Table = ({ className = '', label, children }: TableProps) => <LooseView className={`table ${className}`} aria-label={label}>{children}</LooseView>;
export const TableHead = ({ children }: CellProps) => <View className="thead">{children}</View>;
export const TableBody = ({ children }: CellProps) => <View className="tbody">{children}</View>;
export const Row = ({ className = '', onPress, children, id }: RowProps) => (
  <View {...(id ? { id } : {})} className={`tr ${className}`} {...(onPress ? { onClick: onPress } : {})}>{children}</View>
);
export const HeadCell = ({ className = '', children }: HeadCellProps) => <View className={`th ${className}`}>{children}</View>;
export const Cell = ({ className = '', children }: CellProps) => <View className={`td ${className}`}>{children}</View>;

export const Select = <Value extends string>({ id, label, options, value, onSelect }: SelectProps<Value>) => {
  const index = options.findIndex((option) => option.value === value);
  return (
    <Picker
      mode="selector"
      range={options.map((option) => option.word)}
      value={Math.max(0, index)}
      onChange={({ detail }) => {
        const chosen = options[Number(detail.value)];
        if (chosen) onSelect(chosen.value);
      }}
    >
      <LooseView id={id} className="field select" aria-role="button" aria-label={label}>{options[index]?.word ?? label}</LooseView>
    </Picker>
  );
};

export const DateField = ({ id, label, value, first, last, onSelect }: DateFieldProps) => (
  <Picker mode="date" value={value} {...(first ? { start: first } : {})} {...(last ? { end: last } : {})} onChange={({ detail }) => onSelect(String(detail.value))}>
    <LooseView id={id} className="field select" aria-role="button" aria-label={label}>{value || label}</LooseView>
  </Picker>
);
